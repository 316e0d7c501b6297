/** A fixed pseudo-random generator (mulberry32): the same seed gives the same numbers on every machine, in 0..1. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Puts the items in a fixed random order. */
export function shuffled<T>(items: readonly T[], seed: number): T[] {
  const random = seeded(seed);
  const out = [...items];
  for (let i = out.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1));
    [out[i], out[j]] = [out[j]!, out[i]!];
  }
  return out;
}

/** The fold (0..folds-1) of each example; a group is never split, and folds are filled evenly, large groups first. */
export function groupFolds(groups: readonly string[], folds: number, seed: number): number[] {
  const sizes = new Map<string, number>();
  for (const group of groups) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  const filled = new Array<number>(folds).fill(0);
  const foldOf = new Map<string, number>();
  const order = shuffled([...sizes.keys()].sort(), seed).sort((a, b) => sizes.get(b)! - sizes.get(a)!);
  for (const group of order) {
    const fold = filled.indexOf(Math.min(...filled));
    filled[fold] = filled[fold]! + sizes.get(group)!;
    foldOf.set(group, fold);
  }
  return groups.map((group) => foldOf.get(group)!);
}
