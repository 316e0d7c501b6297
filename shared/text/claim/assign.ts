import { type Draft, founderOf, hasArticle, hasSentence } from './draft.js';
import { agreesWith } from './polarity.js';
import type { Entry } from './prepare.js';
import { isOneToll, isRetold, lackSame, sharesNumberAndScene } from './retold.js';
import type { ClaimIndex } from './retrieve.js';
import { compareEntries, type Similarity } from './similarity.js';
import type { StoryWeights } from './weight.js';

/** A clause and a claim it may be a mention of. */
export interface Match {
  entry: Entry;
  draft: Draft;
  similarity: Similarity;
  score: number;
}

/**
 * From here two clauses are one claim. Of 154 pairs of ECB+ training stories read by a person, between .3 and .75, 83 % of those above it
 * were one claim (84 % above .45, 83 % above .38).
 */
export const leastScore = 0.42;
/** A second mention of a claim in one article must be surer: most sentences of an article say something new. */
const leastAgain = 0.6;
/** Mentions of a claim that are compared; the wordings of a claim repeat after the first few. */
const mostCompared = 5;
/** How much the likeness to the founding clause counts, so that a claim does not drift from wording to wording. */
const founderShare = 0.2;
/** Below, nothing raises a score to the least one (see retold.ts); most pairs end here. */
const leastLikeness = 0.2;
/** A copy tells the same in the same order: added where the article copies one that has the claim. */
const copyBonus = 0.1;

/** All claims each entry may belong to, with their scores, best first. */
export function findMatches(entries: readonly Entry[], index: ClaimIndex, weights: StoryWeights): Match[] {
  const matches = entries.flatMap((entry) =>
    index
      .near(entry, weights)
      .map((draft) => matchTo(entry, draft, weights))
      .filter((match) => match !== null),
  );
  return matches.sort(
    (a, b) =>
      b.score - a.score ||
      a.entry.candidate.start - b.entry.candidate.start ||
      a.draft.number - b.draft.number,
  );
}

/** How like a clause is to a claim; null where it says the opposite or too little is shared. */
export function matchTo(entry: Entry, draft: Draft, weights: StoryWeights): Match | null {
  const founder = founderOf(draft).entry;
  const compared = wordingsOf(draft).map((other) => ({
    other,
    similarity: compareEntries(other, entry, weights),
  }));
  let best = compared[0]!;
  for (const each of compared) if (each.similarity.score > best.similarity.score) best = each;
  const scene = compared.find(({ other }) => sharesNumberAndScene(other, entry));
  if (scene !== undefined && best.similarity.score < leastScore) best = scene;
  const unlike = scene === undefined && best.similarity.score < leastLikeness;
  if (unlike && !isOneToll(best.other, entry) && !lackSame(best.other, entry)) return null;
  if (!agreesWith(best.similarity, best.other, entry)) return null;
  const toFounder = compared.find(({ other }) => other === founder)?.similarity ?? best.similarity;
  const bonus = copies(entry, draft) ? copyBonus : 0;
  const plain = (1 - founderShare) * best.similarity.score + founderShare * toFounder.score + bonus;
  const raised = raise(plain, [best.other, founder], entry, best.similarity);
  const score = scene === undefined ? raised : Math.max(raised, leastAgain);
  return score < leastScore
    ? null
    : { entry, draft, similarity: toFounder.score >= leastScore ? toFounder : best.similarity, score };
}

/** Where the words alone do not tell: another telling of the same is given the least score, a toll a sure one. */
function raise(
  score: number,
  [other, founder]: [Entry, Entry],
  entry: Entry,
  similarity: Similarity,
): number {
  if (isOneToll(other, entry)) return Math.max(score, leastAgain + score / 10);
  if (score >= leastScore) return score;
  return isRetold(other, entry, similarity, founder) ? leastScore : score;
}

function wordingsOf(draft: Draft): Entry[] {
  draft.wordings ??= readWordings(draft);
  return draft.wordings;
}

function readWordings(draft: Draft): Entry[] {
  const asserting = draft.found.filter((each) => each.relation !== 'disputes').map((each) => each.entry);
  const all = asserting.length > 0 ? asserting : draft.found.map((each) => each.entry);
  return [...new Map(all.map((entry) => [entry.candidate.text, entry])).values()].slice(0, mostCompared);
}

function copies(entry: Entry, draft: Draft): boolean {
  const { copyOf } = entry.article;
  return copyOf !== null && draft.found.some((each) => each.entry.article.id === copyOf);
}

/** Takes matches best first: an entry has one claim, a sentence makes a claim once, and a claim made again must be surer. */
export function takeBest(matches: readonly Match[]): Match[] {
  const taken = new Map<Entry, Match>();
  const claimed = new Map<Draft, Entry[]>();
  for (const match of matches) {
    const { entry, draft } = match;
    const before = claimed.get(draft) ?? [];
    if (taken.has(entry) || hasSentence(draft, entry) || before.some((each) => sameSentence(each, entry)))
      continue;
    const again = entry.candidate.in === 'text' && (before.some(inText) || hasArticle(draft, entry));
    if (again && match.score < leastAgain) continue;
    taken.set(entry, match);
    claimed.set(draft, [...before, entry]);
  }
  return [...taken.values()];
}

const inText = ({ candidate }: Entry): boolean => candidate.in === 'text';

function sameSentence(a: Entry, b: Entry): boolean {
  return a.candidate.in === b.candidate.in && a.candidate.order === b.candidate.order;
}
