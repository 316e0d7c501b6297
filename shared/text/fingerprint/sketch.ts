import type { Fingerprint } from './index.js';

/** What one text's fingerprint is compared with others by, in half a kilobyte. */
export interface CopySketch {
  minhash: Int32Array;
  /** The band keys, as the numbers they are written for. */
  bands: Uint32Array;
  exact: string;
}

/** Band keys are numbers to this base. */
const BASE = 36;

/** Below this estimate two texts that share no key have next to nothing in common. */
const LEAST_ESTIMATE = 0.04;

export function copySketchOf({ minhash, bands, exact }: Fingerprint): CopySketch {
  return {
    minhash: Int32Array.from(minhash),
    bands: Uint32Array.from(bands, (band) => Number.parseInt(band, BASE)),
    exact,
  };
}

/** True if reading both texts could show a copy: a shared key or a low estimate of overlap is enough. Saves loading the others. */
export function mayBeCopies(a: CopySketch, b: CopySketch): boolean {
  return (
    a.exact === b.exact ||
    estimateOverlap(a, b) >= LEAST_ESTIMATE ||
    b.bands.some((key) => a.bands.includes(key))
  );
}

/** Estimated Jaccard overlap 0..1 of two fingerprinted texts, without reading them again. */
export function estimateOverlap(
  a: Pick<Fingerprint | CopySketch, 'minhash'>,
  b: Pick<Fingerprint | CopySketch, 'minhash'>,
): number {
  if (a.minhash.length === 0 || b.minhash.length === 0) return 0;
  let same = 0;
  for (let at = 0; at < a.minhash.length; at++) if (a.minhash[at] === b.minhash[at]) same++;
  return same / a.minhash.length;
}
