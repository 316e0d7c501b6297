import { startServices } from './services.js';

/*
 * Starts Redis and PostgreSQL as the tests use them, prints where they are as one line of JSON, and keeps them until its
 * standard input ends: when a person says so, or when what started it is gone.
 */
const { redisUrl, databaseUrl } = await startServices();
process.stdout.write(`${JSON.stringify({ redisUrl, databaseUrl })}\n`);
process.stdin.resume().once('end', () => process.exit());
