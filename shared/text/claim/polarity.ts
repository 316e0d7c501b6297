import type { Predicate } from '../candidate/index.js';
import { areAntonyms } from '../lexicon/index.js';
import type { Entry } from './prepare.js';
import { type Similarity, tieOf } from './similarity.js';

/** Nouns of knowing: "has no indication that …" says what is not known, and denies nothing. */
const epistemic = new Set(
  'indication evidence information sign proof indicator reason suggestion knowledge idea comment word plan detail clear known know unknown'.split(
    ' ',
  ),
);

/** `opposes`: what one says of the subject, the other denies; `unclear`: their predicates do not meet. */
export type Polarity = 'agrees' | 'opposes' | 'unclear';

export function polarityOf(a: Entry, b: Entry): Polarity {
  let opposed = false;
  for (const left of a.candidate.predicates)
    for (const right of b.candidate.predicates) {
      const meeting = meet(left, right);
      if (meeting === 'agrees') return 'agrees';
      if (meeting === 'opposes') opposed = true;
    }
  return opposed ? 'opposes' : 'unclear';
}

function meet(a: Predicate, b: Predicate): Polarity {
  const antonyms = areAntonyms(a.lemma, b.lemma);
  if (!antonyms && tieOf(a.lemma, b.lemma) === 0) return 'unclear';
  return antonyms === (a.negated === b.negated) ? 'opposes' : 'agrees';
}

/** True if some predicate that meets in opposition is about the thing itself and not about what is known of it. */
export function opposesInSubstance(a: Entry, b: Entry): boolean {
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
