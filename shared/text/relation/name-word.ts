import { isKnownWord, type Word } from '../lexicon/index.js';
import type { Side } from './side.js';

/** Capitalised words that name no one by themselves. */
const titles = new Set(
  (
    'mr mrs ms dr sir lord lady gen col capt lt sgt sen rep gov president prime minister senator governor mayor judge chief king queen prince princess ' +
    'pope general colonel captain secretary director professor chairman inc corp ltd co llc company group the a an i in on at of and but for this that it he she they we ' +
    'monday tuesday wednesday thursday friday saturday sunday'
  ).split(' '),
);

/** Of the content words, more capitals than this share make a headline in title case, where capitals tell nothing. */
const titleCaseShare = 0.8;

/** True for a word that stands beside names and names no one by itself. */
export function isTitle(word: Word): boolean {
  return titles.has(word.norm);
}

/**
 * Indices of words that belong to names: capitals inside a sentence, and unknown capitalised words at its start. In
 * title case and capitals only words outside the general vocabulary count.
 */
export function findNameWords(side: Side): number[] {
  const content = side.words.filter((word) => !word.stop && /^\p{L}/u.test(word.text));
  const capitals = content.filter((word) => word.capital).length;
  const stopped = /[.!?]["”’]?\s*$/.test(side.text);
  const headline =
    side.shouted || (!stopped && content.length > 3 && capitals > titleCaseShare * content.length);
  return side.words.flatMap((word, at) => {
    if (!word.capital || word.stop || titles.has(word.norm)) return [];
    const opens = at === 0 || opensSentence(side, at);
    return (headline || opens) && isKnownWord(word.norm) ? [] : [at];
  });
}

/** After a full stop or an opening quotation mark; the point of "Mr." or of an initial is no full stop. */
function opensSentence(side: Side, at: number): boolean {
  const before = side.words[at - 1]!;
  if (titles.has(before.norm) || /^\p{Lu}$/u.test(before.text)) return false;
  return /(?:[.!?:]["”’)]*\s+|["“‘(])$/.test(side.text.slice(before.end, side.words[at]!.start));
}
