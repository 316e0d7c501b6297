import type { Word } from '../lexicon/index.js';
import { scopeOf } from './scope.js';
import { cueTable } from './table.js';

export { cueTable };

export type CueKind =
  | 'negation'
  | 'refuting'
  | 'doubting'
  | 'hoax'
  | 'trick'
  | 'update'
  | 'hedge'
  | 'rumor'
  | 'allegation'
  | 'modal'
  | 'plan'
  | 'attribution'
  | 'source'
  | 'confirm'
  | 'reveal'
  | 'report'
  | 'thing';

/** A cue in a list of words: which words it is, and which words it speaks about (indices into the words, half-open). */
export interface Cue {
  kind: CueKind;
  /** The phrase of the table it matched, in lemmas. */
  phrase: string;
  first: number;
  end: number;
  scope: { first: number; end: number };
  /** True where a negation stands before it and so turns it ("not a hoax", "did not deny"). */
  turned: boolean;
}

type Phrases = Map<string, { phrase: string; words: string[]; kinds: CueKind[] }[]>;

const phrases = indexPhrases();

/** Finds the cues of a text (its words from `readWords`), in order of place; a longer phrase hides the shorter ones of its kind inside it. */
export function findCues(text: string, words: Word[]): Cue[] {
  const found: Cue[] = [];
  for (let at = 0; at < words.length; at += 1)
    for (const { kind, phrase, length } of phrasesAt(words, at)) {
      const hidden = found.some((cue) => cue.kind === kind && cue.end > at);
      if (hidden) continue;
      const cue = { kind, phrase, first: at, end: at + length };
      found.push({ ...cue, scope: scopeOf(kind, cue, text, words), turned: false });
    }
  return found.map((cue) => ({ ...cue, turned: isTurned(cue, found) }));
}

function phrasesAt(words: Word[], at: number): { kind: CueKind; phrase: string; length: number }[] {
  const word = words[at]!;
  const best = new Map<CueKind, { kind: CueKind; phrase: string; length: number }>();
  if (/n't$/.test(word.norm)) best.set('negation', { kind: 'negation', phrase: 'not', length: 1 });
  for (const key of new Set([word.norm, word.lemma]))
    for (const { phrase, words: parts, kinds } of phrases.get(key) ?? []) {
      if (!parts.every((part, i) => matches(part, words[at + i]))) continue;
      for (const kind of kinds)
        if ((best.get(kind)?.length ?? 0) < parts.length)
          best.set(kind, { kind, phrase, length: parts.length });
    }
  return [...best.values()];
}

function matches(part: string, word: Word | undefined): boolean {
  if (word === undefined) return false;
  return (
    part === '_' || word.lemma === part || word.norm === part || (part === 'not' && /n't$/.test(word.norm))
  );
}

/** A negation up to three words before a cue, with the cue in its scope, turns it. */
function isTurned(cue: Cue, all: Cue[]): boolean {
  if (cue.kind === 'negation') return false;
  return all.some(
    (other) =>
      other.kind === 'negation' &&
      other.end <= cue.first &&
      cue.first - other.end < 3 &&
      other.scope.first <= cue.first &&
      cue.first < other.scope.end,
  );
}

function indexPhrases(): Phrases {
  const index: Phrases = new Map();
  for (const [kind, list] of Object.entries(cueTable))
    for (const phrase of list.split('|').map((each) => each.trim())) {
      const words = phrase.split(/[ -]/);
      const first = words[0]!;
      const entries = index.get(first) ?? [];
      const known = entries.find((entry) => entry.phrase === phrase);
      if (known) known.kinds.push(kind as CueKind);
      else index.set(first, [...entries, { phrase, words, kinds: [kind as CueKind] }]);
    }
  return index;
}
