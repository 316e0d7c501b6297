import type { Write } from '@hearsay/runtime/handler';
import type { Decision, JudgedRow, RecurrenceRow, StoryRevision } from '@hearsay/store';
import type { Judgement, StoryClaims, StoryInput, WasMention } from '@hearsay/text/claim';
import { eventsOf } from '@hearsay/text/event';
import type { Owners } from '@hearsay/text/outlet';
import { changesOf, rememberRows, type StoryRows } from './changes.js';
import { nothingRemembered, type StoryMemory } from './memory.js';
import { linkRecurrences } from './recur.js';
import {
  claimRows,
  holdingKeys,
  newEvents,
  type RecordedArticle,
  revisionKey,
  storyArticle,
} from './rows.js';

/** Version of the matcher, kept with every mention. */
export const matcher = 'match-3';

/** A story as the matcher reads it. */
export interface ReadStory {
  input: StoryInput & { judgements: Judgement[] };
  articles: RecordedArticle[];
  /** Its claims and mentions as the record has them. */
  before: StoryRows & { claims: (RecurrenceRow & { version: string })[] };
  memory: StoryMemory;
}

/**
 * Reads a story with what people decided on its mentions: of what is remembered, only what has changed.
 * @param memory of the story, on the same record
 */
export async function readForMatch(
  story: string,
  read: Write,
  owners: Owners,
  memory = nothingRemembered(),
): Promise<ReadStory> {
  const standing = await read.articles.standing(story);
  const articles = await readArticles(standing, read, memory);
  const before = {
    claims: await read.recurrences.ofStory(story),
    mentions: await read.claims.placesOfStory(story),
  };
  const known = { claims: Object.fromEntries(before.mentions.map(({ id, claim }) => [id, claim])) };
  const made = await read.decisions.judgements([...new Set(standing.map(({ id }) => id))]);
  const judgements = made.map(({ decision, judged }) => judgementOf(decision, judged));
  return { input: { story, articles, known, owners, judgements }, articles, before, memory };
}

/** The articles of these revisions, those that are new or changed from the record. */
async function readArticles(
  standing: readonly StoryRevision[],
  read: Write,
  memory: StoryMemory,
): Promise<RecordedArticle[]> {
  const keyOf = ({ id, revision }: StoryRevision) => revisionKey(id, revision);
  const missing = standing.filter((each) => memory.articles.get(keyOf(each))?.version !== each.version);
  const rows =
    missing.length === 0
      ? []
      : await read.articles.extracted(missing.map(({ id, revision }) => ({ article: id, revision })));
  const fresh = new Map(rows.map((row) => [revisionKey(row.article, row.revision), row]));
  const kept = standing.flatMap((each) => {
    const [key, row] = [keyOf(each), fresh.get(keyOf(each))];
    const known = memory.articles.get(key);
    if (row !== undefined) return [{ key, version: row.version, article: storyArticle({ ...row, ...each }) }];
    return known === undefined ? [] : [{ key, version: known.version, article: placed(known.article, each) }];
  });
  memory.articles = new Map(kept.map(({ key, version, article }) => [key, { version, article }]));
  return kept.map(({ article }) => article);
}

/** What is remembered of an article, with what dedupe says of it now; the same object where that is the same. */
function placed(article: RecordedArticle, now: StoryRevision): RecordedArticle {
  const { outlet, outletName, copyOf, copyKind } = now;
  const published = now.published?.toISOString() ?? null;
  const isSame =
    article.outlet === outlet &&
    article.outletName === outletName &&
    article.published === published &&
    article.copyOf === copyOf &&
    article.copyKind === copyKind;
  return isSame ? article : { ...article, outlet, outletName, published, copyOf, copyKind };
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
  { input: { story, known }, articles, before, memory }: ReadStory,
  found: StoryClaims,
  now: Date,
  write: Write,
): Promise<KeptStory> {
  const claims = claimRows(story, found.claims, articles);
  const made = new Map(articles.map((each) => [revisionKey(each.id, each.revision), each]));
  const rows = found.claims.map((claim, at) => ({ claim, row: claims[at]! }));
  const changes = changesOf(rows, before, memory, { articles: made, matcher });
  rememberRows(memory, rows, before, await write.claims.change(changes));
  await linkRecurrences(story, { before: before.claims, now: claims }, write);
  await write.outlets.count(story);
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
