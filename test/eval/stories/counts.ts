import { type Idf, type IdfTable, stem, words } from '@hearsay/text/story';
import { readSharedLines } from '../../support/shared-data.js';
import { readEcb, readRoundups } from './data.js';

/** Stems met in fewer documents than this are left out: they say little that "unknown" does not. */
const LEAST = 2;

/**
 * Document frequencies of the public news sets. The articles of one story count as one document, so that a story's own words do not
 * look common.
 * @param keep which topics of the two story sets are counted (to leave out those that a run reports on)
 */
export function newsCounts(keep: (topic: string) => boolean): Idf {
  const frequency = new Map<string, number>();
  let documents = 0;
  for (const text of documentsOf(keep)) {
    documents++;
    const stems = new Set<string>();
    for (const word of words(text))
      if (!word.digit) for (const part of word.lower.split('-')) stems.add(stem(part));
    for (const key of stems) frequency.set(key, (frequency.get(key) ?? 0) + 1);
  }
  for (const [key, count] of frequency) if (count < LEAST || key.length < 2) frequency.delete(key);
  return { documents, frequency };
}

function* documentsOf(keep: (topic: string) => boolean): Generator<string> {
  const stories = [...readEcb(), ...readRoundups()].filter((row) => keep(row.topic));
  yield* joined(
    stories,
    (row) => row.story,
    (row) => `${row.title ?? ''}\n${row.text}`,
  );
  yield* readSharedLines<{ text: string }>('data/attribution/polnear-train.jsonl').map((row) => row.text);
  const claims = readSharedLines<{ claimId: string; text: string }>('data/stance/emergent-train.jsonl');
  yield* joined(
    claims,
    (row) => row.claimId,
    (row) => row.text,
  );
  const pairs = readSharedLines<{ topic: string; a: string; b: string }>('data/pairs/claimdiff-train.jsonl');
  yield* joined(
    pairs,
    (row) => row.topic,
    (row) => `${row.a}\n${row.b}`,
  );
  const phrases = readSharedLines<{ a: string; b: string }>('data/pairs/msrp-train.jsonl');
  yield* joined(
    phrases.map((row, at) => ({ ...row, group: String(at >> 2) })),
    (row) => row.group,
    (row) => `${row.a}\n${row.b}`,
  );
}

function joined<Row>(rows: Row[], key: (row: Row) => string, text: (row: Row) => string): string[] {
  const groups = new Map<string, string[]>();
  for (const row of rows) {
    const group = groups.get(key(row)) ?? [];
    groups.set(key(row), group);
    group.push(text(row));
  }
  return [...groups.values()].map((group) => group.join('\n'));
}

/** The form that ships: frequencies in two significant digits, stems of one frequency in one line. */
export function toTable(idf: Idf): IdfTable {
  const lines = new Map<number, string[]>();
  for (const [key, count] of [...idf.frequency].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const rounded = Number(count.toPrecision(2));
    lines.set(rounded, [...(lines.get(rounded) ?? []), key]);
  }
  const about =
    'Document frequencies of word stems in ECB+ topics 1-35 and roundups-dev (one story one document), PolNeAR, Emergent, ClaimDiff and MSRP train; made by test/train/idf.ts';
  const stems = Object.fromEntries(
    [...lines].sort(([a], [b]) => a - b).map(([count, keys]) => [count, keys.join(' ')]),
  );
  return { about, documents: idf.documents, stems };
}
