import { readWords } from '../lexicon/index.js';

/** How worth checking a sentence is, 0..1. */
export function scoreWorthiness(sentence: string): number {
  const words = readWords(sentence);
  if (words.length < 3 || /\?\s*$/.test(sentence)) return 0.05;
  const numbers = words.filter((word) => /\d/.test(word.norm)).length;
  const names = words.slice(1).filter((word) => word.capital && !word.stop).length;
  return Math.min(0.95, 0.1 + 0.25 * Math.min(2, numbers) + 0.1 * Math.min(3, names));
}
