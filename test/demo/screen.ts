import { dim, plain, say } from '@hearsay/cli/print';

/** Columns that are used at most: longer lines are hard to read. */
const widest = 100;

export const width = Math.min(widest, process.stdout.columns || widest);

/** A line that is written over until the next one comes; nothing where output is no terminal. */
export function status(text: string): void {
  if (process.stdout.isTTY) process.stdout.write(`\r\u001b[2K${dim(cut(text, width - 1))}`);
}

/** Lines that stay. */
export function print(...lines: string[]): void {
  status('');
  say(...lines);
}

/** A part of the output begins. */
export function heading(text: string): string[] {
  return ['', `── ${text} ${'─'.repeat(Math.max(3, width - text.length - 4))}`, ''];
}

/** Cut to so many characters, at a word where one is near. */
export function cut(text: string, room: number): string {
  const letters = [...text];
  if (letters.length <= room) return text;
  const kept = letters.slice(0, room - 1).join('');
  const space = kept.lastIndexOf(' ');
  return `${(space > room * 0.7 ? kept.slice(0, space) : kept).trimEnd()}…`;
}

/** Text over several lines, each with this indent. */
export function wrap(text: string, indent: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of plain(text).split(/\s+/)) {
    if (line !== '' && indent.length + line.length + 1 + word.length > width) {
      lines.push(indent + line);
      line = word;
    } else line += line === '' ? word : ` ${word}`;
  }
  return [...lines, indent + line];
}
