import type { Span } from '../span.js';

// A line this short that is followed by a capital is a heading or list item, not hard-wrapped prose.
const shortLine = 60;

/** Splits a text at blank lines; lines that stand alone inside a paragraph become blocks of their own. */
export function splitBlocks(text: string): (Span & { paragraph: number })[] {
  const blocks: (Span & { paragraph: number })[] = [];
  let start = 0;
  let paragraph = 0;
  const close = (end: number): void => {
    if (text.slice(start, end).trim() !== '') blocks.push({ start, end, paragraph });
  };
  for (const match of text.matchAll(/\r?\n(?:[^\S\n]*\n)*/g)) {
    const blank = match[0].indexOf('\n') !== match[0].lastIndexOf('\n');
    const end = match.index;
    if (
      !blank &&
      !lineEnds(text.slice(start, end), text.slice(end + match[0].length, end + match[0].length + 4))
    )
      continue;
    close(end);
    if (blank && text.slice(0, end).trim() !== '') paragraph += 1;
    start = end + match[0].length;
  }
  close(text.length);
  return blocks;
}

/** Whether a single line break ends a sentence: after a final mark, or after a short line before a capital. */
function lineEnds(line: string, next: string): boolean {
  const last = line.slice(line.lastIndexOf('\n') + 1).trimEnd();
  if (/[.!?:…]["”’')\]]*$/.test(last)) return true;
  return last.length < shortLine && /^\s*["“‘'(•*\-–—\d\p{Lu}]/u.test(next);
}
