import { type Cue, findCues } from '../cue/index.js';
import { readWords, type Word } from '../lexicon/index.js';
import { type Quantity, readQuantities } from '../quantity/index.js';

/** One of the two texts of a pair, read once. */
export interface Side {
  text: string;
  words: Word[];
  cues: Cue[];
  quantities: Quantity[];
  /** True where most letters are capitals: case says nothing about names there. */
  shouted: boolean;
}

/** A pair's side is a clause, a sentence or a headline; what stands after this is not read. */
const mostCharacters = 2000;

export function readSide(full: string): Side {
  const text = full.slice(0, mostCharacters);
  const words = readWords(text);
  return {
    text,
    words,
    cues: findCues(text, words),
    quantities: readQuantities(text),
    shouted: isShouted(words),
  };
}

function isShouted(words: Word[]): boolean {
  const long = words.filter((word) => word.text.length > 3 && /\p{L}/u.test(word.text));
  return (
    long.length > 2 && long.filter((word) => word.text === word.text.toUpperCase()).length > long.length * 0.7
  );
}
