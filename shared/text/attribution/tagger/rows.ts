/**
 * The rows of a table of weights for three labels that are not all zero, found by rank: the table itself (3 MB) is read at random places and is
 * larger than what a processor keeps at hand, these are a fifth of it.
 */
export interface HeldRows {
  /** For each 32 rows of the table one bit a row that is held, and how many are held before. */
  ranks: Int32Array;
  /** Three weights of 8 bits a row, the first lowest; row 0 stands for all that are not held. */
  weights: Int32Array;
}

/** The rows of a table of 8-bit weights, three a row. */
export function holdRows(table: Int8Array): HeldRows {
  const count = table.length / 3;
  const ranks = new Int32Array(2 * Math.ceil(count / 32));
  const weights = [0];
  for (let row = 0; row < count; row += 1) {
    const block = (row >> 5) * 2;
    if ((row & 31) === 0) ranks[block + 1] = weights.length;
    const [a, b, c] = [table[row * 3]!, table[row * 3 + 1]!, table[row * 3 + 2]!];
    if (a === 0 && b === 0 && c === 0) continue;
    ranks[block]! |= 1 << (row & 31);
    weights.push((a & 255) | ((b & 255) << 8) | ((c & 255) << 16));
  }
  return { ranks, weights: Int32Array.from(weights) };
}

/** Adds the weights of the features `from..to`, a row each, to three sums. Sums of whole numbers are the same in any order. */
export function addRows(
  { ranks, weights }: HeldRows,
  mask: number,
  features: Int32Array,
  from: number,
  to: number,
  into: Float64Array,
  target: number,
): void {
  let [a, b, c] = [0, 0, 0];
  for (let index = from; index < to; index += 1) {
    const row = features[index]! & mask;
    const block = (row >> 5) << 1;
    const bits = ranks[block]!;
    const held = (bits >>> (row & 31)) & 1;
    // Without a branch: whether a feature is held is as good as thrown by a coin.
    const at = -held & (ranks[block + 1]! + bitsIn(bits & ((1 << (row & 31)) - 1)));
    const packed = weights[at]!;
    a += (packed << 24) >> 24;
    b += (packed << 16) >> 24;
    c += (packed << 8) >> 24;
  }
  into[target]! += a;
  into[target + 1]! += b;
  into[target + 2]! += c;
}

/** How many bits of 32 are set (Hacker's Delight, 5-1). */
function bitsIn(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
