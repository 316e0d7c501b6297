export { prepareBullmq } from './bullmq.js';
export { cleanForSql } from './clean-text.js';
export type {
  Database,
  PoolClientLike,
  PoolLike,
  QueryResult,
  Sql,
  TransactionOptions,
} from './database.js';
export {
  dumpsOf,
  type EmbeddedDatabase,
  type EmbeddedOptions,
  openEmbedded,
  restoreEmbedded,
} from './embedded.js';
export * from './errors.js';
export { openPostgres, type PostgresOptions } from './postgres.js';
