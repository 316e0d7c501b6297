import { readWords } from '../lexicon/index.js';

const numberWord =
  /^(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|trillion|dozen|score)s?$/;

/**
 * The content words of a text in order, as lemmas: no grammar words, no numbers (they are read as quantities).
 */
export function contentTerms(text: string): string[] {
  return readWords(text)
    .filter((word) => !word.stop && !/^\d/.test(word.norm) && !numberWord.test(word.norm))
    .map((word) => word.lemma);
}
