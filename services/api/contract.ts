import type {
  Article,
  ClaimRow,
  EventRow,
  LinkedStory,
  MentionRow,
  Revision,
  Store,
  Story,
} from '@hearsay/store';
import { type Citation, citeKnown, type WatchedOutlet, withDomains } from '@hearsay/text/citation';
import type { Mention, StoryClaim } from '@hearsay/text/claim';
import { noOwners, type Owners } from '@hearsay/text/outlet';

// The JSON that others read. Names, order and null for what is absent are promised; see ARCHITECTURE.md.

export interface StoryObject {
  id: string;
  title: string | null;
  firstSeen: string;
  articles: string[];
}

export interface ArticleObject {
  id: string;
  url: string;
  outlet: string;
  outletName: string;
  /** Who owns the outlet, where the list of owners says it. */
  owner: string | null;
  title: string | null;
  byline: string[];
  published: string | null;
  fetched: string;
  lang: string | null;
  revision: number;
  text: string;
  copyOf: string | null;
  copyKind: Article['copyKind'];
  cites: { outlet: string | null; outletName: string; sentence: string }[];
  /** Other stories it tells in passing, as a roundup does. */
  linkedStories: { story: string; title: string | null }[];
}

export type MentionObject = Omit<Mention, 'current' | 'origin'> & { origin: Mention['origin'] };

export type ClaimObject = Omit<StoryClaim, 'mentions'> & { story: string; mentions: MentionObject[] };

export interface EventObject {
  seq: number;
  type: EventRow['type'];
  claim: string | null;
  story: string;
  outlet: string;
  article: string | null;
  mention: string | null;
  at: string;
  text: string;
}

/** Everything the record holds of stories: what `hearsay replay` and `hearsay export` print. */
export interface ExportObject {
  stories: StoryObject[];
  articles: ArticleObject[];
  claims: ClaimObject[];
  events: EventObject[];
}

/** The whole record, stories in the order of their ids so that two runs on the same input print the same. */
export async function exportAll(store: Store, owners: Owners = noOwners): Promise<ExportObject> {
  const articles = await store.articles.all();
  const stories = (await store.stories.all()).sort((a, b) => (a.id < b.id ? -1 : 1));
  const claims: ClaimObject[] = [];
  for (const story of stories) claims.push(...(await claimObjects(store, story.id)));
  return {
    stories: stories.map((story) => storyObject(story, articles)),
    articles: await articleObjects(store, articles, owners),
    claims,
    events: (await store.events.all()).map(eventObject),
  };
}

/** A story; its articles earliest published first. */
export function storyObject(story: Story, articles: Article[]): StoryObject {
  return {
    id: story.id,
    title: story.title,
    firstSeen: story.firstSeen.toISOString(),
    articles: articles.filter((article) => article.story === story.id).map((article) => article.id),
  };
}

/** Articles with their latest text, in the order given. */
export async function articleObjects(
  store: Store,
  articles: Article[],
  owners: Owners = noOwners,
): Promise<ArticleObject[]> {
  const objects: ArticleObject[] = [];
  for (const some of slices(articles, 200)) {
    const latest = await store.articles.latest(some.map((article) => article.id));
    const byId = new Map(latest.map((revision) => [revision.article, revision]));
    const links = await store.asides.storiesOf(some.map((article) => article.id));
    const outlets = await outletsOf(store, some);
    for (const article of some) {
      const revision = byId.get(article.id);
      if (revision === undefined) continue;
      const cites = citesOf(article, revision, outlets.get(article.story) ?? []);
      objects.push(articleObject(article, revision, cites, { owners, links }));
    }
  }
  return objects;
}

function articleObject(
  article: Article,
  revision: Revision,
  cites: Citation[],
  { owners, links }: { owners: Owners; links: LinkedStory[] },
): ArticleObject {
  return {
    id: article.id,
    url: article.url,
    outlet: article.outlet,
    outletName: article.outletName,
    owner: owners.of(article.outlet) ?? owners.of(article.outletName),
    title: revision.title,
    byline: revision.byline,
    published: article.published?.toISOString() ?? null,
    fetched: revision.fetched.toISOString(),
    lang: revision.lang,
    revision: revision.revision,
    text: revision.text,
    copyOf: article.copyOf,
    copyKind: article.copyKind,
    cites: cites.map(({ outlet, outletName, sentence }) => ({ outlet, outletName, sentence })),
    linkedStories: links
      .filter((link) => link.article === article.id)
      .map(({ story, title }) => ({ story, title })),
  };
}

/** The outlets of the stories that these articles are in, by story. */
export async function outletsOf(
  store: Store,
  articles: Pick<Article, 'story'>[],
): Promise<Map<string | null, WatchedOutlet[]>> {
  const stories = [...new Set(articles.flatMap(({ story }) => (story === null ? [] : [story])))];
  const rows = stories.length === 0 ? [] : await store.articles.outletsOf(stories);
  const outlets = new Map<string | null, WatchedOutlet[]>();
  for (const { story, ...outlet } of rows) outlets.set(story, [...(outlets.get(story) ?? []), outlet]);
  return outlets;
}

/** What an article cites as match reads it, with the outlets of its story known by name, and with their domains. */
export function citesOf(article: Article, revision: Revision, outlets: WatchedOutlet[]): Citation[] {
  const cites = (revision.reading as { cites: Citation[] } | null)?.cites ?? [];
  return withDomains(citeKnown(cites, revision.text, article, outlets), outlets);
}

/** The claims of a story with their current mentions, as match ordered them. */
export async function claimObjects(store: Store, story: string): Promise<ClaimObject[]> {
  const mentions = new Map<string, MentionRow[]>();
  for (const row of await store.claims.mentionsOfStory(story)) {
    const of = mentions.get(row.claim);
    if (of === undefined) mentions.set(row.claim, [row]);
    else of.push(row);
  }
  return (await store.claims.ofStory(story)).map((claim) => claimObject(claim, mentions.get(claim.id) ?? []));
}

/** A claim with those of its mentions that are current. */
export function claimObject(claim: ClaimRow, mentions: MentionRow[]): ClaimObject {
  return {
    id: claim.id,
    story: claim.story,
    recurs: claim.recurs,
    text: claim.text,
    kind: claim.kind,
    origins: claim.origins as ClaimObject['origins'],
    counts: claim.counts as ClaimObject['counts'],
    mentions: mentions.filter((row) => row.current).map(mentionObject),
  };
}

/** Claims that many outlets carry or someone disputes come first. */
export function ranked<Claim extends Pick<ClaimObject, 'counts'>>(claims: Claim[]): Claim[] {
  const weight = (claim: Claim) => claim.counts.outlets + 3 * claim.counts.disputingOutlets;
  return [...claims].sort((a, b) => weight(b) - weight(a));
}

/** A mention as kept, its keys in the contract's order (a database keeps none). */
export function mentionObject(row: MentionRow): MentionObject {
  const data = row.data as MentionObject;
  return {
    id: row.id,
    article: data.article,
    outlet: data.outlet,
    revision: data.revision,
    in: data.in,
    sentence: data.sentence,
    start: data.start,
    end: data.end,
    relation: data.relation,
    change: data.change,
    target: data.target,
    hedged: data.hedged,
    speaker: data.speaker,
    speakerNamed: data.speakerNamed,
    via: data.via,
    origin: data.origin,
    quantities: data.quantities,
    confidence: data.confidence,
    why: data.why,
    ...(data.decision === undefined ? {} : { decision: data.decision }),
  };
}

export function eventObject(row: EventRow): EventObject {
  const { seq, type, claim, story, outlet, article, mention, at, text } = row;
  return { seq: Number(seq), type, claim, story, outlet, article, mention, at: at.toISOString(), text };
}

function* slices<T>(list: T[], size: number): Generator<T[]> {
  for (let at = 0; at < list.length; at += size) yield list.slice(at, at + size);
}
