import { rememberLast } from '../remember.js';
import type { Span } from '../span.js';

export { quoted } from './quoted.js';

/** Words between quotation marks; the span itself includes the marks. */
export interface Quotation extends Span {
  /** The words inside the marks. */
  text: string;
  /** Where those words stand. */
  inner: Span;
}

interface Open {
  mark: string;
  at: number;
}

/** A quotation longer than this is taken for a missing closing mark (a long quoted statement has some 4,000 characters). */
const longest = 6000;
const closerOf: Readonly<Record<string, string>> = { '“': '”', '‘': '’', '«': '»', '„': '“' };

/**
 * Finds quotations in order of their start: curly, straight and angle marks, single marks nested in double ones
 * or alone, scare quotes too. A quotation that goes on over paragraphs, each opening with a mark and only the
 * last one closing, is one quotation per paragraph. One that never closes ends with its paragraph.
 * The text is read once; apostrophes and inch or minute marks are not quotation marks.
 */
export function findQuotations(text: string): readonly Quotation[] {
  return find(text);
}

const find = rememberLast(quotationsOf);

function quotationsOf(text: string): readonly Quotation[] {
  const found: Quotation[] = [];
  for (const paragraph of paragraphsOf(text)) findInParagraph(text, paragraph, found);
  return found.sort((a, b) => a.start - b.start || b.end - a.end);
}

function paragraphsOf(text: string): Span[] {
  const spans: Span[] = [];
  let start = 0;
  for (const match of text.matchAll(/\n\s*\n/g)) {
    spans.push({ start, end: match.index });
    start = match.index + match[0].length;
  }
  spans.push({ start, end: text.length });
  return spans;
}

function findInParagraph(text: string, { start, end }: Span, found: Quotation[]): void {
  const stack: Open[] = [];
  for (let at = start; at < end; at += 1) {
    const mark = text[at]!;
    const role = roleOf(text, at, stack);
    if (role === 'open') stack.push({ mark, at });
    else if (role === 'close') closeTo(text, at, stack, found);
  }
  const unclosed = stack.find((open) => open.mark === '“' || open.mark === '"');
  if (unclosed !== undefined && runsOn(text, unclosed, start, end)) push(text, unclosed.at, end, end, found);
}

/** An open mark without its pair counts only at the start of a paragraph: the quotation goes on in the next one. */
function runsOn(text: string, open: Open, start: number, end: number): boolean {
  if (end - open.at > longest) return false;
  const sentenceStart = /(?:^|[.!?:,]["”]?\s+)$/.test(text.slice(Math.max(start, open.at - 4), open.at));
  return (
    text.slice(start, open.at).trim() === '' ||
    (sentenceStart && /^\s*\n\s*["“]/.test(text.slice(end, end + 8)))
  );
}

function roleOf(text: string, at: number, stack: Open[]): 'open' | 'close' | null {
  const mark = text[at]!;
  if (mark === '“' || mark === '«' || mark === '„') return closes(mark, stack) ? 'close' : 'open';
  if (mark === '”' || mark === '»') return stack.length > 0 ? 'close' : null;
  if (mark === '"') return straightDouble(text, at, stack);
  if (mark === '‘')
    return isLeftEdge(text, at) && !/^[‘]\d\ds\b|^‘(?:em|til|tis|twas)\b/i.test(text.slice(at, at + 6))
      ? 'open'
      : null;
  if (mark === '’') return lastSingle(stack, '‘') && isRightEdge(text, at) ? 'close' : null;
  if (mark === "'") return straightSingle(text, at, stack);
  return null;
}

/** German „…“ closes with the mark that opens an English quotation. */
function closes(mark: string, stack: Open[]): boolean {
  return mark === '“' && stack.at(-1)?.mark === '„';
}

function straightDouble(text: string, at: number, stack: Open[]): 'open' | 'close' | null {
  const open = stack.some((each) => each.mark === '"');
  // “… closed by a straight mark, as converters leave it; at a left edge it opens one of its own.
  if (!open && stack.some((each) => each.mark === '“')) return straightInCurly(text, at);
  if (!open && /\d/.test(text[at - 1] ?? '') && !isLeftEdge(text, at)) return null; // inches
  if (!open) return 'open';
  const opensAgain = isLeftEdge(text, at) && !isRightEdge(text, at);
  return opensAgain ? 'open' : 'close';
}

function straightInCurly(text: string, at: number): 'open' | 'close' | null {
  if (/\d/.test(text[at - 1] ?? '') && /^\s\p{Ll}/u.test(text.slice(at + 1, at + 3))) return null; // inches
  return isLeftEdge(text, at) && !isRightEdge(text, at) ? 'open' : 'close';
}

function straightSingle(text: string, at: number, stack: Open[]): 'open' | 'close' | null {
  const open = lastSingle(stack, "'");
  if (open && isRightEdge(text, at)) return 'close';
  if (open || !isLeftEdge(text, at)) return null;
  if (/^'(?:\d\ds?\b|em\b|til\b|tis\b|twas\b|cause\b)/i.test(text.slice(at, at + 7))) return null;
  return 'open';
}

function lastSingle(stack: Open[], mark: string): boolean {
  return stack.some((open) => open.mark === mark);
}

function isLeftEdge(text: string, at: number): boolean {
  return /^$|[\s([{“"‘'—–\-:]/.test(text[at - 1] ?? '') && /[^\s.,;:!?)\]]/.test(text[at + 1] ?? '');
}

function isRightEdge(text: string, at: number): boolean {
  return /[^\s([{“‘]/.test(text[at - 1] ?? '') && !/[\p{L}\p{N}]/u.test(text[at + 1] ?? '');
}

/** Closes the innermost open mark of the same kind; marks opened after it were not quotation marks. */
function closeTo(text: string, at: number, stack: Open[], found: Quotation[]): void {
  const mark = text[at]!;
  for (let depth = stack.length - 1; depth >= 0; depth -= 1) {
    const open = stack[depth]!;
    const fits =
      (closerOf[open.mark] ?? open.mark) === mark ||
      (mark === '”' && open.mark === '"') ||
      (mark === '"' && open.mark === '“');
    if (!fits) continue;
    stack.length = depth;
    if (at - open.at <= longest) push(text, open.at, at, at + 1, found);
    return;
  }
}

function push(text: string, at: number, innerEnd: number, end: number, found: Quotation[]): void {
  const inner = { start: at + 1, end: innerEnd };
  const words = text.slice(inner.start, inner.end);
  if (words.trim() !== '') found.push({ start: at, end, text: words, inner });
}
