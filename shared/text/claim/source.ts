import type { Entry } from './prepare.js';

/** Rank that a retelling gives to sources. */
const rank = /\b(?:senior|top|high-ranking|high-level|leading|chief|key)\b/i;
/** How many sources a phrase speaks of, at least; what is not here and ends in "s" is two or more. */
const counts: [RegExp, number][] = [
  [/^(?:an?|one|the)\s(?!number|dozen|handful)(?!.*s$)/i, 1],
  [/^(?:two|both|a (?:pair|couple) of)\b/i, 2],
  [/^three\b/i, 3],
  [/^four\b/i, 4],
  [/^five\b/i, 5],
  [/^(?:several|a handful of)\b/i, 3],
  [/^(?:many|numerous|multiple|a number of)\b/i, 4],
  [/^(?:a dozen|dozens of|scores of|hundreds of)\b/i, 12],
];

/**
 * What a retelling makes of unnamed sources: higher in rank ("three officials", then "senior members of the ministry") or, where it has
 * them from the outlet that spoke to them, more than they were ("an aide", then "several aides").
 * @returns the sentence that says so, null where nothing grew
 */
export function sourceChange(origin: Entry, entry: Entry): string | null {
  const [before, after] = [origin.candidate, entry.candidate];
  if (before.speaker === null || after.speaker === null || before.speakerNamed || after.speakerNamed)
    return null;
  const became = `“${before.speaker}” became “${after.speaker}”`;
  // One official may be another than the one before: only groups are held against each other.
  const groups = isGroup(before.speaker) && isGroup(after.speaker);
  if (groups && rank.test(after.speaker) && !rank.test(before.speaker))
    return `The source grew in rank: ${became}.`;
  const [few, many] = [countOf(before.speaker), countOf(after.speaker)];
  if (few === null || many === null || many <= few || !reliesOn(entry, origin)) return null;
  if (hasSoMany(origin, many)) return null;
  return `The sources grew in number: ${became}.`;
}

/** Whether the article speaks of so many sources somewhere: the retelling may mean those. */
function hasSoMany({ article }: Entry, many: number): boolean {
  return article.candidates.some(
    ({ speaker, speakerNamed }) => speaker !== null && !speakerNamed && (countOf(speaker) ?? 0) >= many,
  );
}

function countOf(speaker: string): number | null {
  return counts.find(([pattern]) => pattern.test(headOf(speaker)))?.[1] ?? null;
}

const isGroup = (speaker: string): boolean => /s$/i.test(headOf(speaker));

/** "Members of the board" are members. */
function headOf(speaker: string): string {
  return speaker.split(
    /(?<!number|dozens|scores|hundreds|handful|pair|couple) (?:of|in|at|from|with|who) /,
  )[0]!;
}

/** Whether an article says, or by copying shows, that it has this from the other one's outlet. */
function reliesOn({ article, candidate }: Entry, { article: other }: Entry): boolean {
  const { via } = candidate;
  if (article.copyOf === other.id) return true;
  return via !== null && (via.outlet === other.outlet || via.outletName === other.outletName);
}
