import type { FoundOrigin } from '../origin/index.js';
import type { Found } from './draft.js';
import type { Mention } from './types.js';

/** A mention as others read it. */
export function toMention(
  found: Found,
  { speaker, speakerNamed }: Pick<Mention, 'speaker' | 'speakerNamed'>,
  traced: FoundOrigin,
  latest: ReadonlyMap<string, number>,
): Mention {
  const { article, candidate, id } = found.entry;
  return {
    id,
    article: article.id,
    outlet: article.outlet,
    revision: article.revision,
    current: latest.get(article.id) === article.revision,
    in: candidate.in,
    sentence: candidate.sentence.text,
    start: candidate.start,
    end: candidate.end,
    relation: found.relation,
    change: found.change,
    target: found.target,
    hedged: candidate.hedged,
    speaker,
    speakerNamed,
    via: traced.via,
    origin: traced.origin,
    quantities: candidate.quantities.map(({ value, bound, unit, text }) => ({ value, bound, unit, text })),
    confidence: found.confidence,
    why: traced.why === null ? found.why : `${found.why} ${traced.why}`,
    ...(found.decision === undefined ? {} : { decision: found.decision }),
  };
}
