import { isProse, type Line, normalise } from './line.js';
import { collapse } from './walk.js';

/** A JSON-LD articleBody shorter than this is a teaser. */
const MIN_BODY = 300;
/** Where the page's text holds less than this share of the articleBody's words, the wrong part was read. */
const MIN_SHARED = 0.5;

/**
 * JSON-LD's articleBody as a second opinion: its paragraphs where the text read from the page misses most of
 * them and is shorter, else null.
 */
export function bodyInstead(lines: Line[], body: string | null): Line[] | null {
  if (body === null || body.length < MIN_BODY) return null;
  const paragraphs = bodyParagraphs(body);
  const text = ` ${lines.map((line) => normalise(line.text)).join(' ')} `;
  const wanted = paragraphs.filter((paragraph) => paragraph.length >= 40);
  const chars = wanted.reduce((sum, paragraph) => sum + paragraph.length, 0);
  if (chars < MIN_BODY) return null;
  const shared = wanted
    .filter((paragraph) => text.includes(normalise(paragraph).slice(0, 60)))
    .reduce((sum, paragraph) => sum + paragraph.length, 0);
  const ours = lines.reduce((sum, line) => sum + line.text.length, 0);
  if (shared >= MIN_SHARED * chars || ours > chars * 1.5) return null;
  return paragraphs.map((paragraph) => ({ text: paragraph, links: 0, heading: false }));
}

/** An articleBody is text, or HTML escaped once or twice. */
function bodyParagraphs(body: string): string[] {
  return unescape(unescape(body.slice(0, 500_000)))
    .replace(/<\/(p|div|h[1-6]|li|blockquote)>|<br\s?\/?>\s*<br\s?\/?>/gi, '\n')
    .replace(/<[^<>]{1,500}>/g, ' ')
    .split(/\n+/)
    .map(collapse)
    .filter((paragraph) => paragraph !== '');
}

const ENTITIES: Record<string, string> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', rsquo: '’', lsquo: '‘', rdquo: '”' },
  ...{ ldquo: '“', ndash: '–', mdash: '—', hellip: '…', auml: 'ä', ouml: 'ö', uuml: 'ü', szlig: 'ß' },
  ...{ Auml: 'Ä', Ouml: 'Ö', Uuml: 'Ü', eacute: 'é', bdquo: '„', raquo: '»', laquo: '«' },
};

function unescape(text: string): string {
  return text.replace(/&(#x?[0-9a-f]{1,6}|[a-z]{2,8});/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name] ?? whole;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** Characters of running text in some lines. */
export function proseChars(lines: Line[]): number {
  return lines.reduce((sum, line) => sum + (isProse(line) ? line.text.length : 0), 0);
}
