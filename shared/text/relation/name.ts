import { areSynonyms, type Word } from '../lexicon/index.js';
import type { Gap } from './difference.js';
import { findNameWords, isTitle } from './name-word.js';
import type { Side } from './side.js';
import { findSwaps } from './swap.js';

interface Exchange {
  a: string;
  b: string;
}

/** Names of a that have another name in their place in b, by the gaps between the words they share or by their neighbours. */
export function changedNames(a: Side, b: Side, gaps: readonly Gap[]): Exchange[] {
  const tight = gaps.map((gap) => exchangeIn(a, b, gap)).filter((each) => each !== null);
  if (tight.length > 0) return tight;
  const all = { first: 0, end: Number.POSITIVE_INFINITY };
  return findSwaps(a, b, newNames(a, all, b), newNames(b, all, a))
    .map((swap) => ({ x: a.words[swap.a]!, y: b.words[swap.b]! }))
    .filter(({ x, y }) => !areOneName(x, y) && isShort(x) === isShort(y))
    .map(({ x, y }) => ({ a: x.text, b: y.text }));
}

/** Initials and acronyms, which a longer name may well stand for. */
function isShort(word: Word): boolean {
  return word.text.length < 3 || word.text === word.text.toUpperCase();
}

/** One name for another in a gap that holds nothing else of content. */
function exchangeIn(a: Side, b: Side, gap: Gap): Exchange | null {
  const [left, right] = [namesIn(a, gap.a), namesIn(b, gap.b)];
  if (left.length === 0 || right.length === 0 || Math.abs(left.length - right.length) > 1) return null;
  if (contentCount(a, gap.a) > left.length || contentCount(b, gap.b) > right.length) return null;
  const [x, y] = [left.map((at) => a.words[at]!), right.map((at) => b.words[at]!)];
  if (x.some((each) => y.some((other) => areOneName(each, other)))) return null;
  if (isAcronym(x, y) || isAcronym(y, x) || (isIn(x, b) && isIn(y, a))) return null;
  return { a: x.map((word) => word.text).join(' '), b: y.map((word) => word.text).join(' ') };
}

function namesIn(side: Side, range: Gap['a']): number[] {
  return findNameWords(side).filter((at) => at >= range.first && at < range.end);
}

/** "SEC" for "Securities and Exchange Commission". */
function isAcronym(short: Word[], long: Word[]): boolean {
  const initials = long.map((word) => word.norm[0]).join('');
  return short.length === 1 && long.length > 1 && short[0]!.norm.replaceAll('.', '').startsWith(initials);
}

/** True where the other sentence has the name too, in another place: two names that change places are no change. */
function isIn(name: Word[], other: Side): boolean {
  return name.every((word) => other.words.some((each) => areOneName(word, each)));
}

/** Indices of words of names that the other sentence does not have anywhere. */
function newNames(side: Side, range: Gap['a'], other: Side): number[] {
  return namesIn(side, range).filter((at) => !other.words.some((each) => areOneName(side.words[at]!, each)));
}

/** "Nicaragua" and "Nicaraguan", "Tim" and "Timothy", "Muktar" and "Mukhtar"; not "Mali" and "Malta". */
function areOneName(a: Word, b: Word): boolean {
  const [x, y] = [plainName(a), plainName(b)];
  if (x === y || areSynonyms(a.lemma, b.lemma)) return true;
  const [short, long] = x.length <= y.length ? [x, y] : [y, x];
  if (lookAlikes.has(`${short} ${long}`)) return false;
  if (shortened.has(`${short} ${long}`)) return true;
  if (short.length < 3) return false;
  if (long.startsWith(short) || (short.length >= 5 && long.endsWith(short))) return true;
  return short.length >= 5 && (long.startsWith(short.slice(0, -1)) || isMisspelt(short, long));
}

/** Nations that a spelling rule would take for one. */
const lookAlikes = new Set(['austria australia', 'niger nigeria', 'slovakia slovenia', 'guinea guyana']);

/** Written short before or after a name. */
const shortened = new Set(['st street', 'st saint', 'mt mount', 'ft fort', 'dept department']);

function plainName(word: Word): string {
  const plain = word.lemma.replace(/[.']|'?s$/g, '');
  return sameNation.get(plain) ?? plain;
}

/** Names of one nation that share no beginning. */
const sameNation = new Map([
  ['american', 'us'],
  ['america', 'us'],
  ['british', 'uk'],
  ['britain', 'uk'],
  ['dutch', 'netherlands'],
  ['french', 'france'],
  ['welsh', 'wales'],
]);

/** One letter dropped, added or exchanged, or two neighbours that changed places. */
function isMisspelt(short: string, long: string): boolean {
  if (long.length - short.length > 1) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  const [left, right] = [short.slice(at), long.slice(at)];
  const isTurned = left[0] === right[1] && left[1] === right[0] && left.slice(2) === right.slice(2);
  return left === right.slice(1) || left.slice(1) === right.slice(1) || isTurned;
}

/** Words of content; a title or "Corp" is a part of the name it stands beside. */
function contentCount(side: Side, range: Gap['a']): number {
  return side.words
    .slice(range.first, range.end)
    .filter((word) => !word.stop && !(word.capital && isTitle(word))).length;
}
