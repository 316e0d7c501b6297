import type { Token } from '../token/index.js';

/**
 * True if a clause says what it is about before its verb. "Said the officials", "made by a firm abroad" and "waved it through" are what is
 * left of a sentence whose subject stands elsewhere: nobody could read them as a claim.
 */
export function hasSubject(tokens: readonly Token[]): boolean {
  for (const { pos, text } of tokens) {
    if (/^(?:NOUN|PROPN|PRON|NUM|DET)$/.test(pos) || /^["“‘$€£\d]/.test(text)) return true;
    if (pos === 'VERB' && !/ing$/i.test(text)) return false;
    if (pos === 'AUX') return false;
  }
  return true;
}
