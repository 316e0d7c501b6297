export { runMigrations as migrateQueues } from 'bullmq';
export { openEmbeddedQueues, openRedisQueues, type RedisOptions } from './open.js';
export { backoff } from './policy.js';
export * from './queues.js';
