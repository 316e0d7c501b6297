import type { Origin } from '../origin/index.js';
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

function distinct(origins: readonly Origin[]): Origin[] {
  const seen = new Map<string, Origin>();
  for (const origin of origins) {
    const key = `${origin.kind}\n${origin.name.toLowerCase()}`;
    if (!seen.has(key)) seen.set(key, origin);
  }
  return [...seen.values()];
}
