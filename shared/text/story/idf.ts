import table from './idf.json' with { type: 'json' };
import { stem } from './stem.js';

/** In how many of how many documents a stem was met. */
export interface Idf {
  documents: number;
  /** Stem → number of documents that hold it; a stem that is missing was met in fewer than the table keeps. */
  frequency: ReadonlyMap<string, number>;
}

/** Document count given to a stem the table does not know: rarer than the rarest it keeps. */
const UNKNOWN = 1;

/**
 * Weight of a stem: `ln((documents + 1) / (frequency + 1))`, at least 0.
 * @returns about 9 for a word of one document in ten thousand, about 0 for "the"
 */
export function weightOf(idf: Idf, key: string): number {
  return Math.max(0, Math.log((idf.documents + 1) / ((idf.frequency.get(key) ?? UNKNOWN) + 1)));
}

/**
 * The general news table that ships with the package (see idf.json `about` for its sources): for the first day, when no
 * articles of one's own have been counted yet.
 */
export const newsIdf: Idf = readTable(table);

/** The shipped form: stems of one (rounded) document frequency in one line. */
export interface IdfTable {
  about: string;
  documents: number;
  stems: Record<string, string>;
}

/** Reads the shipped form into an {@link Idf}. */
export function readTable(from: IdfTable): Idf {
  const frequency = new Map<string, number>();
  for (const [count, line] of Object.entries(from.stems))
    for (const key of line.split(' ')) frequency.set(key, Number(count));
  return { documents: from.documents, frequency };
}

/**
 * A rolling table: the general one plus what the own archive has counted lately. Both count as documents of one stream.
 * @param rolling stems and their document counts among `documents` recent articles
 */
export function addIdf(general: Idf, rolling: Idf): Idf {
  const frequency = new Map(general.frequency);
  for (const [key, count] of rolling.frequency) frequency.set(key, (frequency.get(key) ?? 0) + count);
  return { documents: general.documents + rolling.documents, frequency };
}

/** The stems a text would be counted under: each once, for keeping a rolling table. */
export function stemsOf(lowerWords: Iterable<string>): Set<string> {
  const stems = new Set<string>();
  for (const word of lowerWords) stems.add(stem(word));
  return stems;
}
