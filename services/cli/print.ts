/** C0 and C1 control characters but the line break, and the marks that reverse the order of text on screen. */
const hostile = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Text from the web made harmless for a terminal: no escape sequences, no reordering. */
export function plain(text: string): string {
  return text.replace(hostile, ' ');
}

/** Colours where the terminal shows them and the user has not turned them off (NO_COLOR, https://no-color.org). */
const colourful = process.stdout.isTTY === true && process.env.NO_COLOR === undefined;

const paint = (code: number) => (text: string) => (colourful ? `\u001b[${code}m${text}\u001b[0m` : text);

export const bold = paint(1);
export const dim = paint(2);
export const red = paint(31);
export const green = paint(32);
export const yellow = paint(33);
export const cyan = paint(36);

/** Writes lines to standard output. */
export function say(...lines: string[]): void {
  for (const line of lines) process.stdout.write(`${line}\n`);
}

/** Writes an object as JSON and nothing else. */
export function sayJson(value: unknown): void {
  process.stdout.write(`${jsonText(value, 2)}\n`);
}

/** JSON that a terminal shows harmlessly: control characters and marks that reverse text are escaped, so they say the same. */
export function jsonText(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(
    /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
    (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Columns of text, each as wide as its longest cell; the last one is not padded. */
export function columns(rows: string[][]): string[] {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => width(row[at] ?? ''))));
  return rows.map((row) =>
    row
      .map((cell, at) => (at === row.length - 1 ? cell : cell + ' '.repeat((widths[at] ?? 0) - width(cell))))
      .join('  ')
      .trimEnd(),
  );
}

/** Characters a cell takes on screen; colour codes take none. */
export function width(cell: string): number {
  return [...cell.replace(/\u001b\[\d+m/g, '')].length;
}

/** Columns to write in: those of the terminal, from 80 to 120; 100 where there is none. */
export function columnsWide(): number {
  return Math.min(120, Math.max(80, process.stdout.columns || 100));
}

/** Cut to so many characters, between words where one ends near; what is cut shows as "…". */
export function cut(text: string, room: number): string {
  const letters = [...text];
  if (letters.length <= room) return text;
  const kept = letters.slice(0, Math.max(1, room - 1)).join('');
  const space = kept.lastIndexOf(' ');
  return `${(space > room * 0.7 ? kept.slice(0, space) : kept).replace(/[\s,;:.]+$/, '')}…`;
}

/** Text over several lines; `first` begins the first of them, and the others are indented as far as it is long. */
export function wrap(text: string, first: string): string[] {
  const room = columnsWide() - width(first);
  const lines: string[] = [];
  // A no-break space (U+00A0) keeps its two words on one line.
  for (const word of text.split(/[ \t\n]+/)) {
    const last = lines.at(-1);
    if (last !== undefined && width(last) + 1 + width(word) <= room)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  const indent = ' '.repeat(width(first));
  return lines.map((line, at) => (at === 0 ? first : indent) + line);
}

/** A time as people read it: to the minute, in UTC. */
export function when(iso: string | null): string {
  return iso === null ? '—' : `${iso.slice(0, 10)} ${iso.slice(11, 16)}`;
}

/** "a", "a and b", "a, b and c". */
export function listed(parts: string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

/** What kind of copy an article is, for people. */
export function copyName(kind: string | null): string {
  const names: Record<string, string> = {
    exact: 'exact copy',
    near: 'near copy',
    rewrite: 'rewritten copy',
    translation: 'translated copy',
  };
  return names[kind ?? ''] ?? 'copy';
}

/** "3 outlets", "1 outlet". */
export function counted(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`;
}
