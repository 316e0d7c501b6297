import { type CopySketch, copySketchOf, type Fingerprint, HASHES, KEYS } from '../fingerprint/index.js';
import { type StorySketch, type StoryVector, sketchOf } from '../story/index.js';

/** What an article is held against others by, in about a kilobyte: kept beside what was read of it, which is ten times that. */
export interface ArticleSketch {
  story: StorySketch;
  copy: CopySketch;
}

/** Layout of the bytes; what was packed by another is sketched anew from what was read. */
const LAYOUT = 1;
const HEADER = 16;
const EXACT = 16;

export function sketchArticle(vector: StoryVector, fingerprint: Fingerprint): ArticleSketch {
  return { story: sketchOf(vector), copy: copySketchOf(fingerprint) };
}

/**
 * Packs a sketch into bytes, little-endian: layout, counts of terms, numbers, band keys and MinHash values (a byte each), 3 bytes
 * of nothing, time (float64, NaN for none), the exact hash, terms, numbers, band keys and MinHash (4 bytes each), weights (2 each).
 */
export function packSketch({ story, copy }: ArticleSketch): Uint8Array {
  const words = [story.terms, story.numbers, copy.bands, copy.minhash];
  const counts = words.map((each) => each.length);
  const size = HEADER + EXACT + 4 * counts.reduce((sum, count) => sum + count, 0) + 2 * story.weights.length;
  const view = new DataView(new ArrayBuffer(size));
  [LAYOUT, ...counts].forEach((value, at) => {
    view.setUint8(at, value);
  });
  view.setFloat64(8, story.at ?? Number.NaN, true);
  for (let at = 0; at < EXACT; at++)
    view.setUint8(HEADER + at, Number.parseInt(copy.exact.slice(2 * at, 2 * at + 2), 16));
  let place = HEADER + EXACT;
  for (const each of words)
    for (const value of each) {
      view.setUint32(place, value, true);
      place += 4;
    }
  for (const weight of story.weights) {
    view.setUint16(place, weight, true);
    place += 2;
  }
  return new Uint8Array(view.buffer);
}

/** The sketch in these bytes; null where they were packed in another layout or are damaged. */
export function unpackSketch(bytes: Uint8Array): ArticleSketch | null {
  if (bytes.length < HEADER + EXACT || bytes[0] !== LAYOUT) return null;
  const [terms = 0, numbers = 0, bands = 0, minhash = 0] = bytes.subarray(1, 5);
  const size = HEADER + EXACT + 4 * (terms + numbers + bands + minhash) + 2 * terms;
  if (bytes.length !== size || bands > KEYS || (minhash !== 0 && minhash !== HASHES)) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const exact = Array.from(bytes.subarray(HEADER, HEADER + EXACT), (byte) =>
    byte.toString(16).padStart(2, '0'),
  );
  let place = HEADER + EXACT;
  const next = (count: number): Uint32Array => {
    const found = new Uint32Array(count);
    for (let at = 0; at < count; at++, place += 4) found[at] = view.getUint32(place, true);
    return found;
  };
  const [ofTerms, ofNumbers, ofBands, ofMinhash] = [next(terms), next(numbers), next(bands), next(minhash)];
  const weights = new Uint16Array(terms);
  for (let at = 0; at < terms; at++, place += 2) weights[at] = view.getUint16(place, true);
  const at = view.getFloat64(8, true);
  return {
    story: {
      terms: ofTerms,
      weights,
      total: weights.reduce((sum, weight) => sum + weight, 0),
      numbers: ofNumbers,
      at: Number.isNaN(at) ? null : at,
    },
    copy: { minhash: new Int32Array(ofMinhash.buffer), bands: ofBands, exact: exact.join('') },
  };
}
