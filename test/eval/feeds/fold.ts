import { plainText } from '@hearsay/text/feed';

/** Folds what does not matter when two values are compared: character references, and runs of white space. */
export function foldMarkup(text: string): string {
  let folded = text;
  // Twice, because a reference may stand for an ampersand that begins another.
  for (let i = 0; i < 2; i++)
    folded = folded.replace(
      /&(?:#\d+|#x[0-9a-f]+|[a-z]\w*);/gi,
      (reference) => plainText(reference) || reference,
    );
  return folded.replace(/\s+/g, ' ').trim();
}
