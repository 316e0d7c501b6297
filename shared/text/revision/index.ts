import { diffSentences, diffText, type SentenceChange, type WordChange } from './diff.js';
import { isSlip, wordsAreSlips } from './minor.js';
import { keyOf, readSayings } from './normalise.js';
import { type EditNote, findNotes } from './note.js';

export type { SentenceChange, WordChange } from './diff.js';
export { isNoise, keyOf } from './normalise.js';
export { type EditNote, findNotes } from './note.js';

/** A wording of an article. */
export interface Wording {
  title: string | null;
  text: string;
}

/** What an edit changed. */
export interface Comparison {
  /**
   * `same`: nothing that an editor wrote (white space, order of boxes, stamps, counters, links); `minor`: slips put
   * right; `edit`: what is said.
   */
  verdict: 'same' | 'minor' | 'edit';
  /** Null where the headline says the same. */
  title: { before: string | null; after: string | null; words: WordChange[] } | null;
  /** In the order of the later text. */
  sentences: SentenceChange[];
  /** What the outlet says of it: notes of corrections and updates that the earlier wording did not have. */
  notes: EditNote[];
}

/**
 * Compares two wordings of an article as an editor would: sentence by sentence, deaf to what changes by itself.
 * Pure; the same wordings give the same answer. Time grows with the number of edits, which is bounded.
 * @param options.everything counts what changes by itself as well: what two readings of one page differ in
 */
export function compareWordings(
  before: Wording,
  after: Wording,
  options: { everything?: boolean } = {},
): Comparison {
  const { everything = false } = options;
  const sentences = diffSentences(readSayings(before.text, everything), readSayings(after.text, everything));
  const title = titleChange(before.title, after.title);
  const known = new Set(findNotes(before.text).map((note) => keyOf(note.text)));
  const notes = findNotes(after.text).filter((note) => !known.has(keyOf(note.text)));
  const changed = sentences.length > 0 || title !== null;
  const slips = isSlip(sentences) && (title === null || wordsAreSlips(title.words));
  return { verdict: !changed ? 'same' : slips ? 'minor' : 'edit', title, sentences, notes };
}

function titleChange(before: string | null, after: string | null): Comparison['title'] {
  if (keyOf(before ?? '') === keyOf(after ?? '')) return null;
  return { before, after, words: diffText(before ?? '', after ?? '') };
}

/** How many sentences of the shorter of two texts stand in the other, 0..1; 0 where one says nothing. */
export function shareSentences(a: string, b: string): number {
  const [left, right] = [readSayings(a), readSayings(b)].map((list) => new Set(list.map(({ key }) => key)));
  const fewest = Math.min(left?.size ?? 0, right?.size ?? 0);
  const shared = [...(left ?? [])].filter((key) => right?.has(key)).length;
  return fewest === 0 ? 0 : shared / fewest;
}
