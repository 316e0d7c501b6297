import { type CopyKind, type CopyText, type CopyVerdict, compareCopies } from './compare.js';

/** A verdict on two articles, with the revisions that it was reached on: places in the lists given. */
export interface RevisedVerdict extends CopyVerdict {
  revisionA: number;
  revisionB: number;
}

/** Revisions of one article that are compared: the first, which copies are made of most, and the latest. */
const MOST_REVISIONS = 6;
/** From the strongest to the weakest finding. */
const STRENGTH: (CopyKind | null)[] = ['exact', 'near', 'translation', 'rewrite', null];

/**
 * Compares two articles that were revised: a copy may be of a revision that has since been replaced. The latest revision of
 * each is compared with those of the other, and the strongest finding is returned; `aligned` points into the revisions named
 * by `revisionA` and `revisionB`. Symmetric as {@link compareCopies} is.
 * @param a revisions of one article, the earliest first; not empty
 * @param b revisions of the other
 */
export function compareRevisions(a: readonly CopyText[], b: readonly CopyText[]): RevisedVerdict {
  const lastA = a.length - 1;
  const lastB = b.length - 1;
  let best: RevisedVerdict | null = null;
  for (const [revisionA, revisionB] of [
    [lastA, lastB] as const,
    ...chosen(lastB).map((at) => [lastA, at] as const),
    ...chosen(lastA).map((at) => [at, lastB] as const),
  ]) {
    const found = { ...compareCopies(a[revisionA]!, b[revisionB]!), revisionA, revisionB };
    if (best === null || isStronger(found, best)) best = found;
    if (best.kind === 'exact') break;
  }
  return best as RevisedVerdict;
}

/** Places of the revisions before the last, the latest first. */
function chosen(last: number): number[] {
  const all = Array.from({ length: last }, (_, at) => last - 1 - at);
  return all.length < MOST_REVISIONS ? all : [...all.slice(0, MOST_REVISIONS - 2), 0];
}

function isStronger(found: CopyVerdict, best: CopyVerdict): boolean {
  const order = STRENGTH.indexOf(found.kind) - STRENGTH.indexOf(best.kind);
  return order < 0 || (order === 0 && found.score > best.score);
}
