import { Parser } from 'htmlparser2';
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

/** Tags after which a new paragraph begins. */
const BREAKS = new Set(['p', 'div', 'h1', 'h2', 'h3', 'h4', 'li', 'blockquote', 'br']);
const MAX_BODY = 500_000;

/** An articleBody is text, or HTML, escaped or not. */
function bodyParagraphs(body: string): string[] {
  return plain(plain(body.slice(0, MAX_BODY)))
    .split(/\n+/)
    .map(collapse)
    .filter((paragraph) => paragraph !== '');
}

function plain(html: string): string {
  let text = '';
  const parser = new Parser({
    ontext: (data) => {
      text += data;
    },
    onopentagname: (name) => {
      if (BREAKS.has(name)) text += '\n';
    },
    onclosetag: (name) => {
      if (BREAKS.has(name)) text += '\n';
    },
  });
  parser.write(html);
  parser.end();
  return text;
}

/** Characters of running text in some lines. */
export function proseChars(lines: Line[]): number {
  return lines.reduce((sum, line) => sum + (isProse(line) ? line.text.length : 0), 0);
}
