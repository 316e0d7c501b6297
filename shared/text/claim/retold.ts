import { compareQuantities } from '../quantity/index.js';
import { type PlainSide, readPlainSide, sameClaim } from '../relation/index.js';
import { countsSame, happensAtSame } from './figure.js';
import { isNegated } from './polarity.js';
import type { Entry } from './prepare.js';
import { namesNothingShared, type Similarity } from './similarity.js';
import { tieOf } from './tie.js';
import { areOneToll, runsOn } from './toll.js';

/**
 * Weak likeness that other signs may raise, from pairs of two casts of the demo world that fell below the least score. With a shared number
 * and a trained sameness of .5 none of the pairs found was wrong (105, many of them one text in two casts). With the same predicate (at looser
 * bounds than these) 13 were marked one claim and 13 not, of which a reader held several to be one. Bounds for denials and for conflicting numbers
 * are set by judgement, not measured.
 */
const weakest = { number: 0.2, predicate: 0.27, negated: 0.24, conflict: 0.26, words: 0.36 };
const sameness = { number: 0.5, predicate: 0.9, negated: 0.6, conflict: 0.7, words: 0.97 };
/** Words that two clauses without a common verb share at least, and how many of them stand in no name. */
const fewestWords = 4;
const fewestPlain = 2;
/**
 * Likeness from which a count of one thing that few others share, or a clock time, tells: of 14 such counts in stories of ECB+ and
 * roundups between .2 and the least score, a reader held 12 for one fact.
 */
const leastCounted = 0.2;
const leastTimed = 0.2;
/** Counts up to this are shared by chance. */
const commonCount = 2;

/** Sentences that give the same telling number in the same surroundings: so many words of them, one of the clauses' own. */
const leastSurroundings = 5;
/** Smaller counts are shared by chance whatever stands around them. */
const tellingCount = 20;

/**
 * "ICE searches for over four dozen of them, to arrest them once located" beside a sentence that says that 50 cannot be located and will be
 * arrested: the clauses share little but the number, their sentences much.
 */
export function sharesNumberAndScene(a: Entry, b: Entry): boolean {
  if (a.phrase || b.phrase || a.article === b.article || namesNothingShared(a, b)) return false;
  if (a.quantities.length !== 1 || b.quantities.length !== 1) return false;
  const [left, right] = [a.quantities[0]!, b.quantities[0]!];
  if (Math.min(left.value, right.value) < tellingCount) return false;
  if (!/^(?:same|overlap)$/.test(compareQuantities(left, right)) || isNegated(a) !== isNegated(b))
    return false;
  const own = [...a.lemmas.keys()].filter((lemma) => b.lemmas.has(lemma) && lemma !== left.unit);
  const around = new Set([...a.lemmas.keys(), ...a.context]);
  const all = [...new Set([...b.lemmas.keys(), ...b.context])].filter((lemma) => around.has(lemma));
  return own.length > 0 && all.length >= leastSurroundings;
}

const reporting = new Set(
  'say tell report announce confirm write publish claim comment respond decline call ask'.split(' '),
);

/**
 * True if two clauses whose words are not alike enough still tell one thing: one number, one time, one absence, one denial or one predicate.
 * @param founder of the claim that `a` is a wording of: a second number that a wording gives beside the claim's own tells another claim
 */
export function isRetold(a: Entry, b: Entry, similarity: Similarity, founder: Entry): boolean {
  if (a.phrase || b.phrase || namesNothingShared(a, b)) return false;
  if (lackSame(a, b) || tellsApart(founder, b, similarity)) return true;
  if (similarity.shared.length === 0) return false;
  const kind = signOf(a, b, similarity);
  if (kind === null || similarity.score < weakest[kind]) return false;
  return sameClaim(sideOf(a), sideOf(b)) >= sameness[kind];
}

/** What tells a fact from all others of a story: how many of a thing, or the minute at which it happened. */
function tellsApart(a: Entry, b: Entry, { score }: Similarity): boolean {
  return (score >= leastCounted && countsSame(a, b)) || (score >= leastTimed && happensAtSame(a, b));
}

/** Both say that there is none of one thing. */
export function lackSame(a: Entry, b: Entry): boolean {
  return (
    a.absence !== null && b.absence !== null && tieOf(a.absence, b.absence) > 0 && !namesNothingShared(a, b)
  );
}

/** Each clause is read once, however many it is compared with. */
const sides = new WeakMap<Entry, PlainSide>();

function sideOf(entry: Entry): PlainSide {
  const known = sides.get(entry) ?? readPlainSide(entry.candidate.text);
  sides.set(entry, known);
  return known;
}

function signOf(a: Entry, b: Entry, similarity: Similarity): keyof typeof weakest | null {
  const numbers = numbersOf(a, b);
  if (numbers === 'same') return 'number';
  if (numbers === 'conflict')
    return similarity.predicate === 0 && similarity.shared.length < 3 ? null : 'conflict';
  if (numbers === 'other') return null;
  if (isNegated(a) && isNegated(b)) return 'negated';
  const meets = (similarity.predicate ?? 0) >= 0.5 && similarity.shared.length >= 2;
  if (onlyReports(a) || onlyReports(b)) return null;
  if (meets) return 'predicate';
  return similarity.shared.length >= fewestWords && plainShared(b, similarity) >= fewestPlain
    ? 'words'
    : null;
}

/** A person's name and office are many words and say nothing. */
function plainShared({ candidate }: Entry, { shared }: Similarity): number {
  const named = new Set(candidate.names.flatMap((name) => name.split(' ')));
  return shared.filter((word) => !named.has(word)).length;
}

/** "The paper reported it on Sunday", "he called on them": that something was said is too thin to be the same thing. */
function onlyReports({ candidate }: Entry): boolean {
  return candidate.predicates.some(({ lemma }) => reporting.has(lemma));
}

/** `other`: both count, but different things. */
function numbersOf(a: Entry, b: Entry): 'same' | 'conflict' | 'other' | 'none' {
  if (a.quantities.length === 0 || b.quantities.length === 0) return 'none';
  let verdict: 'conflict' | 'other' = 'other';
  for (const left of a.quantities)
    for (const right of b.quantities) {
      const compared = compareQuantities(left, right);
      if ((compared === 'same' || compared === 'overlap') && left.value > commonCount) return 'same';
      if (compared === 'conflict' && left.unit !== null && left.unit === right.unit) verdict = 'conflict';
    }
  return verdict;
}

/** Two counts of the dead of one event, however they are worded. */
export function isOneToll(a: Entry, b: Entry): boolean {
  return areOneToll(a, b) && (runsOn(b) || !namesNothingShared(a, b));
}
