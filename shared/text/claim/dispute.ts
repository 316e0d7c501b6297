import { readWords } from '../lexicon/index.js';
import type { Match } from './assign.js';
import type { Draft } from './draft.js';
import { disputeHeads } from './negation.js';
import { isState } from './opposite.js';
import { isNegated, opposesInSubstance } from './polarity.js';
import type { Entry } from './prepare.js';
import {
  mostCompared,
  notFlat,
  outletsOf,
  refuses,
  refusing,
  type Scene,
  sameVoice,
  saysNo,
} from './scene.js';
import { compareEntries } from './similarity.js';
import { type Dispute, denial, disputeBeside, draftBefore, statesAgree, statesOppose } from './speech.js';
import { tieOf } from './tie.js';
import type { StoryArticle } from './types.js';

/** Share of the words of a denial ("denied that …") that the claim must have; the denial mostly is the shorter one. */
const leastDenied = 0.6;
/**
 * What a negated restatement must share with the claim: the share of its own words that the claim has, the share of the claim's that
 * it has, and how many. In the speech of one who has just called the report false, less is enough.
 */
const besideRefutation = { cover: 0.3, covered: 0, shared: 2 };
const alone = { cover: 0.65, covered: 0.3, shared: 3 };
/** Words for an outlet's report: without a cited outlet, only these are taken to mean one. */
const newsReport = /\b(?:reports?|reporting|story|article|coverage|reproduce|replicate|repeat)\b/i;
/** Sentences around an explicit refutation that belong to the same speech. */
const speechReach = 3;
/** Sentences between two sides of an argument. */
const nearState = 4;

/**
 * What an article's entry disputes, if anything: explicit refutations first, then what is said beside one of them, then negated
 * restatements and opposite states.
 * @param found the disputes of this article that were found before
 */
export function findDispute(
  entry: Entry,
  others: readonly Entry[],
  scene: Scene,
  found: Iterable<[Entry, Dispute]>,
): Dispute | null {
  const { refutes } = entry.candidate;
  if (refutes?.target === 'report')
    return (
      disputeReport(entry, refutes.cue, scene) ??
      disputeAllegation(entry, refutes.cue, scene) ??
      disputeInTitle(entry, refutes.cue, scene, found)
    );
  if (refutes?.target === 'claim')
    return (
      disputeContent(entry, refutes.cue, scene) ??
      disputeSaidState(entry, refutes.cue, scene) ??
      disputeHeads(entry, scene) ??
      disputeInTitle(entry, refutes.cue, scene, found)
    );
  if (refutes?.target === 'before') return disputeBefore(entry, refutes.cue, scene);
  const restated = isNegated(entry) ? disputeNegated(entry, others, scene) : null;
  return restated ?? disputeBeside(entry, found) ?? disputeState(entry, scene) ?? disputeHeads(entry, scene);
}

function disputeBefore(entry: Entry, cue: string, scene: Scene): Dispute | null {
  const draft = draftBefore(entry, scene.drafts);
  if (draft === null) return null;
  return { draft, found: denial(entry, 'claim', 0.75, `“${cue}” what is said just before.`) };
}

/** "It never happened, says minister": a title denies what its text has denied. */
function disputeInTitle(
  entry: Entry,
  cue: string,
  { drafts }: Scene,
  found: Iterable<[Entry, Dispute]>,
): Dispute | null {
  if (entry.candidate.in !== 'title') return null;
  const [own] = [...found].filter(([other]) => other.article === entry.article).map(([, { draft }]) => draft);
  const told = drafts.find((draft) =>
    draft.found.some(
      ({ entry: other, relation }) => relation === 'disputes' && other.article === entry.article,
    ),
  );
  const draft = own ?? told;
  if (draft === undefined) return null;
  return {
    draft,
    found: denial(entry, 'report', 0.6, `“${cue}”: the title of an article that tells of the denial.`),
  };
}

/** "She denied the allegations": what somebody is said to have alleged just before. */
function disputeAllegation(entry: Entry, cue: string, scene: Scene): Dispute | null {
  const { text } = entry.candidate;
  if (text.length > longestDenial || !allegation.test(text)) return null;
  const draft = draftBefore(entry, scene.drafts, isAlleged);
  if (draft === null) return null;
  return { draft, found: denial(entry, 'claim', 0.6, `“${cue}” what is alleged just before.`) };
}

/** A longer clause mostly says itself what was alleged. */
const longestDenial = 110;
const allegation =
  /\b(?:the|these|those|such|his|her|their|its) (?:allegation|accusation|claim|charge|suggestion|rumou?r)s?\b/i;

/** An allegation is somebody's, or is called one. */
function isAlleged({ candidate }: Entry): boolean {
  return candidate.speaker !== null || /\b(?:alleg|accus|claim|rumou?r)/i.test(candidate.sentence.text);
}

/** "It is not true that any door was blocked", said of what somebody else has just said is blocked. */
function disputeSaidState(entry: Entry, cue: string, scene: Scene): Dispute | null {
  const near = scene.drafts.find((draft) =>
    draft.found.some(
      ({ entry: other, relation }) =>
        relation !== 'disputes' && answers(entry, other) && statesAgree(other, entry) && !refuses(other),
    ),
  );
  if (near === undefined) return null;
  return { draft: near, found: denial(entry, 'claim', 0.7, `“${cue}” what is said just before.`) };
}

/** Two voices in one article, a few sentences apart. */
function answers(entry: Entry, other: Entry): boolean {
  return (
    other.article === entry.article &&
    other.candidate.speaker !== entry.candidate.speaker &&
    Math.abs(other.candidate.order - entry.candidate.order) <= nearState
  );
}

/** "All exits were clear", said in an article that tells, or has somebody else tell, that one was blocked. */
function disputeState(entry: Entry, scene: Scene): Dispute | null {
  if (entry.candidate.speaker === null) return null;
  const best = bestCovered(entry, scene, (other) => answers(entry, other) && statesOppose(other, entry));
  if (best === null || !best.shared.some((word) => !isState(word))) return null;
  const why = `Says the opposite of ${best.shared.slice(0, 6).join(', ')}.`;
  return { draft: best.draft, found: denial(entry, 'claim', 0.6, why) };
}

function disputeReport(entry: Entry, cue: string, scene: Scene): Dispute | null {
  const report = reportOf(entry.article, scene.articles);
  const draft = report === null ? null : leadClaim(report.article, scene.drafts);
  if (report === null || draft === null) return null;
  if (!report.sure && !newsReport.test(entry.candidate.text)) return null;
  const why = `Says “${cue}” of the report as a whole (${report.article.outletName}): set against what that report leads with.`;
  return { draft, found: denial(entry, 'report', report.sure ? 0.8 : 0.55, why) };
}

/** A denial with its own wording: the claim that has most of its words. */
function disputeContent(entry: Entry, cue: string, scene: Scene): Dispute | null {
  // Who denies the same is no one who is denied.
  const best = bestCovered(entry, scene, (other) => isDeniedBy(entry, other));
  if (best === null || best.cover < leastDenied || best.shared.length < 2) return null;
  const why = `“${cue}” what the claim says: ${best.shared.slice(0, 6).join(', ')}.`;
  return { draft: best.draft, found: denial(entry, 'claim', 0.5 + best.cover / 2.5, why) };
}

/**
 * What is denied though nobody in the story has said it: the clause without its frame would assert what its speaker denies ("he denied
 * that [he had been there]"), so it makes no claim.
 */
export function assertsDenied(entry: Entry): boolean {
  const { refutes, text } = entry.candidate;
  if (refutes?.target !== 'claim') return false;
  return !refusing.test(text) && !text.toLowerCase().includes(refutes.cue.toLowerCase());
}

/** Share of what follows the word that denies which a claim must have: before it stands who denies, and where and when. */
const leastAfter = 0.5;

/** True if a clause says what an entry denies, and does not deny it too. */
export function isDeniedBy(entry: Entry, other: Entry): boolean {
  const { text, refutes } = entry.candidate;
  const cue = (refutes?.cue ?? '').toLowerCase();
  if (refuses(other) || other.candidate.text.toLowerCase().includes(cue)) return false;
  const at = text.toLowerCase().indexOf(cue);
  if (at === -1) return true;
  const after = readWords(text.slice(at + cue.length)).filter(
    ({ stop, lemma }) => !stop && entry.lemmas.has(lemma),
  );
  const met = after.filter(({ lemma }) => [...other.lemmas.keys()].some((each) => tieOf(each, lemma) > 0));
  return met.length >= leastAfter * after.length;
}

/** A denial that is told in so nearly the claim's words that it would else be taken for a mention of it. */
export function denialOf({ entry, draft, similarity, score }: Match, cue: string): Dispute {
  const why = `“${cue}” what the claim says: ${similarity.shared.slice(0, 6).join(', ')}.`;
  return { draft, found: denial(entry, 'claim', 0.3 + score / 2, why) };
}

/**
 * The claim's own statement with a "not", said by somebody else. Without an explicit refutation beside it, nearly all of it must be in the claim, and
 * what may, would or did not yet happen denies nothing.
 */
function disputeNegated(entry: Entry, others: readonly Entry[], scene: Scene): Dispute | null {
  const inSpeech = others.some((other) => refutesBeside(other, entry));
  if (!inSpeech && (notFlat.test(entry.candidate.text) || entry.candidate.speaker === null)) return null;
  const best = bestCovered(
    entry,
    scene,
    (other) =>
      opposesInSubstance(other, entry) && !saysNo.test(other.candidate.text) && !sameVoice(other, entry),
  );
  const bounds = inSpeech ? besideRefutation : alone;
  if (best === null || best.cover < bounds.cover || best.covered < bounds.covered) return null;
  if (best.shared.length < bounds.shared) return null;
  const why = `Says the opposite: a negation rules ${best.shared.slice(0, 6).join(', ')}.`;
  const confidence = (inSpeech ? 0.65 : 0.3) + best.cover / 4;
  return { draft: best.draft, found: denial(entry, 'claim', confidence, why) };
}

function refutesBeside(other: Entry, entry: Entry): boolean {
  const [a, b] = [other.candidate, entry.candidate];
  return (
    a.refutes !== null &&
    Math.abs(a.order - b.order) <= speechReach &&
    (a.speaker === null || a.speaker === b.speaker)
  );
}

interface Covered {
  draft: Draft;
  /** Share of the denial's words that the claim has, and the other way. */
  cover: number;
  covered: number;
  shared: string[];
}

function bestCovered(entry: Entry, scene: Scene, fits: (other: Entry) => boolean): Covered | null {
  let best: Covered | null = null;
  for (const draft of scene.index.near(entry, scene.weights))
    for (const { entry: other, relation } of draft.found.slice(0, mostCompared)) {
      if (relation === 'disputes' || other === entry || !fits(other)) continue;
      const { coverA, coverB, shared, sharedNumbers } = compareEntries(other, entry, scene.weights);
      if (coverB > (best?.cover ?? 0))
        best = { draft, cover: coverB, covered: coverA, shared: [...sharedNumbers, ...shared] };
    }
  return best;
}

/** The report an article speaks of: the earliest article of an outlet it cites, else the one it copies, else the story's first. */
function reportOf(
  article: StoryArticle,
  articles: readonly StoryArticle[],
): { article: StoryArticle; sure: boolean } | null {
  const before = articles.filter((each) => each.id !== article.id);
  const cited = before.find((each) => article.cites.some((cite) => isOutlet(cite, each)));
  if (cited !== undefined) return { article: cited, sure: true };
  const copied = before.find((each) => each.id === article.copyOf);
  if (copied !== undefined) return { article: copied, sure: true };
  const first = before.find((each) => each.outlet !== article.outlet) ?? article;
  return { article: first, sure: false };
}

export function isOutlet(
  named: { outlet: string | null; outletName: string },
  article: StoryArticle,
): boolean {
  if (named.outlet !== null && named.outlet === article.outlet) return true;
  return named.outletName.toLowerCase() === article.outletName.toLowerCase();
}

/** What a report leads with: the claim of its title, else of its first sentence that is a claim; of several the most repeated. */
function leadClaim(report: StoryArticle, drafts: readonly Draft[]): Draft | null {
  let best: { draft: Draft; rank: number } | null = null;
  for (const draft of drafts)
    for (const { entry, relation } of draft.found) {
      if (relation === 'disputes' || entry.article.id !== report.id || entry.phrase) continue;
      const rank = entry.candidate.order * 1000 - outletsOf(draft);
      if (best === null || rank < best.rank) best = { draft, rank };
    }
  return best?.draft ?? null;
}

/** "The story is wrong. No ferry was …": in one speech the bare judgement beside the wording it stands for is no second dispute. */
export function onePerSpeech(disputes: readonly Dispute[]): Dispute[] {
  return disputes.filter(
    (bare) =>
      bare.found.target !== 'report' ||
      !disputes.some(
        (full) =>
          full !== bare &&
          full.found.target === 'claim' &&
          full.draft === bare.draft &&
          isOneSpeech(bare, full),
      ),
  );
}

function isOneSpeech(a: Dispute, b: Dispute): boolean {
  const [one, other] = [a.found.entry.candidate, b.found.entry.candidate];
  const quoted = one.kind === 'quotation' && other.kind === 'quotation' && one.in === other.in;
  return quoted && Math.abs(one.order - other.order) === 1 && one.speaker === other.speaker;
}
