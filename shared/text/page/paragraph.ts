import { endsSentence, type Line } from './line.js';

/** Lines of hard-wrapped text are no longer than this; typewriters, e-mail and wires wrap at 60 to 90. */
const MAX_WIDTH = 100;
const MIN_WIDTH = 40;
/** A wrapped line may end this much before the width, for the next word did not fit. */
const SLACK = 4;

/**
 * Splits plain text into paragraphs, one string each without line breaks. Blank lines part paragraphs; a single
 * line break does so too unless the text is hard-wrapped there (the next word would not have fitted) or the
 * sentence goes on. A sentence torn by a blank line is joined again.
 */
export function splitParagraphs(text: string): string[] {
  const groups = text
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .split(/\n[ \t\u00a0]*\n+/)
    .map((group) =>
      group
        .split('\n')
        .map((line) => line.replace(/[\s\u00a0\u200b\ufeff]+/g, ' ').trim())
        .filter((line) => line !== ''),
    )
    .filter((lines) => lines.length > 0);
  const width = wrapWidth(groups);
  const paragraphs: string[] = [];
  for (const lines of groups) {
    lines.forEach((line, i) => {
      const last = paragraphs.at(-1);
      const before = lines[i - 1];
      if (
        before === undefined
          ? goesOn(last, line, 20)
          : isWrapped(before, line, width) || goesOn(before, line, 2)
      )
        paragraphs[paragraphs.length - 1] = joinLines(last ?? '', line);
      else paragraphs.push(line);
    });
  }
  return paragraphs;
}

/** The column at which lines that have a next line in their group were wrapped, or null where they were not. */
function wrapWidth(groups: string[][]): number | null {
  const inner = groups.flatMap((lines) =>
    lines.slice(0, -1).map((line, i) => ({ line, next: lines[i + 1]! })),
  );
  const open = inner.filter(({ line }) => line.length >= MIN_WIDTH && !endsSentence(line));
  const width = Math.max(0, ...inner.map(({ line }) => line.length));
  if (width > MAX_WIDTH || width < MIN_WIDTH || open.length < 2) return null;
  const full = open.filter(({ line, next }) => overflows(line, next, width));
  return full.length >= open.length / 2 ? width : null;
}

function overflows(line: string, next: string, width: number): boolean {
  const word = next.split(' ', 1)[0] ?? '';
  return line.length + 1 + word.length > width - SLACK;
}

function isWrapped(line: string, next: string, width: number | null): boolean {
  return width !== null && overflows(line, next, width);
}

/** The line before did not end its sentence, and this one goes on in lower case. */
function goesOn(before: string | undefined, line: string, minChars: number): boolean {
  if (before === undefined || before.length < minChars) return false;
  return /^[\p{Ll}]/u.test(line) && !endsSentence(before) && /[\p{L}\p{N},’'-]$/u.test(before);
}

/** Texts of lines, those joined that an element in the middle of a sentence tore apart. */
export function joinTorn(lines: Line[]): string[] {
  const out: string[] = [];
  lines.forEach((line, i) => {
    const before = lines[i - 1];
    if (before && !before.heading && goesOn(before.text, line.text, 40))
      out[out.length - 1] = joinLines(out.at(-1)!, line.text);
    else out.push(line.text);
  });
  return out;
}

function joinLines(before: string, line: string): string {
  // A word broken at the line's end by a hyphen keeps it: "Anglo-" / "Saxon" is as common as "exam-" / "ple".
  return before.endsWith('-') ? `${before}${line}` : `${before} ${line}`;
}
