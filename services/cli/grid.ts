import type { ArticleObject, ClaimObject, MentionObject } from '@hearsay/api';
import { quoted } from '@hearsay/text/quotation';
import { columnsWide, cut, cyan, dim, green, listed, plain, red, width, wrap, yellow } from './print.js';

/** Columns of the origins of a claim; the names beyond are counted. */
const originWidth = 26;

/** Fewest columns in which a claim can still be told from the others. */
const leastClaim = 28;

/** Disputes and variations spelled out under the grid. */
const mostNotes = 8;

/** Characters of a sentence under the grid. */
const longestQuote = 150;

const marks = { originates: '●', repeats: '●', varies: '◐', disputes: '✗' } as const;
const paints = { originates: cyan, repeats: green, varies: yellow, disputes: red } as const;

const changes = {
  number: 'another number',
  quotation: 'altered quotation',
  detail: 'another detail',
  update: 'newer number',
};

/** One row a claim, one column an outlet; under it the outlets' names, what the signs mean, and what is disputed or varied. */
export function grid(claims: ClaimObject[], articles: ArticleObject[]): string[] {
  const outlets = [...new Set(articles.map((article) => article.outlet))];
  const cells = claims.map((claim) => outlets.map((outlet) => cellOf(claim, outlet)));
  const widths = outlets.map((_, at) =>
    Math.max(1, String(at + 1).length, ...cells.map((row) => width(row[at] ?? ''))),
  );
  const letters = letterOf(Math.max(0, claims.length - 1)).length;
  const taken = 4 + letters + widths.reduce((sum, each) => sum + each + 1, 0) + 2 + originWidth;
  const room = Math.max(leastClaim, columnsWide() - taken);
  const line = (letter: string, claim: string, signs: string[], origins: string) =>
    `  ${pad(letter, letters)}  ${pad(claim, room)}${signs.map((sign, at) => ` ${pad(sign, widths[at] ?? 1)}`).join('')}  ${origins}`.trimEnd();
  return [
    dim(
      line(
        ' ',
        'claim',
        outlets.map((_, at) => String(at + 1)),
        'origins',
      ),
    ),
    ...claims.map((claim, at) =>
      line(letterOf(at), cut(plain(claim.text), room), cells[at] ?? [], originsOf(claim)),
    ),
    ...legend(outlets, articles),
    ...notes(claims, articles),
  ];
}

function pad(text: string, room: number): string {
  return text + ' '.repeat(Math.max(0, room - width(text)));
}

function cellOf(claim: ClaimObject, outlet: string): string {
  const mentions = claim.mentions.filter((mention) => mention.outlet === outlet);
  const relations = ['disputes', 'varies', 'originates', 'repeats'] as const;
  const found = relations.filter((relation) => mentions.some((mention) => mention.relation === relation));
  const kept = found.includes('disputes') ? found.slice(0, 2) : found.slice(0, 1);
  const hedged = mentions.length > 0 && mentions.every((mention) => mention.hedged) ? '~' : '';
  return kept.map((relation) => paints[relation](marks[relation])).join('') + hedged || dim('·');
}

/** "a" to "z", then "aa", "ab" and so on, as the columns of a sheet are called. */
function letterOf(at: number): string {
  const last = String.fromCharCode(97 + (at % 26));
  return at < 26 ? last : letterOf(Math.floor(at / 26) - 1) + last;
}

/** As many names as there is room for. */
function originsOf({ origins }: ClaimObject): string {
  const names = origins.map((origin) => plain(origin.name));
  let shown = cut(names[0] ?? '', originWidth - (names.length > 1 ? 3 : 0));
  let rest = names.slice(1);
  while (rest[0] !== undefined && shown.length + 2 + rest[0].length + 3 <= originWidth) {
    shown += `, ${rest[0]}`;
    rest = rest.slice(1);
  }
  return rest.length === 0 ? shown : `${shown} +${rest.length}`;
}

function legend(outlets: string[], articles: ArticleObject[]): string[] {
  const names = outlets.map(
    (outlet, at) => `${at + 1}\u00a0${plain(nameOf(outlet, articles)).replaceAll(' ', '\u00a0')}`,
  );
  const signs = `${cyan('●')} first seen  ${green('●')} repeats  ${yellow('◐')} varies  ${red('✗')} disputes  ~ hedged`;
  return [
    ...wrap(names.join('  '), '     ').map((line) => dim(line.replaceAll('\u00a0', ' '))),
    dim(`     ${signs}`),
  ];
}

function nameOf(outlet: string, articles: ArticleObject[]): string {
  return articles.find((article) => article.outlet === outlet)?.outletName ?? outlet;
}

/** Where a claim is disputed or told otherwise: by whom, where, in which words. */
function notes(claims: ClaimObject[], articles: ArticleObject[]): string[] {
  const told = claims.flatMap((claim, at) =>
    notesOf(claim, articles).map((note) => ({ ...note, letter: letterOf(at) })),
  );
  const letters = letterOf(Math.max(0, claims.length - 1)).length;
  const sorted = [...told.filter((note) => note.disputes), ...told.filter((note) => !note.disputes)];
  const lines = sorted.slice(0, mostNotes).flatMap(({ letter, disputes, text }) => {
    const sign = disputes ? red(marks.disputes) : yellow(marks.varies);
    return wrap(text, `  ${letter.padEnd(letters)}  ${sign} `);
  });
  const rest = sorted.length - mostNotes;
  return lines.length === 0 ? [] : ['', ...lines, ...(rest > 0 ? [dim(`     and ${rest} more`)] : [])];
}

interface Note {
  disputes: boolean;
  text: string;
}

/** Outlets that quote the same person's dispute make one note. */
function notesOf(claim: ClaimObject, articles: ArticleObject[]): Note[] {
  const groups = new Map<string, MentionObject[]>();
  for (const mention of claim.mentions) {
    if (mention.relation !== 'disputes' && mention.relation !== 'varies') continue;
    const by =
      mention.relation === 'disputes'
        ? (mention.speaker ?? mention.outlet)
        : `${mention.outlet} ${mention.change}`;
    const key = `${mention.relation} ${by}`;
    groups.set(key, [...(groups.get(key) ?? []), mention]);
  }
  return [...groups.values()].map((mentions) => noteOf(mentions, articles));
}

function noteOf(mentions: MentionObject[], articles: ArticleObject[]): Note {
  const [first] = mentions as [MentionObject];
  const names = listed([...new Set(mentions.map((mention) => nameOf(mention.outlet, articles)))]);
  const disputes = first.relation === 'disputes';
  const change = first.change === null ? '' : `, ${changes[first.change]}`;
  const who = disputes
    ? first.speaker === null
      ? names
      : `${first.speaker.charAt(0).toUpperCase()}${first.speaker.slice(1)}, in ${names}`
    : `${names}${change}`;
  return {
    disputes,
    text: plain(`${who}: ${quoted(cut(first.sentence.replace(/\s+/g, ' '), longestQuote))}`),
  };
}
