/** Seed of the resampling, so that two runs print the same interval. */
const SEED = 20_250_101;
const ROUNDS = 1_000;

/** The 95 % interval of a figure over items, by resampling them with replacement (percentile bootstrap). */
export function interval<T>(items: T[], figure: (sample: T[]) => number): [low: number, high: number] {
  const random = generator(SEED);
  const values: number[] = [];
  for (let round = 0; round < ROUNDS; round++)
    values.push(figure(items.map(() => items[Math.floor(random() * items.length)]!)));
  values.sort((a, b) => a - b);
  return [values[Math.floor(0.025 * ROUNDS)]!, values[Math.ceil(0.975 * ROUNDS) - 1]!];
}

/** Mulberry32: small, seeded, good enough for resampling. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
