export * from './engine/index.js';
export { migrate } from './migrate/index.js';
export { createStore, type Store, type Tables } from './store.js';
export type { Alert, AlertState, Delivery, NewAlert } from './tables/alerts.js';
export type {
  Article,
  CopyKind,
  ExtractedRevision,
  JudgeWording,
  NewRevision,
  Revision,
  RevisionKind,
  RevisionText,
  StoryRevision,
} from './tables/articles.js';
export type { Aside, LinkedStory } from './tables/asides.js';
export type { AuditRow, NewAudit } from './tables/audit.js';
export type { Lane, Rate, Taken } from './tables/budgets.js';
export type {
  ClaimRow,
  MentionMark,
  MentionPlace,
  MentionRow,
  Relation,
  WrittenClaims,
} from './tables/claims.js';
export type { Bond, Decision, JudgedRow, NewDecision } from './tables/decisions.js';
export type { Entry, EntryTimes } from './tables/entries.js';
export { type EventRow, type EventType, eventTypes, type NewEvent } from './tables/events.js';
export type {
  Feed,
  FeedNotice,
  FeedPolled,
  FeedStatus,
  NoticeKind,
  QuietPoll,
  Unread,
} from './tables/feeds.js';
export type { OutboxRow, OutcomeRow } from './tables/jobs.js';
export type { FoundArticle, IndexRow, Outline, Sought } from './tables/lookups.js';
export { mostCounted, mostOutlets, type OutletRow } from './tables/outlets.js';
export type { NewPage, Page, PageHints, SavedPage } from './tables/pages.js';
export type { Ping } from './tables/pings.js';
export type { Push, PushState, PushUpdate } from './tables/pushes.js';
export type { RecurrenceRow, ToldAgain } from './tables/recurrences.js';
export type { Advertised, Revisit, Visited } from './tables/revisits.js';
export type { RobotsRow } from './tables/robots.js';
export {
  mostRanked,
  type Place,
  type SearchArticle,
  type SearchClaim,
  type SearchPerson,
  type SearchStory,
  type SnippetPart,
} from './tables/search.js';
export type { Session } from './tables/sessions.js';
export type { Story } from './tables/stories.js';
export type { NewSubscription, Subscription } from './tables/subscriptions.js';
export type { NewToken, Token, TokenScope } from './tables/tokens.js';
