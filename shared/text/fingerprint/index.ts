import { createHash } from 'node:crypto';
import { hashText, mix } from './hash.js';
import { copyWords } from './word.js';

export { type CopySketch, copySketchOf, estimateOverlap, mayBeCopies } from './sketch.js';
export { copyWords } from './word.js';

/** What the store keeps of a text to find its copies by exact match. */
export interface Fingerprint {
  /** MinHash of the word shingles, {@link HASHES} int32 values; the share of equal places estimates the Jaccard overlap. */
  minhash: number[];
  /** Keys to look up: two texts that share one are candidates. At most {@link KEYS}; none for a text without words. */
  bands: string[];
  /** Number of different shingles. */
  shingles: number;
  /** Hash of the normalised words: equal only for the same text. */
  exact: string;
}

/** Words of a shingle: five, as in the measure the thresholds were chosen on (5-gram Jaccard). */
export const SHINGLE_WORDS = 5;
export const HASHES = 64;
/**
 * Keys are sampled runs of eight words: the 24 with the lowest hashes, so that two texts sample the same runs. On helsinki-dev 24 keys
 * find all 170 pairs with an overlap of .5 or more and 46 of 48 labelled copies between .1 and .5 with 1,695 candidate pairs of 64,620;
 * 32 MinHash bands of two find 170 and 34. Runs of five words need three times the candidates: stock phrases meet.
 */
export const KEY_WORDS = 8;
export const KEYS = 24;

const SEEDS = Int32Array.from({ length: HASHES }, (_, at) => mix(at * 0x9e3779b1 + 1));

/**
 * The fingerprint of a text. Differences in case, punctuation, quotation marks and white space do not change it.
 * @param text any text; beyond 100,000 code units it is cut
 */
export function fingerprint(text: string): Fingerprint {
  const words = copyWords(text);
  const hashes = words.map(hashText);
  const shingles = runsOf(hashes, SHINGLE_WORDS);
  const minhash = shingles.size === 0 ? [] : minhashOf(shingles);
  const exact = createHash('sha256').update(words.join(' ')).digest('hex').slice(0, 32);
  return { minhash, bands: keysOf(hashes), shingles: shingles.size, exact };
}

/** Hashes of all runs of five words; a shorter text is one shingle. */
export function shinglesOf(words: string[]): Set<number> {
  return runsOf(words.map(hashText), SHINGLE_WORDS);
}

function runsOf(hashes: number[], width: number): Set<number> {
  const found = new Set<number>();
  const length = Math.min(width, hashes.length);
  if (length === 0) return found;
  for (let at = 0; at + length <= hashes.length; at++) {
    let hash = width;
    for (let next = at; next < at + length; next++) hash = Math.imul(hash, 31) + (hashes[next] ?? 0);
    found.add(mix(hash));
  }
  return found;
}

function minhashOf(shingles: Set<number>): number[] {
  const least = new Int32Array(HASHES).fill(0x7fffffff);
  for (const shingle of shingles)
    for (let at = 0; at < HASHES; at++) {
      const seed = SEEDS[at]!;
      let hash = Math.imul(shingle ^ seed, 0x9e3779b1 ^ (seed << 1));
      hash ^= hash >>> 15;
      if (hash < least[at]!) least[at] = hash;
    }
  return [...least];
}

function keysOf(hashes: number[]): string[] {
  const runs = [...runsOf(hashes, KEY_WORDS)].sort((a, b) => a - b);
  return runs.slice(0, KEYS).map((run) => (run >>> 0).toString(36));
}
