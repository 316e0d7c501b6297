import type { ClaimRow, MentionPlace, WrittenClaims } from '@hearsay/store';
import type { Mention, StoryClaim } from '@hearsay/text/claim';
import type { StoryMemory } from './memory.js';
import { mentionRows, type RecordedArticle } from './rows.js';

/** The claims and mentions of a story in the record, before anything is written. */
export interface StoryRows {
  claims: readonly { id: string; version: string }[];
  mentions: readonly MentionPlace[];
}

/** Claims as they are found now, each with its row. */
export type FoundClaim = { claim: StoryClaim; row: ClaimRow };

/** The rows that must be written or taken out to make the record equal to what was found. */
export function changesOf(
  found: readonly FoundClaim[],
  before: StoryRows,
  memory: StoryMemory,
  { articles, matcher }: { articles: ReadonlyMap<string, RecordedArticle>; matcher: string },
) {
  const versions = new Map(before.claims.map(({ id, version }) => [id, version]));
  const places = new Map(before.mentions.map((place) => [place.id, place]));
  const isWritten = (id: string, claim: string): boolean => {
    const place = places.get(id);
    return place !== undefined && place.claim === claim && place.version === memory.mentions.get(id);
  };
  const claims = found.filter(({ claim, row }) => {
    const old = memory.claims.get(claim.id);
    return old === undefined || old.version !== versions.get(claim.id) || !isSameRow(old, { claim, row });
  });
  const mentions = found.flatMap(({ claim }) => {
    const old = memory.claims.get(claim.id)?.claim;
    const changed = new Set(
      claim.mentions.filter(
        (mention, at) => !isWritten(mention.id, claim.id) || !isSame(old?.mentions[at], mention),
      ),
    );
    if (changed.size === 0) return [];
    return mentionRows(claim, articles, matcher).filter((_, at) => changed.has(claim.mentions[at]!));
  });
  return { gone: goneOf(found, before), claims: claims.map(({ row }) => row), mentions };
}

/** What the record has and was not found. */
function goneOf(found: readonly FoundClaim[], before: StoryRows): { claims: string[]; mentions: string[] } {
  const claims = new Set(found.map(({ claim }) => claim.id));
  const mentions = new Set(found.flatMap(({ claim }) => claim.mentions.map(({ id }) => id)));
  const missing = (rows: readonly { id: string }[], there: ReadonlySet<string>) =>
    rows.filter(({ id }) => !there.has(id)).map(({ id }) => id);
  return { claims: missing(before.claims, claims), mentions: missing(before.mentions, mentions) };
}

/** A claim that match gives as the same object has the same text, kind, origins and counts. */
function isSameRow(old: FoundClaim, now: FoundClaim): boolean {
  if (old.claim !== now.claim) return JSON.stringify(old.row) === JSON.stringify(now.row);
  return (
    old.row.position === now.row.position &&
    old.row.story === now.row.story &&
    old.row.seen?.getTime() === now.row.seen?.getTime()
  );
}

function isSame(old: Mention | undefined, now: Mention): boolean {
  return old === now || (old !== undefined && JSON.stringify(old) === JSON.stringify(now));
}

/** Remembers what the record holds once the changes are written. */
export function rememberRows(
  memory: StoryMemory,
  found: readonly FoundClaim[],
  before: StoryRows,
  written: WrittenClaims,
): void {
  const versions = new Map([
    ...before.claims.map(({ id, version }) => [id, version] as const),
    ...written.claims,
  ]);
  memory.claims = new Map(
    found.flatMap(({ claim, row }) => {
      const version = versions.get(claim.id);
      return version === undefined ? [] : [[claim.id, { version, row, claim }]];
    }),
  );
  memory.mentions = new Map([
    ...before.mentions.map(({ id, version }) => [id, version] as const),
    ...written.mentions,
  ]);
}
