import type { Sentence } from '../sentence/index.js';

/** Among the first sentences a line without a full stop may be a deck. */
const deckPlaces = 3;

/**
 * True for a line that ends without a sentence mark, past the place of a deck: a headline of another story, a caption, a
 * button. Such lines are not sentences of the article.
 */
export function isHeadlineLike(sentence: Sentence, order: number): boolean {
  return order >= deckPlaces && !/[.!?…:;]["”'’)\]*_]*$/.test(sentence.text.trim());
}
