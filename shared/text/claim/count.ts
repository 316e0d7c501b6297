import { isSameOrigin, type Origin } from '../origin/index.js';
import type { ClaimCounts, Mention } from './types.js';

/** The origins of what is asserted now, and how many voices stand behind and against it. */
export function countVoices(mentions: readonly Mention[]): { origins: Origin[]; counts: ClaimCounts } {
  const current = mentions.filter((mention) => mention.current);
  const asserting = current.filter((mention) => mention.relation !== 'disputes');
  const disputing = current.filter((mention) => mention.relation === 'disputes');
  const origins = distinct(asserting.map((mention) => mention.origin));
  return {
    origins,
    counts: {
      outlets: new Set(asserting.map((mention) => mention.outlet)).size,
      independent: origins.length,
      disputingOutlets: new Set(disputing.map((mention) => mention.outlet)).size,
      disputers: distinct(disputing.map((mention) => mention.origin)).length,
    },
  };
}

/** Origins without repetition; a person named by surname alone is the one named in full. */
function distinct(origins: readonly Origin[]): Origin[] {
  const kept: Origin[] = [];
  for (const origin of origins) {
    const at = kept.findIndex((each) => isSameOrigin(each, origin));
    if (at === -1) kept.push(origin);
    else if (origin.name.length > kept[at]!.name.length) kept[at] = origin;
  }
  return kept;
}
