import type { Article, EventRow, Tables as Write } from '@hearsay/store';
import type { AlertArticle, AlertBody, AlertInput, Blind, Retraction } from '@hearsay/text/alert';
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
  const titles = await readTitles(articles, read);
  const claims = await readClaims(id, read);
  return {
    story: { id, title: story.title },
    events: await read.events.ofStories(await read.stories.mergedInto(id), '0', upTo),
    articles: articles.map((article) => alertArticle(article, titles, owners)),
    claims,
    passing: await readPassing(claims, articles, read, owners),
    blind: await readBlind(read),
  };
}

async function readTitles(articles: Article[], read: Write): Promise<Map<string, string | null>> {
  const latest = await read.articles.latest(articles.map((article) => article.id));
  return new Map(latest.map((revision) => [revision.article, revision.title]));
}

function alertArticle(
  { id, url, outlet, outletName, published, copyOf }: Article,
  titles: Map<string, string | null>,
  owners: Owners,
): AlertArticle {
  return {
    id,
    url,
    outlet,
    outletName,
    title: titles.get(id) ?? null,
    published: published?.toISOString() ?? null,
    copyOf,
    owner: owners.of(outlet),
  };
}

/** Articles with mentions of the story's claims that are in other stories. */
async function readPassing(
  claims: StoryClaim[],
  own: Article[],
  read: Write,
  owners: Owners,
): Promise<AlertArticle[]> {
  const here = new Set(own.map((article) => article.id));
  const all = claims.flatMap((claim) => claim.mentions.map((mention) => mention.article));
  const elsewhere = [...new Set(all)].filter((article) => !here.has(article));
  if (elsewhere.length === 0) return [];
  const articles = await read.articles.some(elsewhere);
  const titles = await readTitles(articles, read);
  return articles.map((article) => alertArticle(article, titles, owners));
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
