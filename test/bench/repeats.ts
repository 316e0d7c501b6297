import { decodeText } from '@hearsay/text/encoding';
import { parseFeed } from '@hearsay/text/feed';
import { cleanPage } from '@hearsay/text/page';
import type { Task } from '../support/run-task.js';

/** Pieces that are repeated, alone and in pairs: what readers trip over. */
const PIECES = [
  ...[
    '<',
    '&',
    '&#',
    '<!--',
    '<![CDATA[',
    ']]>',
    '<a ',
    'x<br',
    '<br>',
    '<b>',
    '</i>',
    '<p>word',
    '<div>',
    ' ',
    '"',
    'x@',
    '1.',
  ],
  ...[
    '<item>',
    '<item><title>x</title>',
    '<description>',
    '<table>',
    '<form><div></form>',
    '<select>',
    '<li>',
    'By Ada Penn ',
    '{"a":[',
  ],
];
/** How often a document repeats its pieces, the short one and the one four times as long; pages cost more. */
const SHORT = 4_000;
const SHORT_PAGE = 1_000;
const TIMES = 4;
/** Faster than this nothing can be said about growth. */
const MIN_MS = 40;
/** Four times the length takes 4 times as long where reading is linear, 16 times where it is quadratic. */
const SUSPICIOUS = 9;

type Read = (text: string) => unknown;

const source = { url: 'https://a.example/x', contentType: null };
const utf8 = (text: string) => new TextEncoder().encode(text);
const refused = () => null;

const readers: Record<string, Read> = {
  'a feed': (text) => parseFeed(utf8(`<rss><channel><item><description>${text}`), source).catch(refused),
  'a feed in CDATA': (text) =>
    parseFeed(utf8(`<rss><channel><item><description><![CDATA[${text}`), source).catch(refused),
  'a bare document': (text) => parseFeed(utf8(text), source).catch(refused),
  bytes: (text) => decodeText(utf8(text), { contentType: null, kind: 'html' }),
  'a page': (text) => cleanPage({ url: source.url, html: `<article><p>${text}` }),
};

/** `npm run bench -- repeats`: how the time of reading grows with what is repeated; quadratic paths would show. */
export const task: Task = {
  about: `repeats: CPU for pieces repeated ${SHORT} times and ${TIMES} times as often; over ${SUSPICIOUS} is quadratic`,
  async run() {
    for (const [name, read] of Object.entries(readers)) {
      const rows = await grow(read, name === 'a page' ? SHORT_PAGE : SHORT);
      const worst = rows.reduce((a, b) => (b.growth > a.growth ? b : a));
      const slow = rows.filter(({ growth }) => growth > SUSPICIOUS);
      process.stdout.write(
        `${name.padEnd(16)} ${rows.length} documents; worst growth ${worst.growth.toFixed(1)} (${JSON.stringify(worst.piece)}, ${worst.ms.toFixed(0)} ms); over ${SUSPICIOUS}: ${slow.length}\n`,
      );
    }
  },
};

async function grow(read: Read, times: number): Promise<{ piece: string; growth: number; ms: number }[]> {
  const pieces = [...PIECES, ...PIECES.map((piece, i) => piece + PIECES[(i * 7 + 3) % PIECES.length])];
  const rows = [];
  for (const piece of pieces) {
    await cpu(read, piece.repeat(100));
    const short = await cpu(read, piece.repeat(times));
    const long = await cpu(read, piece.repeat(times * TIMES));
    rows.push({ piece, growth: long < MIN_MS ? 0 : long / Math.max(short, MIN_MS / 8), ms: long });
  }
  return rows;
}

/** Milliseconds of CPU, the better of two. */
async function cpu(read: Read, text: string): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 2; i++) {
    const before = process.cpuUsage();
    await read(text);
    const { user, system } = process.cpuUsage(before);
    best = Math.min(best, (user + system) / 1000);
  }
  return best;
}
