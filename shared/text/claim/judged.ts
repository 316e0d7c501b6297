import { type Draft, type Found, founderOf, originOf } from './draft.js';
import type { Ruling } from './judge.js';
import type { Entry } from './prepare.js';
import { originate, relate } from './relate.js';
import { compareEntries } from './similarity.js';
import type { Judgement } from './types.js';
import type { StoryWeights } from './weight.js';

/** An entry as a mention of the claim that a person put it in; of a claim of its own where `draft` is null. */
export function judged(entry: Entry, draft: Draft | null, ruling: Ruling, weights: StoryWeights): Found {
  const { was, relation, by } = ruling;
  const asked = relation ?? (was?.relation === 'disputes' ? 'disputes' : null);
  const found = draft === null ? originate(entry) : related(entry, draft, asked, was, weights);
  return signed({ ...found, confidence: was?.confidence ?? found.confidence }, by);
}

/** True if what was found of an entry is what a person says of it, as far as they do. */
export function fits({ relation }: Found, ruling: Ruling): boolean {
  if (ruling.relation === null)
    return ruling.was === null || isDispute(ruling.was.relation) === isDispute(relation);
  return ruling.relation === relation || (relation === 'originates' && ruling.relation !== 'disputes');
}

const isDispute = (relation: Found['relation']): boolean => relation === 'disputes';

/** A mention with the decision that is on it. */
export function signed(found: Found, by: Judgement | null): Found {
  if (by === null || found.decision === by.id) return found;
  const confidence = by.verdict === 'confirmed' ? 1 : found.confidence;
  return { ...found, confidence, why: `${sayWho(by)} ${found.why}`, decision: by.id };
}

function related(
  entry: Entry,
  draft: Draft,
  asked: Judgement['relation'],
  was: Ruling['was'],
  weights: StoryWeights,
): Found {
  const similarity = compareEntries(founderOf(draft).entry, entry, weights);
  const found = relate({ entry, draft, similarity, score: similarity.score });
  if (asked === 'disputes')
    return {
      ...found,
      relation: 'disputes',
      change: null,
      target: was?.target ?? 'claim',
      why: 'It disputes the claim.',
    };
  // Nothing was said yet that it could repeat or tell otherwise.
  if (originOf(draft) === null || asked === null) return found;
  if (asked === 'repeats') return { ...found, relation: 'repeats', change: null, why: 'It says the same.' };
  return {
    ...found,
    relation: 'varies',
    change: found.change ?? was?.change ?? 'detail',
    why: found.relation === 'varies' ? found.why : 'It tells the claim otherwise.',
  };
}

const verdicts = {
  confirmed: 'confirmed it',
  rejected: 'took it out of another claim',
  apart: 'parted it from another claim',
  together: 'joined it with this claim',
} as const;

function sayWho({ verdict, by, why }: Judgement): string {
  return `${by} ${verdicts[verdict]}${why === null ? '' : ` (${why.trim().replace(/[.\s]+$/, '')})`}.`;
}
