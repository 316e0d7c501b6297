import type { Mention, StoryClaim } from '../claim/index.js';
import { isTurn } from '../subscription/index.js';
import { markDifference } from './difference.js';
import type { AlertArticle, AlertLine, LoggedEvent } from './types.js';

/** What an alert says of one event about one claim. */
export function lineOf(
  event: Pick<LoggedEvent, 'seq' | 'mention'> & { type: AlertLine['type']; text?: string },
  claim: StoryClaim,
  articles: Map<string, AlertArticle>,
): AlertLine {
  const mention = claim.mentions.find((each) => each.id === event.mention) ?? null;
  const founding = claim.mentions.find((each) => each.relation === 'originates') ?? null;
  const founder = founding && (articles.get(founding.article) ?? null);
  const isVaried = event.type === 'varied' || event.type === 'corrected';
  return {
    event: event.seq,
    type: event.type,
    text: event.text ?? '',
    claim: { id: claim.id, text: claim.text },
    sentence: mention?.sentence ?? null,
    speaker: mention?.speaker ?? null,
    change: mention?.change ?? null,
    hedged: mention?.hedged ?? false,
    target: mention?.target ?? null,
    counts: claim.counts,
    origins: claim.origins,
    firstSeen: founder && { outletName: founder.outletName, published: founder.published },
    confidence: mention?.confidence ?? null,
    turned: isTurn({ claim, mention }),
    how: event.type === 'varied' ? firstSentence(mention?.why ?? '') : null,
    difference:
      isVaried && mention && founding
        ? markDifference(earlier(mention, claim, founding), mention.sentence)
        : null,
    answers:
      event.type === 'disputed' && founding && founding.outlet !== mention?.outlet
        ? answered(claim, founding, founder)
        : null,
  };
}

/** What match says first of a variation is how it departs; what follows is where it comes from. */
function firstSentence(why: string): string | null {
  const sentence = /^.*?\.(?=\s\p{Lu}|$)/u.exec(why)?.[0] ?? why;
  return sentence === '' ? null : sentence;
}

/** What the outlet said before its edit; else what the origin said. */
function earlier(mention: Mention, claim: StoryClaim, founding: Mention): string {
  const own = claim.mentions.filter(
    (each) =>
      each.article === mention.article && each.revision < mention.revision && each.relation !== 'disputes',
  );
  return (own.at(-1) ?? founding).sentence;
}

function answered(claim: StoryClaim, founding: Mention, founder: AlertArticle | null): AlertLine['answers'] {
  return {
    sentence: founding.sentence,
    outletName: founder?.outletName ?? founding.outlet,
    carried: claim.mentions.some((each) => each.relation === 'disputes' && each.outlet === founding.outlet),
  };
}
