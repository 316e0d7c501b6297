import { readShared } from '../../support/shared-data.js';
import { readEcb, readRoundups } from '../stories/data.js';

/** A stretch of a text of ../shared, in UTF-16 units: a seed's file, or the text of a row as `readEcb` and `readRoundups` give it. */
export type NewsPlace = [set: 'seeds' | 'roundups' | 'ecb', id: string, start: number, end: number];

let rows: Map<string, string> | null = null;

/** The words that stand at a place. Throws where the set lacks the row. */
export function newsText(place: NewsPlace): string {
  return newsArticle(place).slice(place[2], place[3]);
}

/** The whole text that a place is in. */
export function newsArticle([set, id]: NewsPlace): string {
  rows ??= new Map([
    ...readEcb().map((row) => [`ecb ${row.id}`, row.text] as const),
    ...readRoundups().map((row) => [`roundups ${row.id}`, row.text] as const),
  ]);
  const text = set === 'seeds' ? readShared(`seeds/${id}`) : rows.get(`${set} ${id}`);
  if (text === undefined) throw new Error(`${set} has no row ${id}`);
  return text;
}
