import type { Word } from '../lexicon/index.js';
import type { CueKind } from './index.js';

/** A clause ends at these marks, or before one of these words. */
const clauseMark = /[.;:!?—–|]|,\s|\s-\s|\n/;
const clauseWords = new Set([
  'but',
  'although',
  'though',
  'while',
  'whereas',
  'despite',
  'because',
  'after',
  'as',
  'when',
  'until',
  'yet',
]);

/** Words a scope reaches at most; a headline clause has about this many. */
const reach = 14;

type Range = { first: number; end: number };

/**
 * Which words a cue speaks about. A negation rules the rest of its clause; a judgement ("false", "a hoax", "denies")
 * may stand before or after what it judges, so it rules its whole clause and the one it introduces with a colon.
 */
export function scopeOf(kind: CueKind, cue: Range, text: string, words: Word[]): Range {
  const end = clauseEnd(cue.end, text, words);
  if (kind === 'negation') return { first: cue.end, end };
  return { first: clauseStart(cue.first, text, words), end };
}

function clauseEnd(from: number, text: string, words: Word[]): number {
  for (let at = from; at < words.length; at += 1) {
    if (at - from >= reach || breaksBefore(at, text, words)) return at;
  }
  return words.length;
}

function clauseStart(from: number, text: string, words: Word[]): number {
  for (let at = from; at > 0; at -= 1) if (from - at >= reach || breaksBefore(at, text, words)) return at;
  return 0;
}

function breaksBefore(at: number, text: string, words: Word[]): boolean {
  const [left, right] = [words[at - 1], words[at]];
  if (left === undefined || right === undefined) return false;
  return clauseWords.has(right.norm) || clauseMark.test(text.slice(left.end, right.start));
}
