import type { Predicate } from '../candidate/index.js';
import { areAntonyms, areSynonyms } from '../lexicon/index.js';
import type { Entry } from './prepare.js';
import type { Similarity } from './similarity.js';

/** Nouns of knowing: "has no indication that …" says what is not known, and denies nothing. */
const epistemic = new Set(
  'indication evidence information sign proof indicator reason suggestion knowledge idea comment word plan detail clear known know unknown need'.split(
    ' ',
  ),
);

/** `opposes`: what one says of the subject, the other denies; `unclear`: their predicates do not meet. */
export type Polarity = 'agrees' | 'opposes' | 'unclear';

export function polarityOf(a: Entry, b: Entry): Polarity {
  if (bothNegated(a, b)) return 'agrees';
  let opposed = false;
  for (const left of a.candidate.predicates)
    for (const right of b.candidate.predicates) {
      const meeting = meet(left, right);
      if (meeting === 'agrees') return 'agrees';
      if (meeting === 'opposes') opposed = true;
    }
  return opposed ? 'opposes' : 'unclear';
}

/** Two denials of one thing agree; which of their words are negated is too easily misread to tell more. */
function bothNegated(a: Entry, b: Entry): boolean {
  const negated = ({ candidate }: Entry) => candidate.predicates.some((each) => each.negated);
  return negated(a) && negated(b);
}

function meet(a: Predicate, b: Predicate): Polarity {
  const antonyms = areAntonyms(a.lemma, b.lemma);
  // A shared beginning ("watch", "watchlist") is too little to say that one denies the other.
  if (!antonyms && a.lemma !== b.lemma && !areSynonyms(a.lemma, b.lemma)) return 'unclear';
  return antonyms === (a.negated === b.negated) ? 'opposes' : 'agrees';
}

/** True if some predicate that meets in opposition is about the thing itself and not about what is known of it. */
export function opposesInSubstance(a: Entry, b: Entry): boolean {
  if (bothNegated(a, b)) return false;
  return a.candidate.predicates.some(
    (left) =>
      !epistemic.has(left.lemma) &&
      b.candidate.predicates.some((right) => meet(left, right) === 'opposes' && !epistemic.has(right.lemma)),
  );
}

/** True if the clause denies something in its own words. */
export function isNegated(entry: Entry): boolean {
  return entry.candidate.predicates.some((each) => each.negated && !epistemic.has(each.lemma));
}

/** Quoted word for word, a statement agrees with itself whatever it negates. */
export function agreesWith(similarity: Similarity, a: Entry, b: Entry): boolean {
  return (similarity.quoted?.shared ?? 0) > 0.8 || polarityOf(a, b) !== 'opposes';
}
