/** One of the four ways an outlet of the world advertises its entries. */
export type FeedType = 'rss' | 'atom' | 'rdf' | 'json';

export interface Outlet {
  /** What the outlet is in the world: `broadsheet`, `wire`, `tabloid` … The texts name outlets by role. */
  role: string;
  host: string;
  name: string;
  feedPath: string;
  feedType: FeedType;
  /** The whole address of the feed. */
  feedUrl: string;
  /** `latin1`: served as ISO-8859-1, everything beyond it as numeric references. */
  charset: 'utf-8' | 'latin1';
  language: string;
  /** The page template, where it is not named after the role. */
  page?: string;
}

export interface Revision {
  /** The step at which this revision becomes what the URL serves. */
  atStep: number;
  /** World time of the revision. */
  at: string;
  html: string;
  /** What a perfect reader takes from the page: paragraphs parted by a blank line. */
  text: string;
  summary: string;
}

export interface Article {
  id: string;
  host: string;
  path: string;
  url: string;
  title: string | null;
  byline: string | null;
  published: string;
  publishedOffsetMinutes: number;
  revisions: Revision[];
}

/** One moment of the publishing timeline: these pages and entries become visible together. */
export interface Step {
  index: number;
  at: string;
  shows: { article: string; revision: number }[];
}

/** What can be served: the demo world, or the seed articles. */
export interface Publication {
  outlets: Outlet[];
  articles: Article[];
  steps: Step[];
}

export interface World extends Publication {
  seed: number;
  truth: Truth;
}

export type Relation = 'originates' | 'repeats' | 'varies' | 'disputes';
export type Change = 'number' | 'quotation' | 'detail' | 'update';
export type CopyKind = 'exact' | 'near' | 'rewrite' | 'translation';

export interface TrueMention {
  article: string;
  /** 1 is the first revision; a mention that stands unchanged in a later one is listed once. */
  revision: number;
  in: 'text' | 'title';
  /** Words of the mention, verbatim. */
  piece: string;
  relation: Relation;
  change: Change | null;
  target: 'claim' | 'report' | null;
  hedged: boolean;
  speaker: string | null;
  speakerNamed: boolean | null;
  /** Host of the outlet whose reporting it rests on; null for its own. */
  via: string | null;
}

export interface Origin {
  kind: 'outlet' | 'person' | 'document';
  name: string;
}

export interface TrueClaim {
  id: string;
  story: string;
  about: string;
  kind: 'statement' | 'quotation';
  origins: Origin[];
  mentions: TrueMention[];
}

export interface TrueArticle {
  id: string;
  url: string;
  host: string;
  outletName: string;
  published: string;
  step: number;
  /** Null for an article that stands alone. */
  story: string | null;
  /** Other stories it speaks of at length; either may be held right. */
  touches: string[];
  copyOf: string | null;
  copyOfRevision: number | null;
  copyKind: CopyKind | null;
  /** Hosts of the outlets whose reporting it names; never its own. */
  cites: string[];
}

export interface TrueDispute {
  story: string;
  claim: string;
  host: string;
  article: string;
  speaker: string | null;
  target: 'claim' | 'report';
}

/** A coarse expectation: an event of this type for this outlet and claim, from this step on. */
export interface TrueAlert {
  step: number;
  type: 'originated' | 'repeated' | 'varied' | 'disputed' | 'confirmed' | 'corrected' | 'withdrawn';
  story: string;
  claim: string;
  host: string;
  article: string;
  change: Change | null;
  speaker: string | null;
  /** True where the article is a copy: counted, not shouted. */
  copy: boolean;
}

/** Text of the page that is not the article's: `inside` stands between the paragraphs, `outside` around them. */
export interface Boilerplate {
  article: string;
  piece: string;
  where: 'inside' | 'outside';
}

export interface Truth {
  seed: number;
  stories: { id: string; about: string; articles: string[] }[];
  articles: TrueArticle[];
  claims: TrueClaim[];
  disputes: TrueDispute[];
  alerts: TrueAlert[];
  boilerplate: Boilerplate[];
  /** Sentences with words of denial that dispute nothing. */
  notDisputes: { article: string; piece: string }[];
  /** Sentences that hold nothing to follow: colour, opinion, service to the reader. */
  notClaims: { article: string; piece: string }[];
}
