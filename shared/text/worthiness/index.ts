import { readWorth } from './features.js';
import model from './model.json' with { type: 'json' };

export { type Features, worthinessFeatures } from './features.js';

const weights = new Map<string, number>(Object.entries(model.weights));

/**
 * How worth checking a sentence is: the probability, 0..1, that people asked to pick checkable statements that matter would pick it.
 * Logistic regression over the sentence's shape (numbers, names, question, length), classes of words and its words;
 * weights from test/train/worthiness.ts. A text without words scores 0.
 */
export function scoreWorthiness(sentence: string): number {
  const { dense, tokens } = readWorth(sentence);
  if (dense['shape:length'] === 0) return 0;
  let odds = model.bias;
  for (const name in dense) odds += (weights.get(name) ?? 0) * dense[name]!;
  for (const name of tokens) odds += weights.get(name) ?? 0;
  return 1 / (1 + Math.exp(-odds));
}
