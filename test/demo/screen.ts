import { columnsWide, cut, dim, say } from '@hearsay/cli/print';

export const width = columnsWide();

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
