import { startServices } from './services.js';

/* Starts Redis and PostgreSQL as the tests use them, prints where they are as one line of JSON, and keeps them. */
const { redisUrl, databaseUrl } = await startServices();
process.stdout.write(`${JSON.stringify({ redisUrl, databaseUrl })}\n`);
setInterval(() => {}, 60_000);
