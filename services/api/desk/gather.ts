import type { Deps } from '@hearsay/runtime';
import type {
  Article,
  EventRow,
  EventType,
  Feed,
  MentionMark,
  OutcomeRow,
  Revision,
  Story,
  ToldAgain,
  Unread,
} from '@hearsay/store';
import type { Citation } from '@hearsay/text/citation';
import { claimReview } from '../claim-review.js';
import {
  type ClaimObject,
  citesOf,
  claimObject,
  type MentionObject,
  mentionObject,
  outletsOf,
  ranked,
} from '../contract.js';
import { type DecisionObject, decisionObject } from '../decide.js';
import type { Beside } from './beside.js';
import type { GridClaim } from './grid.js';
import { decisionsOn } from './near.js';
import { extremes } from './sparkline.js';
import { type ChosenClaims, chooseClaims, type GridView } from './view.js';

/** What pages need of the record: each function asks for one page's data. */
type Needs = Pick<Deps, 'store'>;

/** Stories on the front page: those that moved last. */
const mostStories = 30;

/** What is news to a reader of the desk: an outlet that repeats, or says more, is counted instead. */
const moves: EventType[] = [
  'covered',
  'varied',
  'disputed',
  'confirmed',
  'withdrawn',
  'corrected',
  'split',
  'merged',
];

/** Newest events on the front page. */
const mostEvents = 15;

/** Stories that tell a claim again which its page names. */
const mostAgain = 12;

/** Unreadable feeds that are named; nobody reads more. */
const mostBlind = 20;

export interface FrontStory extends Story {
  articles: { outlet: string; at: Date; copy: boolean }[];
  claims: number;
  disputed: number;
  /** The claim that is disputed or carried most; null where one outlet alone tells the story. */
  lead: { id: string; text: string; outlets: number; independent: number; disputing: number } | null;
}

export interface FrontData {
  stories: FrontStory[];
  events: EventRow[];
  blind: Feed[];
}

export async function gatherFront({ store }: Needs): Promise<FrontData> {
  const listed = await store.stories.list(mostStories, null);
  const ids = listed.map((story) => story.id);
  const [articles, claims, events, blind] = await Promise.all([
    store.articles.ofStories(ids),
    store.claims.ofStories(ids),
    store.events.latest(moves, null, mostEvents),
    store.feeds.unreadable(mostBlind),
  ]);
  const stories = listed.map(({ id, title, firstSeen, updatedAt }): FrontStory => {
    const own = claims.filter((claim) => claim.story === id) as unknown as ClaimObject[];
    return {
      id,
      title,
      firstSeen,
      updatedAt,
      articles: articles
        .filter((article) => article.story === id)
        .map((article) => ({
          outlet: article.outlet,
          at: article.published ?? article.firstSeen,
          copy: article.copyOf !== null,
        })),
      claims: own.length,
      disputed: own.filter((claim) => claim.counts.disputingOutlets > 0).length,
      lead: leadOf(own),
    };
  });
  return { stories, events, blind };
}

function leadOf(claims: ClaimObject[]): FrontStory['lead'] {
  const [first] = ranked(claims);
  if (first === undefined || first.counts.outlets + first.counts.disputingOutlets < 2) return null;
  const { outlets, independent, disputingOutlets } = first.counts;
  return { id: first.id, text: first.text, outlets, independent, disputing: disputingOutlets };
}

export interface StoryData {
  story: Story;
  /** Earliest published first. */
  articles: Article[];
  titles: Map<string, string | null>;
  /** By article, the outlets it relies on. */
  cites: Map<string, Cited[]>;
  claims: GridClaim[];
  /** The claims of the grid, and what it shows of their mentions. */
  view: GridView;
  chosen: ChosenClaims;
  /** Ids of claims that some outlet varies. */
  varied: ReadonlySet<string>;
  marks: MentionMark[];
  events: EventRow[];
  blind: BlindWindow;
  /** What people decided on its articles. */
  decisions: DecisionObject[];
}

/** An outlet that is relied on: its domain, where it is known, and its name. */
export type Cited = Pick<Citation, 'outlet' | 'outletName'>;

/** A story may have thousands of mentions: they are asked for only as far as the page shows them. */
export async function gatherStory(deps: Needs, id: string, view: GridView): Promise<StoryData | null> {
  const { store } = deps;
  const story = await store.stories.get(id);
  if (story === null) return null;
  const [articles, claims, credits, relied, varied, said, events] = await Promise.all([
    store.articles.ofStory(id),
    store.claims.ofStory(id) as Promise<unknown[]> as Promise<GridClaim[]>,
    store.articles.credits(id),
    store.claims.reliedOn(id),
    store.claims.varied(id),
    view.outlet === null ? null : store.claims.saidBy(id, view.outlet),
    store.events.latest(moves, id, mostEvents),
  ]);
  const outlets = new Set(articles.map((article) => article.outlet)).size;
  const having = { varied: new Set(varied), said: said && new Set(said) };
  const chosen = chooseClaims(claims, view, outlets, having);
  const cites = new Map(credits.map(({ article, cites }) => [article, [...((cites ?? []) as Cited[])]]));
  for (const { article, outlet, outletName, origin } of relied) {
    cites.get(article)?.push({ outlet, outletName });
    if (origin !== null) cites.get(article)?.push({ outlet: null, outletName: origin });
  }
  return {
    story,
    articles,
    titles: new Map(credits.map(({ article, title }) => [article, title])),
    cites,
    claims,
    view,
    chosen,
    varied: having.varied,
    marks: await store.claims.marksOf(chosen.shown.map((claim) => claim.id)),
    events,
    blind: await blindWindow(deps, articles),
    decisions: await decisionsOn(articles, store),
  };
}

/** What could not be seen while articles were published: the time of the first and the last, and who was unreadable in it. */
export interface BlindWindow {
  from: Date | null;
  to: Date | null;
  outlets: Unread[];
}

/** Outlets that could not be read between the first and the last of these articles, or cannot be read now. */
async function blindWindow({ store }: Needs, articles: Article[]): Promise<BlindWindow> {
  const times = articles.map(({ published, firstSeen }) => (published ?? firstSeen).getTime());
  if (times.length === 0) return { from: null, to: null, outlets: [] };
  const [first, last] = extremes(times);
  const [from, to] = [new Date(first), new Date(last)];
  return { from, to, outlets: await store.feeds.unreadWithin(from, to, mostBlind) };
}

export interface ClaimData {
  claim: ClaimObject;
  story: Story;
  /** The articles of its mentions by id, and the wordings they are in by `id revision`. */
  articles: Map<string, Article>;
  wordings: Map<string, Revision>;
  /** What people decided on its mentions, by id. */
  decisions: Map<string, DecisionObject>;
  blind: BlindWindow;
  /** The same claim in other stories, the earliest first. */
  again: ToldAgain[];
  /** Its disputes as schema.org ClaimReview; null where nobody disputes it. */
  review: unknown;
}

export async function gatherClaim(deps: Needs, id: string, home = ''): Promise<ClaimData | null> {
  const { store } = deps;
  const row = await store.claims.get(id);
  const story = row && (await store.stories.get(row.story));
  if (row === null || story === null) return null;
  const claim = claimObject(row, await store.claims.mentionsOf(id));
  const articles = await store.articles.some(claim.mentions.map((mention) => mention.article));
  const wordings = await store.articles.wordingsAt(
    claim.mentions.map(({ article, revision }) => ({ article, revision })),
  );
  const decided = await store.decisions.some(claim.mentions.flatMap((mention) => mention.decision ?? []));
  return {
    claim,
    story,
    articles: new Map(articles.map((article) => [article.id, article])),
    wordings: new Map(wordings.map((wording) => [`${wording.article} ${wording.revision}`, wording])),
    decisions: new Map(decided.map((each) => [each.id, decisionObject(each)])),
    blind: await blindWindow(deps, await store.articles.ofStory(story.id)),
    again: await store.recurrences.same(id, mostAgain),
    review: claim.counts.disputingOutlets === 0 ? null : await claimReview(claim, store, home),
  };
}

export interface ArticleData {
  article: Article;
  /** The first first. */
  revisions: Revision[];
  story: Story | null;
  /** What its latest wording says, in the order of the text, each with its claim's id. */
  mentions: (MentionObject & { claim: string })[];
  /** The outlets it relies on. */
  cites: Citation[];
  /** The article it copies. */
  copied: Article | null;
  family: Article[];
  /** The copy that is shown beside its original; null where it has none. */
  beside: Beside | null;
  /** What people decided on it. */
  decisions: DecisionObject[];
  trail: OutcomeRow[];
}

/** `other`: the member of its family that is shown beside it, where one is asked for. */
export async function gatherArticle(
  { store }: Needs,
  id: string,
  other: string | null,
): Promise<ArticleData | null> {
  const article = await store.articles.get(id);
  if (article === null) return null;
  const [revisions, story, family, trail] = await Promise.all([
    store.articles.revisions(id),
    article.story === null ? null : store.stories.get(article.story),
    store.articles.ofFamilies([id]),
    store.jobs.subjectsOf(id).then((subjects) => store.jobs.trail(subjects)),
  ]);
  const rows =
    article.story === null ? [] : await store.claims.mentionsIn(article.story, id, article.revision);
  const latest = revisions.at(-1);
  const outlets = (await outletsOf(store, [article])).get(article.story) ?? [];
  return {
    article,
    revisions,
    story,
    mentions: rows.map((row) => ({ ...mentionObject(row), claim: row.claim })),
    cites: latest === undefined ? [] : citesOf(article, latest, outlets),
    copied: family.find((each) => each.id === article.copyOf) ?? null,
    family,
    beside: await besideOf(store, article, family, other),
    decisions: await decisionsOn([article], store),
    trail,
  };
}

/** A pair of a family of which the article is one: with the one asked for, what it copies, or the first that copies it. */
async function besideOf(
  store: Needs['store'],
  article: Article,
  family: Article[],
  asked: string | null,
): Promise<Beside | null> {
  const other =
    family.find(({ id }) => id === asked && id !== article.id) ??
    family.find(({ id }) => id === article.copyOf) ??
    family.find(({ copyOf }) => copyOf === article.id);
  if (other === undefined) return null;
  const wordings = await store.articles.latest([article.id, other.id]);
  const [own, theirs] = [article, other].map((each) => {
    const wording = wordings.find((one) => one.article === each.id);
    return wording && { article: each, wording };
  });
  if (own === undefined || theirs === undefined) return null;
  const isCopy = article.copyOf === other.id || (other.copyOf !== article.id && article.copyOf !== null);
  return isCopy ? { original: theirs, copy: own } : { original: own, copy: theirs };
}
