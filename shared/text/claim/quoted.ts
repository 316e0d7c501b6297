/** How the words of two quotations stand to each other. */
export interface QuotedComparison {
  /** Share of the shorter one's words that stand in the other, in order, 0..1. */
  shared: number;
  /** The same words, or one a part of the other: quoting less is not altering. */
  same: boolean;
  /** Words of the first that the second replaces, and what stands there. */
  altered: { from: string; to: string }[];
}

/** Longer quotations are compared by their first words. */
const mostWords = 160;

/**
 * Compares the normalised words of two quotations in order (longest common subsequence).
 * @param shown the words of both as they are written, to tell what was altered
 */
export function compareQuoted(
  first: readonly string[],
  second: readonly string[],
  shown: [readonly string[], readonly string[]] = [first, second],
): QuotedComparison {
  const [a, b] = [first.slice(0, mostWords), second.slice(0, mostWords)];
  if (a.length === 0 || b.length === 0) return { shared: 0, same: false, altered: [] };
  const pairs = commonPairs(a, b);
  const whole = ` ${a.join(' ')} `;
  const other = ` ${b.join(' ')} `;
  const same = whole.includes(other) || other.includes(whole);
  return {
    shared: pairs.length / Math.min(a.length, b.length),
    same,
    altered: same ? [] : gapsBetween(shown[0].slice(0, mostWords), shown[1].slice(0, mostWords), pairs),
  };
}

function commonPairs(a: readonly string[], b: readonly string[]): [number, number][] {
  const width = b.length + 1;
  const table = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      table[i * width + j] =
        a[i] === b[j]
          ? table[(i + 1) * width + j + 1]! + 1
          : Math.max(table[(i + 1) * width + j]!, table[i * width + j + 1]!);
  const pairs: [number, number][] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) pairs.push([i++, j++]);
    else if (table[(i + 1) * width + j]! >= table[i * width + j + 1]!) i += 1;
    else j += 1;
  }
  return pairs;
}

/** The stretches between common words that differ; what one quotation has before or after the other is not an alteration. */
function gapsBetween(
  a: readonly string[],
  b: readonly string[],
  pairs: [number, number][],
): { from: string; to: string }[] {
  const gaps: { from: string; to: string }[] = [];
  for (let at = 1; at < pairs.length; at += 1) {
    const [i, j] = pairs[at - 1]!;
    const [nextI, nextJ] = pairs[at]!;
    const [from, to] = [a.slice(i + 1, nextI).join(' '), b.slice(j + 1, nextJ).join(' ')];
    if (from !== to) gaps.push({ from, to });
  }
  const [lastI, lastJ] = pairs.at(-1) ?? [-1, -1];
  const tail = { from: a.slice(lastI + 1).join(' '), to: b.slice(lastJ + 1).join(' ') };
  if (tail.from !== '' && tail.to !== '') gaps.push(tail);
  return gaps;
}
