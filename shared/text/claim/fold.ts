import type { StanceReader } from '../relation/index.js';
import { findMatches, takeBest } from './assign.js';
import { assertsDenied, denialOf, findDispute, isDeniedBy, onePerSpeech } from './dispute.js';
import { type Draft, type Found, founderOf } from './draft.js';
import { createJournal } from './journal.js';
import type { Judge } from './judge.js';
import { fits, judged, signed } from './judged.js';
import { saysState } from './opposite.js';
import { isNegated } from './polarity.js';
import { type Entry, prepare } from './prepare.js';
import { originate, relate } from './relate.js';
import { createIndex } from './retrieve.js';
import { compareEntries } from './similarity.js';
import { type Dispute, disputeAgain, disputeQuoted, isSweeping, statesOppose } from './speech.js';
import { disputeByTitle } from './title.js';
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
  add(article: StoryArticle, judge: Judge): void;
  /** Takes back all articles but the first so many; what is added then gives the same as if they had never been there. */
  rewind(articles: number): void;
}

export function createFold(stance: StanceReader): Fold {
  const drafts: Draft[] = [];
  const folded: StoryArticle[] = [];
  const denials: Dispute[] = [];
  const journal = createJournal();
  /** The journal's marks before each article. */
  const marks: number[] = [];
  const [index, weights] = [createIndex(journal), createWeights(journal)];
  const scene = { drafts, articles: folded, index, weights, stance };
  const kept = new Map<string, { draft: Draft; found: Found }>();
  // Where what people decided on is, and where each entry of the article that is folded in was put.
  const placed = new Map<string, Draft>();
  const here = new Map<Entry, { draft: Draft; found: Found }>();
  let number = 0;

  const change = (draft: Draft): void => {
    draft.wordings = null;
    journal.note(() => {
      draft.wordings = null;
    });
  };
  const put = (draft: Draft, found: Found): void => {
    change(draft);
    journal.push(draft.found, found);
    index.add(draft, found.entry);
    journal.set(kept, sayingOf(found.entry), { draft, found });
    here.set(found.entry, { draft, found });
  };
  const deny = (each: Dispute): void => {
    journal.push(denials, each);
    put(each.draft, each.found);
  };
  const echo = (entry: Entry): boolean => {
    const again =
      disputeQuoted(entry, denials) ??
      disputeAgain(entry, denials, (other) => compareEntries(other, entry, weights));
    if (again !== null) deny(again);
    return again !== null;
  };
  const start = (first: Found): void => {
    const draft: Draft = { number, found: [], wordings: null };
    number += 1;
    journal.note(() => {
      number -= 1;
    });
    journal.push(drafts, draft);
    put(draft, first);
  };
  const join = (entries: readonly Entry[]): Entry[] => {
    const taken = takeBest(findMatches(entries, index, weights));
    for (const match of taken) put(match.draft, relate(match));
    const done = new Set(taken.map((match) => match.entry));
    return entries.filter((entry) => !done.has(entry));
  };

  /** "Dismissed a report that …": what it is like but for the denial is denied, and not told again. */
  const denied = (entry: Entry): Dispute | null => {
    const { refutes } = entry.candidate;
    if (refutes?.target !== 'claim') return null;
    const [match] = takeBest(findMatches([entry], index, weights));
    return match === undefined || !isDeniedBy(entry, founderOf(match.draft).entry)
      ? null
      : denialOf(match, refutes.cue);
  };

  const dispute = (
    refuting: readonly Entry[],
    negated: readonly Entry[],
    entries: readonly Entry[],
    titles: ReadonlyMap<Entry, Dispute>,
  ): void => {
    const disputes = new Map<Entry, Dispute>();
    // What is said outright comes first: it tells what the words beside it deny.
    for (const entry of [...byPlace(refuting), ...byPlace(negated)]) {
      const found = findDispute(entry, entries, scene, disputes) ?? denied(entry) ?? titles.get(entry);
      if (found !== undefined) disputes.set(entry, found);
      else if (!assertsDenied(entry) && join([entry]).length > 0) start(originate(entry));
    }
    for (const each of onePerSpeech([...disputes.values()])) deny(each);
  };

  /** Titles that deny a claim: read before they can join it for all the words they share. */
  const denyingTitles = (entries: readonly Entry[]): Map<Entry, Dispute> =>
    new Map(
      entries.flatMap((entry) => {
        const found = disputeByTitle(entry, scene);
        return found === null ? [] : [[entry, found]];
      }),
    );

  const takeOut = ({ draft, found }: { draft: Draft; found: Found }): void => {
    change(draft);
    journal.remove(draft.found, (each) => each === found);
    index.remove(draft, found.entry);
    journal.remove(denials, (each) => each.found === found);
    journal.remove(drafts, (each) => each.found.length === 0);
  };

  /** What people decided comes after what we would say of the article, and above it. */
  const obey = (entry: Entry, judge: Judge): void => {
    const key = judge.keyOf(entry);
    const ruling = judge.on(key, placed);
    if (ruling === null) return;
    const at = here.get(entry);
    const draft = ruling.draft ?? (ruling.alone ? null : (at?.draft ?? null));
    if (at !== undefined && at.draft === draft && fits(at.found, ruling)) {
      change(draft);
      journal.replace(draft.found, at.found, signed(at.found, ruling.by));
    } else {
      if (at !== undefined) takeOut(at);
      const found = judged(entry, draft, ruling, weights);
      if (draft === null) start(found);
      else if (found.relation === 'disputes') deny({ draft, found });
      else put(draft, found);
    }
    journal.set(placed, key, here.get(entry)!.draft);
  };

  /** "The dam is intact", where an earlier article has it damaged. */
  const answersState = (entry: Entry): boolean =>
    saysState(entry) &&
    index
      .near(entry, weights)
      .some(({ found }) =>
        found.some(({ entry: other }) => other.article !== entry.article && statesOppose(other, entry)),
      );

  const add = (article: StoryArticle, judge: Judge): void => {
    marks.push(journal.mark());
    folded.push(article);
    here.clear();
    const entries = entriesOf(article);
    weights.add(entries);
    const fresh = entries.filter((entry) => !keepFrom(kept, entry, put)).filter((entry) => !echo(entry));
    const titles = denyingTitles(fresh);
    const [refuting, stating] = part(fresh, (entry) => entry.candidate.refutes !== null || titles.has(entry));
    const [negated, open] = part(join(stating), (entry) => mayDeny(entry, entries) || answersState(entry));
    // What the text says founds a claim before the title does: it says it in full.
    for (const entry of byPlace(open)) if (join([entry]).length > 0) start(originate(entry));
    dispute(refuting, negated, entries, titles);
    for (const entry of byPlace(entries.filter((each) => judge.names(judge.keyOf(each))))) obey(entry, judge);
  };
  const rewind = (articles: number): void => {
    if (articles >= folded.length) return;
    journal.rewind(marks[articles]!);
    marks.length = articles;
    folded.length = articles;
  };
  return { drafts, add, rewind };
}

/** The candidates of an article as matching reads them, made once: a fold that goes back reads the same articles again. */
const prepared = new WeakMap<StoryArticle, Entry[]>();

function entriesOf(article: StoryArticle): Entry[] {
  const entries = prepared.get(article) ?? article.candidates.map((candidate) => prepare(article, candidate));
  prepared.set(article, entries);
  return entries;
}

/** A negated clause, or what a speaker says who may contradict another. */
function mayDeny(entry: Entry, entries: readonly Entry[]): boolean {
  if (isNegated(entry)) return true;
  return entries.some(
    (other) =>
      Math.abs(other.candidate.order - entry.candidate.order) <= denialReach &&
      (other.candidate.speaker === entry.candidate.speaker
        ? other.candidate.refutes !== null && isSweeping(entry)
        : comesBefore(other, entry) && statesOppose(other, entry)),
  );
}

/** What is denied is told before its denial. */
function comesBefore({ candidate: a }: Entry, { candidate: b }: Entry): boolean {
  return a.order < b.order || (a.order === b.order && a.start < b.start);
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
