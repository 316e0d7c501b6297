import { readRevision } from '@hearsay/dedupe/reading';
import { extractor, extractRevision } from '@hearsay/extract';
import { storyArticles } from '@hearsay/match/rows';
import { judgementOf } from '@hearsay/match/story';
import type { Deps } from '@hearsay/runtime';
import type { Article, Revision } from '@hearsay/store';
import { type ClaimCounts, matchStory, type StoryClaim } from '@hearsay/text/claim';
import { type EventFact, eventsOf } from '@hearsay/text/event';
import { noOwners } from '@hearsay/text/outlet';
import type { Plan } from './wording.js';

/** What the stages of today would make of a story. */
export interface StoryChanges {
  story: string;
  title: string | null;
  claims: {
    added: { id: string; text: string }[];
    gone: { id: string; text: string }[];
    /** Claims that stay, with other counts. */
    changed: { id: string; text: string; before: ClaimCounts; after: ClaimCounts }[];
  };
  /** Lines that the log would gain. */
  events: Pick<EventFact, 'type' | 'text' | 'outlet'>[];
}

export type ReprocessStage = 'clean' | 'extract' | 'match';

/** What claims, counts and lines of the log would change in a story. Writes nothing. */
export async function planStory(
  story: string,
  plans: Plan[],
  stage: ReprocessStage,
  { store, settings }: Pick<Deps, 'store' | 'settings'>,
): Promise<StoryChanges> {
  const articles = await store.articles.ofStory(story);
  const kept = await store.articles.revisionsOfStory(story);
  const revisions = stage === 'match' ? kept : revisionsNow(kept, articles, plans, stage);
  const input = storyArticles(articles, revisions);
  const mentions = await store.claims.mentionsOfStory(story);
  const known = { claims: Object.fromEntries(mentions.map((mention) => [mention.id, mention.claim])) };
  const decided = await store.decisions.judgements(articles.map((article) => article.id));
  const found = matchStory({
    story,
    articles: input,
    known,
    owners: settings.HEARSAY_OWNERS?.owners ?? noOwners,
    judgements: decided.map(({ decision, judged }) => judgementOf(decision, judged)),
  });
  const before = await store.claims.ofStory(story);
  const facts = eventsOf(story, found, input);
  const logged = await store.events.known(facts.map(({ key }) => key));
  return {
    story,
    title: (await store.stories.get(story))?.title ?? null,
    claims: claimChanges(before as { id: string; text: string; counts: ClaimCounts }[], found.claims),
    events: facts
      .filter(({ key }) => !logged.has(key))
      .map(({ type, text, outlet }) => ({ type, text, outlet })),
  };
}

/** The story's revisions as they would be: read again where clean is, and extracted again where its text or extractor is new. */
function revisionsNow(
  kept: Revision[],
  articles: Article[],
  plans: Plan[],
  stage: ReprocessStage,
): Revision[] {
  const byId = new Map(articles.map((article) => [article.id, article]));
  const asked = new Set(plans.map(({ article }) => article.id));
  const again = kept.map((revision) => {
    const article = byId.get(revision.article);
    const touched =
      stage === 'extract' ? asked.has(revision.article) : isOutdated(revision) && asked.has(revision.article);
    return article !== undefined && touched
      ? { ...revision, extraction: extractRevision(article, revision) }
      : revision;
  });
  const fresh = plans.flatMap(({ article, latest, wording }) => {
    if (wording === null) return [];
    const revision: Revision = {
      ...latest,
      ...wording,
      revision: latest.revision + 1,
      kind: 'reprocessed',
      minor: false,
      madeBy: wording.madeBy ?? latest.madeBy,
    };
    const read = { ...revision, reading: readRevision(article, revision) };
    return [{ ...read, extraction: extractRevision(article, read) }];
  });
  return [...again, ...fresh];
}

function isOutdated({ extraction }: Revision): boolean {
  return (extraction as { madeBy?: string } | null)?.madeBy !== extractor;
}

function claimChanges(
  before: { id: string; text: string; counts: ClaimCounts }[],
  after: StoryClaim[],
): StoryChanges['claims'] {
  // A claim of which nothing is said now is not gone from the record, and for a reader it is.
  const isSaid = ({ counts }: { counts: ClaimCounts }) => counts.outlets + counts.disputingOutlets > 0;
  const [was, is] = [before.filter(isSaid), after.filter(isSaid)].map(
    (list) => new Map(list.map((each) => [each.id, each])),
  ) as [Map<string, { id: string; text: string; counts: ClaimCounts }>, Map<string, StoryClaim>];
  const plain = ({ id, text }: { id: string; text: string }) => ({ id, text });
  return {
    added: [...is.values()].filter(({ id }) => !was.has(id)).map(plain),
    gone: [...was.values()].filter(({ id }) => !is.has(id)).map(plain),
    changed: [...is.values()].flatMap((claim) => {
      const old = was.get(claim.id);
      if (old === undefined || countsOf(old.counts) === countsOf(claim.counts)) return [];
      return [{ ...plain(claim), before: old.counts, after: claim.counts }];
    }),
  };
}

function countsOf({ outlets, independent, disputingOutlets, disputers }: ClaimCounts): string {
  return [outlets, independent, disputingOutlets, disputers].join(' ');
}
