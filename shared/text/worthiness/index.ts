import { denseFeatures, eachWord, readWorthWords } from './features.js';
import model from './model.json' with { type: 'json' };

export { type Features, worthinessFeatures } from './features.js';

/** Weights of features by name; those of words, lemmas and pairs of words apart, so that no name is made to look one up. */
const weights = sorted(model.weights);

/** The weight of one feature; an object of its own, by which it is known that it was counted. */
interface Weight {
  readonly value: number;
}

/**
 * How worth checking a sentence is: the probability, 0..1, that people asked to pick checkable statements that matter would pick it.
 * Logistic regression over the sentence's shape (numbers, names, question, length), classes of words and its words;
 * weights from test/train/worthiness.ts. A text without words scores 0.
 */
export function scoreWorthiness(sentence: string): number {
  const words = readWorthWords(sentence);
  if (words.length === 0) return 0;
  let odds = model.bias;
  denseFeatures(sentence, words, (name, value) => {
    odds += (weights.dense.get(name) ?? 0) * value;
  });
  const counted = new Set<Weight>();
  const count = (weight: Weight | undefined): void => {
    if (weight === undefined || counted.has(weight)) return;
    counted.add(weight);
    odds += weight.value;
  };
  eachWord(words, (before, token, lemma) => {
    if (token !== null) count(weights.word.get(token));
    if (lemma !== null) count(weights.lemma.get(lemma));
    count(weights.pair.get(before)?.get(token ?? '$'));
  });
  return 1 / (1 + Math.exp(-odds));
}

function sorted(all: Record<string, number>) {
  const [dense, word, lemma] = [
    new Map<string, number>(),
    new Map<string, Weight>(),
    new Map<string, Weight>(),
  ];
  const pair = new Map<string, Map<string, Weight>>();
  for (const [name, value] of Object.entries(all)) {
    const [, kind, first, second] = /^([wl]):(\S+)(?: (\S+))?$/.exec(name) ?? [];
    if (first === undefined) dense.set(name, value);
    else if (kind === 'l') lemma.set(first, { value });
    else if (second === undefined) word.set(first, { value });
    else pair.set(first, (pair.get(first) ?? new Map<string, Weight>()).set(second, { value }));
  }
  return { dense, word, lemma, pair };
}
