import type { Mention, StoryClaim } from '../claim/index.js';
import type { EventFact } from '../event/index.js';
import type { Wants } from '../subscription/index.js';

/** A line of the event log, as far as alerts read it. */
export type LoggedEvent = Omit<EventFact, 'type' | 'article'> & {
  seq: string;
  type: EventFact['type'] | 'split' | 'merged';
  article: string | null;
};

/** What alerts need to know of an article. */
export interface AlertArticle {
  id: string;
  url: string;
  outlet: string;
  outletName: string;
  title: string | null;
  published: string | null;
  copyOf: string | null;
  /** Who owns the outlet, where the owners file says so. */
  owner?: string | null;
}

/**
 * `dispute`: told at once. `coverage`: a new outlet on the story. `update`: an outlet told of before changed its account.
 * `crossing`: a claim reached a number of independent origins. `retraction`: what was told does not hold.
 * `digest`: several of these that waited, in one. `test`: sent by hand to see that it arrives.
 */
export type AlertKind = 'dispute' | 'coverage' | 'update' | 'crossing' | 'retraction' | 'digest' | 'test';

/** A piece of a sentence, and whether it stands in both wordings, only in the origin's, or only in this outlet's. */
export interface Difference {
  text: string;
  in: 'both' | 'origin' | 'outlet';
}

/** A feed that could not be read while the story moved: what it may have said is not known. */
export interface Blind {
  outlet: string;
  since: string;
  why: string;
}

/** One thing an alert says about one claim. */
export interface AlertLine {
  event: string;
  type: LoggedEvent['type'] | 'crossed';
  /** The line of the log: one plain sentence; empty where no line stands for it. */
  text: string;
  claim: { id: string; text: string };
  /** The words of the outlet, the whole sentence; where it was withdrawn, its last words. Null where they are not kept. */
  sentence: string | null;
  speaker: string | null;
  change: Mention['change'];
  hedged: boolean;
  target: Mention['target'];
  counts: StoryClaim['counts'];
  origins: StoryClaim['origins'];
  firstSeen: { outletName: string; published: string | null } | null;
  confidence: number | null;
  /** The outlet took the other side in an earlier revision of the article. */
  turned: boolean;
  /** How it departs from what is known, as one sentence, for a variation; null elsewhere. */
  how?: string | null;
  /** How the words differ from those of the origin, for a variation; null elsewhere. */
  difference: Difference[] | null;
  /** For a dispute: the sentence it answers, whose it is, and whether that outlet has carried the denial; null elsewhere. */
  answers: { sentence: string; outletName: string; carried: boolean } | null;
}

/** What one subscription is told at once. The same object goes to every channel. */
export interface AlertBody {
  kind: AlertKind;
  story: { id: string; title: string | null };
  outlet: { domain: string; name: string };
  article: { id: string; url: string; title: string | null; published: string | null } | null;
  /** One line that says it all. */
  headline: string;
  lines: AlertLine[];
  /** Outlets of the story whose articles are copies: counted, not told one by one. */
  copies: number;
  /** Watched outlets that could not be read in the window. */
  blind: Blind[];
  /** In a retraction: the alerts that told what does not hold; `lines` are those of their lines. Empty elsewhere. */
  retracts: string[];
  /** What a digest lists, oldest first; empty elsewhere. */
  parts: { alert: string; kind: AlertKind; headline: string; story: string }[];
}

/** Lines of the log that one subscription was told and that hold no longer. */
export interface Retraction {
  /** The line that says so. */
  event: LoggedEvent;
  retracted: string[];
  /** The alerts that told them. */
  alerts: { id: string; body: AlertBody }[];
}

/** An alert to be made: what it says and which lines of the log it tells. */
export interface AlertDraft {
  kind: AlertKind;
  outlet: string;
  /** Lines of the log that it tells; empty for a crossing or a retraction. */
  events: string[];
  /** What it is known by where no line of the log stands for it: the claim and number of a crossing, the alert it retracts. */
  key: string;
  /** Coverage by copies only: it never goes out at once. */
  copy: boolean;
  body: AlertBody;
}

/** What a subscription was told of a story before. */
export interface ToldBefore {
  alert: string;
  at: string;
  body: AlertBody;
}

export interface AlertInput {
  story: { id: string; title: string | null };
  /** Lines that this subscription was not told yet, oldest first. */
  events: LoggedEvent[];
  /** All articles of the story, earliest first. */
  articles: AlertArticle[];
  claims: StoryClaim[];
  /** Articles of other stories that tell of this one in passing. */
  passing: AlertArticle[];
  /** What the subscription wants. */
  wants: Wants;
  /** Tell of copies too (they wait for a digest). */
  copies: boolean;
  /** Alerts of this story that the subscription got, oldest first. */
  told: ToldBefore[];
  /** Watched outlets that cannot be read now. */
  blind: Blind[];
}
