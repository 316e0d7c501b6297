/**
 * Reduces an English word to a stem that its inflections share ("arrested", "arrests" → "arrest").
 * A light suffix stripper, not a full Porter stemmer: it drops possessives, plurals, -ed, -ing, -ly, -ion and a final e,
 * and leaves short words, words with digits and words in other scripts as they are.
 * @param word one lower-case word
 */
export function stem(word: string): string {
  let stemmed = word.endsWith("'s") ? word.slice(0, -2) : word;
  if (stemmed.length < 4 || NOT_LATIN.test(stemmed)) return stemmed;
  stemmed = stripPlural(stemmed);
  stemmed = stripVerbEnding(stemmed);
  if (stemmed.length > 5 && stemmed.endsWith('ly')) stemmed = stemmed.slice(0, -2);
  if (stemmed.length > 6 && /[st]ion$/.test(stemmed)) stemmed = stemmed.slice(0, -3);
  if (stemmed.length > 7 && stemmed.endsWith('ment')) stemmed = stemmed.slice(0, -4);
  if (stemmed.length > 4 && stemmed.endsWith('e')) stemmed = stemmed.slice(0, -1);
  return stemmed.endsWith('y') && stemmed.length > 3 ? `${stemmed.slice(0, -1)}i` : stemmed;
}

const NOT_LATIN = /[^a-z\u00e0-\u024f-]/;

function stripPlural(word: string): string {
  if (word.endsWith('ies')) return word.length > 4 ? `${word.slice(0, -3)}y` : word;
  if (word.endsWith('sses') || word.endsWith('shes') || word.endsWith('ches') || word.endsWith('xes'))
    return word.slice(0, -2);
  if (word.endsWith('s') && !/(?:ss|us|is)$/.test(word)) return word.slice(0, -1);
  return word;
}

function stripVerbEnding(word: string): string {
  if (word.endsWith('ied') && word.length > 4) return `${word.slice(0, -3)}y`;
  if (word.endsWith('eed')) return word;
  const cut = word.endsWith('ing') ? 3 : word.endsWith('ed') ? 2 : 0;
  const base = word.slice(0, word.length - cut);
  if (cut === 0 || base.length < 3 || !/[aeiouy]/.test(base)) return word;
  return /([bdgmnprt])\1$/.test(base) ? base.slice(0, -1) : base;
}
