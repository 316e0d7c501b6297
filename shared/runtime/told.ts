import type { EventRow, Tables as Write } from '@hearsay/store';
import type { AlertBody, AlertInput, Blind, Retraction } from '@hearsay/text/alert';
import type { Mention, StoryClaim } from '@hearsay/text/claim';
import { noOwners, type Owners } from '@hearsay/text/outlet';

/** More unreadable outlets than this are no news in an alert; the list of feeds has them all. */
const mostBlind = 50;

/** A story as alerts read it. */
export type ToldStory = Omit<AlertInput, 'wants' | 'copies' | 'told' | 'events'> & { events: EventRow[] };

/** Reads a story with its events up to a line of the log; null if it is gone. */
export async function readStory(
  id: string,
  upTo: string,
  read: Write,
  owners: Owners = noOwners,
): Promise<ToldStory | null> {
  const story = await read.stories.get(id);
  if (story === null) return null;
  const articles = await read.articles.ofStory(id);
  const latest = await read.articles.latest(articles.map((article) => article.id));
  const titles = new Map(latest.map((revision) => [revision.article, revision.title]));
  return {
    story: { id, title: story.title },
    events: await read.events.ofStories(await read.stories.mergedInto(id), '0', upTo),
    articles: articles.map(({ id: article, url, outlet, outletName, published, copyOf }) => ({
      id: article,
      url,
      outlet,
      outletName,
      title: titles.get(article) ?? null,
      published: published?.toISOString() ?? null,
      copyOf,
      owner: owners.of(outlet),
    })),
    claims: await readClaims(id, read),
    blind: await readBlind(read),
  };
}

async function readClaims(story: string, read: Write): Promise<StoryClaim[]> {
  const mentions = await read.claims.mentionsOfStory(story);
  return (await read.claims.ofStory(story)).map((claim) => ({
    id: claim.id,
    recurs: claim.recurs,
    text: claim.text,
    kind: claim.kind,
    origins: claim.origins as StoryClaim['origins'],
    counts: claim.counts as StoryClaim['counts'],
    mentions: mentions
      .filter((mention) => mention.claim === claim.id)
      .map((mention) => ({ ...(mention.data as Omit<Mention, 'current'>), current: mention.current })),
  }));
}

/** What a subscription was told of a story that holds no longer, where it was not told so yet. */
export async function readRetractions(
  subscription: string,
  story: string,
  read: Write,
): Promise<Retraction[]> {
  const rows = await read.decisions.untoldRetractions(subscription, story);
  const retractions: Retraction[] = [];
  for (const seq of new Set(rows.map((row) => row.event))) {
    const own = rows.filter((row) => row.event === seq);
    const event = await read.events.get(seq);
    if (event === null) continue;
    const alerts: Retraction['alerts'] = [];
    for (const id of new Set(own.map((row) => row.alert))) {
      const alert = await read.alerts.get(id);
      if (alert !== null) alerts.push({ id, body: alert.body as AlertBody });
    }
    retractions.push({ event, retracted: own.map((row) => row.retracted), alerts });
  }
  return retractions;
}

/** Feeds that cannot be read now. */
async function readBlind(read: Write): Promise<Blind[]> {
  return (await read.feeds.unreadable(mostBlind)).map((feed) => ({
    outlet: feed.outletName ?? feed.outlet,
    since: feed.statusSince.toISOString(),
    why: feed.status,
  }));
}
