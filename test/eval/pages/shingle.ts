/** True positives, false positives and false negatives of one page, as shares that add up to 1. */
export type Counts = [tp: number, fp: number, fn: number];

/**
 * Compares two texts by their word 4-grams, as the article-extraction-benchmark of Zyte does in its
 * evaluate.py (bags of shingles; each page weighs the same).
 */
export function compareShingles(truth: string, found: string, n = 4): Counts {
  const wanted = shingles(truth, n);
  const got = shingles(found, n);
  let [tp, fp, fn] = [0, 0, 0];
  for (const key of new Set([...wanted.keys(), ...got.keys()])) {
    const [a, b] = [wanted.get(key) ?? 0, got.get(key) ?? 0];
    tp += Math.min(a, b);
    fp += Math.max(0, b - a);
    fn += Math.max(0, a - b);
  }
  const sum = tp + fp + fn;
  return sum === 0 ? [0, 0, 0] : [tp / sum, fp / sum, fn / sum];
}

/** Mean precision, mean recall and their harmonic mean over pages, as in the benchmark. */
export function scoreShingles(pages: Counts[]): { precision: number; recall: number; f1: number } {
  const precision = mean(pages.filter(([tp, fp]) => tp + fp > 0).map(([tp, fp]) => tp / (tp + fp)));
  const recall = mean(pages.filter(([tp, , fn]) => tp + fn > 0).map(([tp, , fn]) => tp / (tp + fn)));
  return { precision, recall, f1: (2 * precision * recall) / (precision + recall) };
}

function shingles(text: string, n: number): Map<string, number> {
  const words = text.match(/[\p{L}\p{N}\p{M}_]+/gu) ?? [];
  const counts = new Map<string, number>();
  for (let i = 0; i < Math.max(words.length === 0 ? 0 : 1, words.length - n + 1); i++) {
    const key = words.slice(i, i + n).join(' ');
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
