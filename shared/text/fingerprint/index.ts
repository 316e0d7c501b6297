import { createHash } from 'node:crypto';
import { hashText, mix } from './hash.js';
import { copyWords } from './word.js';

export { copyWords } from './word.js';

/** What the store keeps of a text to find its copies by exact match. */
export interface Fingerprint {
  /** MinHash of the word shingles, {@link HASHES} int32 values; the share of equal places estimates the Jaccard overlap. */
  minhash: number[];
  /** Keys to look up: two texts that share one are candidates. {@link BANDS} of them; none for a text without words. */
  bands: string[];
  /** Number of different shingles. */
  shingles: number;
  /** Hash of the normalised words: equal only for the same text. */
  exact: string;
}

/** Words of a shingle: five, as in the measure the thresholds were chosen on (5-gram Jaccard). */
export const SHINGLE_WORDS = 5;
export const HASHES = 64;
/** Two hashes a band: at an overlap of .5 one of 32 bands is shared with 1 − .75^32 = .9999, at .3 with .95, at .2 with .73. */
export const BANDS = 32;

const SEEDS = Int32Array.from({ length: HASHES }, (_, at) => mix(at * 0x9e3779b1 + 1));

/**
 * The fingerprint of a text. Differences in case, punctuation, quotation marks and white space do not change it.
 * @param text any text; beyond 100,000 code units it is cut
 */
export function fingerprint(text: string): Fingerprint {
  const words = copyWords(text);
  const shingles = shinglesOf(words);
  const minhash = shingles.size === 0 ? [] : minhashOf(shingles);
  const exact = createHash('sha256').update(words.join(' ')).digest('hex').slice(0, 32);
  return { minhash, bands: bandsOf(minhash), shingles: shingles.size, exact };
}

/** Hashes of all runs of five words; a shorter text is one shingle. */
export function shinglesOf(words: string[]): Set<number> {
  const hashes = words.map(hashText);
  const found = new Set<number>();
  const width = Math.min(SHINGLE_WORDS, hashes.length);
  if (width === 0) return found;
  for (let at = 0; at + width <= hashes.length; at++) {
    let hash = 17;
    for (let next = at; next < at + width; next++) hash = Math.imul(hash, 31) + (hashes[next] ?? 0);
    found.add(mix(hash));
  }
  return found;
}

/** Estimated Jaccard overlap 0..1 of two fingerprinted texts, without reading them again. */
export function estimateOverlap(a: Fingerprint, b: Fingerprint): number {
  if (a.minhash.length === 0 || b.minhash.length === 0) return 0;
  return a.minhash.filter((hash, at) => hash === b.minhash[at]).length / HASHES;
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

function bandsOf(minhash: number[]): string[] {
  const rows = HASHES / BANDS;
  const bands: string[] = [];
  for (let band = 0; band * rows < minhash.length; band++)
    bands.push(
      `${band}:${minhash
        .slice(band * rows, (band + 1) * rows)
        .map((n) => (n >>> 0).toString(36))
        .join('.')}`,
    );
  return bands;
}
