import { readWords } from '../lexicon/index.js';
import type { Name } from '../name/index.js';
import type { Span } from '../span.js';

const numberWord =
  /^(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|trillion|dozen|score)s?$/;

/**
 * The content words of a part of a text in order, as lemmas: no grammar words, no numbers (they are read as quantities). A name
 * stands as the words of its key, so that an acronym meets its expansion.
 */
export function contentTerms(text: string, { start, end }: Span, names: readonly Name[]): string[] {
  const terms: string[] = [];
  let at = start;
  for (const name of names) {
    if (name.start < at || name.end > end) continue;
    terms.push(...plainTerms(text.slice(at, name.start)), ...plainTerms(name.key));
    at = name.end;
  }
  return [...terms, ...plainTerms(text.slice(at, end))];
}

/** "(WHO)" after a name only glosses it. */
const gloss = /\(\p{Lu}[\p{Lu}\p{N}-]{1,7}\)/gu;

function plainTerms(text: string): string[] {
  return readWords(text.replace(gloss, ' '))
    .filter((word) => !word.stop && !/^\d/.test(word.norm) && !numberWord.test(word.norm))
    .map((word) => word.lemma);
}
