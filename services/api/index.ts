export type { AuditObject, TokenObject } from './access/index.js';
export { createApi } from './app.js';
export * from './contract.js';
export type { DecisionObject } from './decide.js';
export type { ReadAgain, ReprocessObject, StoryChanges } from './reprocess/index.js';
export type { HistoryObject, RevisionObject } from './revisions.js';
export { type ServedApi, serveApi } from './serve.js';
export type { WhyArticle, WhyArticleAnswer, WhyPair } from './why.js';
