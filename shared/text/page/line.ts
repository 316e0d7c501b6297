/** One paragraph, heading, list item or stray label on its way to the article's text. */
export interface Line {
  text: string;
  /** Share of its characters inside links, 0..1. */
  links: number;
  heading: boolean;
}

/** A full stop or its like, behind it at most closing quotes and brackets. */
const ENDS_SENTENCE = /[.!?…。！？؟।:;]["'”’»“)\]]*\s*$/u;

/** True if a line reads as running text: long enough to say something, and it ends as a sentence does. */
export function isProse(line: Pick<Line, 'text' | 'links'>, minChars = 60): boolean {
  return line.text.length >= minChars && line.links < 0.5 && endsSentence(line.text);
}

/** True if a text ends as a sentence does. */
export function endsSentence(text: string): boolean {
  return ENDS_SENTENCE.test(text.slice(-12));
}

/** Lower case, letters and digits only, single blanks: for comparing titles and lines. */
export function normalise(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Share of words two texts have in common (Jaccard), 0..1. */
export function likeness(a: string, b: string): number {
  const [x, y] = [new Set(normalise(a).split(' ')), new Set(normalise(b).split(' '))];
  let common = 0;
  for (const word of x) if (y.has(word)) common++;
  return common / (x.size + y.size - common || 1);
}
