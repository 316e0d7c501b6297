import { findMatches, takeBest } from './assign.js';
import { findDispute, onePerSpeech } from './dispute.js';
import type { Draft, Found } from './draft.js';
import { isNegated } from './polarity.js';
import { type Entry, prepare } from './prepare.js';
import { originate, relate } from './relate.js';
import { createIndex } from './retrieve.js';
import { type Dispute, disputeQuoted, statesOppose } from './speech.js';
import type { StoryArticle } from './types.js';
import { createWeights } from './weight.js';

/** Sentences within which one speaker answers another. */
const denialReach = 4;

/** By time of publication, then id, then revision; without a time last. */
export function inOrder(articles: readonly StoryArticle[]): StoryArticle[] {
  const key = (article: StoryArticle) => article.published ?? '9999';
  return [...articles].sort(
    (a, b) => compare(key(a), key(b)) || compare(a.id, b.id) || a.revision - b.revision,
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Claims of the articles added so far, which come in order. */
export interface Fold {
  drafts: Draft[];
  add(article: StoryArticle): void;
}

export function createFold(): Fold {
  const drafts: Draft[] = [];
  const folded: StoryArticle[] = [];
  const denials: Dispute[] = [];
  const [index, weights] = [createIndex(), createWeights()];
  const kept = new Map<string, { draft: Draft; found: Found }>();

  const put = (draft: Draft, found: Found): void => {
    draft.found.push(found);
    index.add(draft, found.entry);
    kept.set(sayingOf(found.entry), { draft, found });
  };
  const deny = (each: Dispute): void => {
    denials.push(each);
    put(each.draft, each.found);
  };
  const echo = (entry: Entry): boolean => {
    const again = disputeQuoted(entry, denials);
    if (again !== null) deny(again);
    return again !== null;
  };
  const start = (first: Found): void => {
    const draft = { number: drafts.length, found: [] };
    drafts.push(draft);
    put(draft, first);
  };
  const join = (entries: readonly Entry[]): Entry[] => {
    const taken = takeBest(findMatches(entries, index, weights));
    for (const match of taken) put(match.draft, relate(match));
    const done = new Set(taken.map((match) => match.entry));
    return entries.filter((entry) => !done.has(entry));
  };

  const dispute = (
    refuting: readonly Entry[],
    negated: readonly Entry[],
    entries: readonly Entry[],
  ): void => {
    const scene = { drafts, articles: folded, index, weights };
    const disputes = new Map<Entry, Dispute>();
    // What is said outright comes first: it tells what the words beside it deny.
    for (const entry of [...byPlace(refuting), ...byPlace(negated)]) {
      const found = findDispute(entry, entries, scene, disputes);
      if (found !== null) disputes.set(entry, found);
      else if (join([entry]).length > 0) start(originate(entry));
    }
    for (const each of onePerSpeech([...disputes.values()])) deny(each);
  };

  const add = (article: StoryArticle): void => {
    folded.push(article);
    const entries = article.candidates.map((candidate) => prepare(article, candidate));
    weights.add(entries);
    const fresh = entries.filter((entry) => !keepFrom(kept, entry, put)).filter((entry) => !echo(entry));
    const [refuting, stating] = part(fresh, (entry) => entry.candidate.refutes !== null);
    const [negated, open] = part(join(stating), (entry) => mayDeny(entry, entries));
    // What the text says founds a claim before the title does: it says it in full.
    for (const entry of byPlace(open)) if (join([entry]).length > 0) start(originate(entry));
    dispute(refuting, negated, entries);
  };
  return { drafts, add };
}

/** A negated clause, or what a speaker says who may contradict another. */
function mayDeny(entry: Entry, entries: readonly Entry[]): boolean {
  if (isNegated(entry)) return true;
  return entries.some(
    (other) =>
      Math.abs(other.candidate.order - entry.candidate.order) <= denialReach &&
      other.candidate.speaker !== entry.candidate.speaker &&
      statesOppose(other, entry),
  );
}

/** A sentence that a new revision leaves as it was stays what it was. */
function keepFrom(
  kept: Map<string, { draft: Draft; found: Found }>,
  entry: Entry,
  put: (draft: Draft, found: Found) => void,
): boolean {
  const before = kept.get(sayingOf(entry));
  if (before === undefined || before.found.entry.article.revision === entry.article.revision) return false;
  put(before.draft, { ...before.found, entry });
  return true;
}

function sayingOf({ article, candidate }: Entry): string {
  return [article.id, candidate.in, candidate.text, candidate.sentence.text].join('\n');
}

function byPlace(entries: readonly Entry[]): Entry[] {
  const place = ({ candidate }: Entry) =>
    candidate.in === 'title' ? Number.MAX_SAFE_INTEGER : candidate.start;
  return [...entries].sort((a, b) => place(a) - place(b));
}

function part(entries: readonly Entry[], test: (entry: Entry) => boolean): [Entry[], Entry[]] {
  return [entries.filter(test), entries.filter((entry) => !test(entry))];
}
