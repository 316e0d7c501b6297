import type { Mention, StoryClaim } from '../claim/index.js';
import type { EventFact } from '../event/index.js';

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
}

/**
 * `dispute`: told at once. `coverage`: a new outlet on the story. `update`: an outlet told of before changed its account.
 * `retraction`: what was told does not hold.
 */
export type AlertKind = 'dispute' | 'coverage' | 'update' | 'retraction';

/** One thing an alert says about one claim. */
export interface AlertLine {
  event: string;
  type: LoggedEvent['type'];
  claim: { id: string; text: string };
  /** The words of the outlet, the whole sentence; null where the claim was withdrawn. */
  sentence: string | null;
  speaker: string | null;
  change: Mention['change'];
  hedged: boolean;
  target: Mention['target'];
  counts: StoryClaim['counts'];
  origins: StoryClaim['origins'];
  firstSeen: { outletName: string; published: string | null } | null;
  confidence: number | null;
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
  /** Only in a retraction: the alerts that told what does not hold; `lines` are those of their lines. */
  retracts?: string[];
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
  events: string[];
  body: AlertBody;
}

export interface AlertInput {
  story: { id: string; title: string | null };
  /** Lines that this subscription was not told yet, oldest first. */
  events: LoggedEvent[];
  /** All articles of the story, earliest first. */
  articles: AlertArticle[];
  claims: StoryClaim[];
  /** Outlets whose coverage of this story the subscription was told of. */
  toldOutlets: string[];
}
