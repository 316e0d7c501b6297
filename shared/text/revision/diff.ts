import { diffArrays, diffWords } from 'diff';
import { keyOf, type Said } from './normalise.js';

/** A run of words of a changed sentence. */
export interface WordChange {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

/** What became of one sentence. `words` tells both wordings in one line. */
export type SentenceChange =
  | { kind: 'added'; after: string }
  | { kind: 'removed'; before: string }
  | { kind: 'changed'; before: string; after: string; words: WordChange[] };

/** Texts further apart than this are told as one text out and another in: nobody reads a diff of that. */
const mostEdits = 1_500;

/** Two sentences that share this much of their words (Dice) are one sentence that was changed. */
const leastAlike = 0.45;

/** Sentences of one block that are compared each with each; in longer ones only those at the same place are. */
const mostPaired = 60;

/** What changed between two lists of sentences, in the order of the later text. A sentence that only moved has not changed. */
export function diffSentences(before: readonly Said[], after: readonly Said[]): SentenceChange[] {
  const [keysBefore, keysAfter] = [before.map(({ key }) => key), after.map(({ key }) => key)];
  const parts = diffArrays(keysBefore, keysAfter, { maxEditLength: mostEdits }) ?? [
    { removed: true, added: false, count: before.length, value: keysBefore },
    { removed: false, added: true, count: after.length, value: keysAfter },
  ];
  const changes: SentenceChange[] = [];
  let [b, a] = [0, 0];
  let block: { out: Said[]; in: Said[] } = { out: [], in: [] };
  const moved = { out: counts(keysBefore), in: counts(keysAfter) };
  const close = (): void => {
    changes.push(...pairUp(block.out, block.in));
    block = { out: [], in: [] };
  };
  for (const { added, removed, value } of parts) {
    if (removed) block.out.push(...staying(before.slice(b, b + value.length), moved.in, moved.out));
    else if (added) block.in.push(...staying(after.slice(a, a + value.length), moved.out, moved.in));
    else close();
    if (!added) b += value.length;
    if (!removed) a += value.length;
  }
  close();
  return changes;
}

/** Sentences the other text has not, or has less often. */
function staying(list: Said[], there: Map<string, number>, here: Map<string, number>): Said[] {
  return list.filter(({ key }) => (there.get(key) ?? 0) < (here.get(key) ?? 0));
}

function counts(keys: string[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const key of keys) found.set(key, (found.get(key) ?? 0) + 1);
  return found;
}

/** The sentences of one block: those alike are one that was changed, each with its likest. */
function pairUp(out: Said[], into: Said[]): SentenceChange[] {
  const partner = new Map<Said, Said>();
  const pairs = out.flatMap((from, i) =>
    into.flatMap((to, j) => {
      if (out.length * into.length > mostPaired ** 2 && i !== j) return [];
      const score = likeness(from.key, to.key);
      return score < leastAlike ? [] : [{ from, to, score: score - Math.abs(i - j) / 1_000 }];
    }),
  );
  const taken = new Set<Said>();
  for (const { from, to } of pairs.sort((x, y) => y.score - x.score)) {
    if (taken.has(from) || partner.has(to)) continue;
    partner.set(to, from);
    taken.add(from);
  }
  return [
    ...out
      .filter((each) => !taken.has(each))
      .map((each) => ({ kind: 'removed' as const, before: each.text })),
    ...into.map((each) => changeOf(partner.get(each), each)),
  ];
}

function changeOf(before: Said | undefined, after: Said): SentenceChange {
  if (before === undefined) return { kind: 'added', after: after.text };
  return {
    kind: 'changed',
    before: before.text,
    after: after.text,
    words: diffText(before.text, after.text),
  };
}

/** Two wordings word by word. */
export function diffText(before: string, after: string): WordChange[] {
  return diffWords(keyOf(before), keyOf(after)).map(({ added, removed, value }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: value,
  }));
}

/** Dice's coefficient of the words of two sentences, 0..1. */
function likeness(a: string, b: string): number {
  const [left, right] = [wordsOf(a), wordsOf(b)];
  let shared = 0;
  const there = counts(right);
  for (const word of left) {
    const count = there.get(word) ?? 0;
    if (count === 0) continue;
    shared += 1;
    there.set(word, count - 1);
  }
  return left.length + right.length === 0 ? 0 : (2 * shared) / (left.length + right.length);
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}'.,-]*/gu) ?? [];
}
