import type { ArticleText, Candidate, Via } from '../candidate/index.js';
import type { Citation } from '../citation/index.js';
import type { Origin } from '../origin/index.js';
import type { Owners } from '../outlet/index.js';
import type { Bound } from '../quantity/index.js';
import type { Calibration } from './confidence.js';

export type CopyOfKind = 'exact' | 'near' | 'rewrite' | 'translation';

/** One revision of an article of the story, with what dedupe and extract found in it. */
export interface StoryArticle extends ArticleText {
  /** Id of the article it copies. */
  copyOf: string | null;
  copyKind: CopyOfKind | null;
  cites: Citation[];
  candidates: Candidate[];
}

/** Claim ids already given, by mention id, so that a claim keeps its id when an earlier source turns up. */
export interface KnownIds {
  claims: Record<string, string>;
}

export type Relation = 'originates' | 'repeats' | 'varies' | 'disputes';
export type Change = 'number' | 'quotation' | 'detail' | 'update';

/** An amount as others read it. */
export interface MentionQuantity {
  value: number;
  bound: Bound;
  unit: string | null;
  text: string;
}

/** The clause in one article revision that makes, varies or disputes a claim. */
export interface Mention {
  /** `m_` and 16 hex digits, from article, revision, in, start and end: the key of `KnownIds.claims`. */
  id: string;
  article: string;
  outlet: string;
  revision: number;
  /** False where a later revision of the article replaced this one. */
  current: boolean;
  in: 'text' | 'title';
  /** The whole sentence the clause stands in. */
  sentence: string;
  /** The clause: half-open UTF-16 units into the article's text or title. */
  start: number;
  end: number;
  relation: Relation;
  /** What changed; only where `relation` is `varies`. */
  change: Change | null;
  /** What is disputed: this wording or the report as a whole; only where `relation` is `disputes`. */
  target: 'claim' | 'report' | null;
  hedged: boolean;
  speaker: string | null;
  speakerNamed: boolean;
  via: Via | null;
  origin: Origin;
  quantities: MentionQuantity[];
  /** 0..1: the share of such mentions whose claim and relation are right (see confidence.ts); below .5 it is a suggestion. */
  confidence: number;
  /** Plain words for an editor. */
  why: string;
  /** The decision of a person that holds for this mention itself; only where there is one. */
  decision?: string;
}

/** What an article says at a place, by its words, so that it is known again after an edit around it. */
export interface Saying {
  article: string;
  in: 'text' | 'title';
  /** The clause, and the whole sentence it stands in. */
  text: string;
  sentence: string;
}

/** What a mention was when a person decided on it. */
export type WasMention = Pick<Mention, 'relation' | 'change' | 'target' | 'confidence'>;

/** Something a person decided on mentions of one story. */
export interface Judgement {
  id: string;
  /**
   * `confirmed`: each subject is a mention of the claim of the others, with `relation` where that is said; `rejected` and `apart`: the
   * subjects are no mentions of the claim of the others, and are one of their own; `together`: all are mentions of one claim.
   */
  verdict: 'confirmed' | 'rejected' | 'apart' | 'together';
  relation: 'repeats' | 'varies' | 'disputes' | null;
  /** Who decided, and why, as others read it. */
  by: string;
  why: string | null;
  mentions: (Saying & { side: 'subject' | 'other'; was: WasMention })[];
}

export interface ClaimCounts {
  /** Outlets that assert it now. */
  outlets: number;
  /** Distinct origins among mentions that assert it. */
  independent: number;
  disputingOutlets: number;
  /** Distinct origins of disputes: a denial quoted by two outlets is one. */
  disputers: number;
}

/** A checkable statement of a story with every mention of it, oldest first. */
export interface StoryClaim {
  /** `c_` and 16 hex digits, from the founding mention. */
  id: string;
  /** The same claim in an earlier story; not decided here. */
  recurs: string | null;
  /** The founding clause, readable on one line. */
  text: string;
  kind: 'statement' | 'quotation';
  origins: Origin[];
  counts: ClaimCounts;
  mentions: Mention[];
}

export interface StoryClaims {
  claims: StoryClaim[];
}

export interface StoryInput {
  story: string;
  /** Every revision of every article, in any order. */
  articles: StoryArticle[];
  known: KnownIds;
  /** Which outlets are one voice; nobody owns two where it is left out. */
  owners?: Owners;
  /** What people decided on mentions, in the order in which they did; nothing where it is left out. */
  judgements?: readonly Judgement[];
  /** What raw confidences mean; the calibration that ships where it is left out. */
  calibration?: Calibration;
}
