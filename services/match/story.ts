import type { Write } from '@hearsay/runtime/handler';
import type { Decision, JudgedRow } from '@hearsay/store';
import type { Judgement, StoryClaims, StoryInput, WasMention } from '@hearsay/text/claim';
import { eventsOf } from '@hearsay/text/event';
import type { Owners } from '@hearsay/text/outlet';
import { linkRecurrences } from './recur.js';
import {
  claimRows,
  holdingKeys,
  mentionRows,
  newEvents,
  type RecordedArticle,
  storyArticles,
} from './rows.js';

/** Version of the matcher, kept with every mention. */
export const matcher = 'match-1';

/** A story as the matcher reads it. */
export interface ReadStory {
  input: StoryInput & { judgements: Judgement[] };
  articles: RecordedArticle[];
}

/** Reads a story with what people decided on its mentions. */
export async function readForMatch(story: string, read: Write, owners: Owners): Promise<ReadStory> {
  const kept = await read.articles.ofStory(story);
  const articles = storyArticles(kept, await read.articles.revisionsOfStory(story));
  const before = await read.claims.mentionsOfStory(story);
  const known = { claims: Object.fromEntries(before.map((mention) => [mention.id, mention.claim])) };
  const made = await read.decisions.judgements(kept.map((article) => article.id));
  const judgements = made.map(({ decision, judged }) => judgementOf(decision, judged));
  return { input: { story, articles, known, owners, judgements }, articles };
}

/** A decision on mentions as the matcher heeds it. */
export function judgementOf(
  { id, verdict, relation, by, why }: Pick<Decision, 'id' | 'verdict' | 'relation' | 'by' | 'why'>,
  judged: Omit<JudgedRow, 'decision'>[],
): Judgement {
  const mentions = judged.map(({ article, part, clause, sentence, side, was }) => {
    return { article, in: part, text: clause, sentence, side, was: was as WasMention };
  });
  return { id, verdict, relation, by, why, mentions };
}

/** What came of keeping a story: how many lines the log gained, and the stories whose readers are to be told. */
export interface KeptStory {
  appended: string[];
  upTo: string;
  stories: string[];
}

/**
 * Keeps what was found in a story, appends to the log what holds now and did not before, and retracts what was told and
 * was decided to hold no longer. Call it under the story's lock.
 */
export async function keepStory(
  { input: { story, known }, articles }: ReadStory,
  found: StoryClaims,
  now: Date,
  write: Write,
): Promise<KeptStory> {
  const claims = claimRows(story, found.claims, articles);
  const before = await write.recurrences.ofStory(story);
  const mentions = mentionRows(found.claims, articles, matcher);
  await write.claims.replaceStory(story, { claims, mentions });
  await linkRecurrences(story, { before, now: claims }, write);
  const facts = newEvents(eventsOf(story, found, articles), now);
  const retracting = await write.decisions.retract(story, holdingKeys(facts), heirsOf(known.claims, found));
  const appended = (await write.events.append(facts)).map((row) => row.seq);
  const upTo = appended.at(-1) ?? (await write.events.last());
  const some = appended.length > 0 || retracting.length > 0;
  // What was told in the name of another story is retracted there.
  const stories = some ? [...new Set([story, ...retracting.map((event) => event.story)])] : [];
  return { appended, upTo, stories };
}

/** Claims that are one with another now, by the claim that has all of their mentions. */
export function heirsOf(known: Record<string, string>, found: StoryClaims): Record<string, string> {
  const alive = new Set(found.claims.map((claim) => claim.id));
  const heirs = new Map<string, Set<string>>();
  for (const claim of found.claims)
    for (const { id } of claim.mentions) {
      const before = known[id];
      if (before === undefined || alive.has(before)) continue;
      heirs.set(before, (heirs.get(before) ?? new Set()).add(claim.id));
    }
  return Object.fromEntries(
    [...heirs].flatMap(([before, [heir, ...more]]) =>
      heir !== undefined && more.length === 0 ? [[before, heir]] : [],
    ),
  );
}
