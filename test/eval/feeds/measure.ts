import { NotAFeedError, parseFeed } from '@hearsay/text/feed';

export interface Measured {
  ms: number;
  /** Highest resident memory seen over what was held before, MB; the input itself is not counted. */
  mb: number;
  outcome: string;
}

/** Reads one document and says how long it took, how much memory it needed and what came of it. */
export async function measure(bytes: Uint8Array, contentType: string): Promise<Measured> {
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  const started = performance.now();
  const outcome = await parseFeed(bytes, { url: 'http://tribune.example/feed', contentType }).then(
    ({ entries }) => `read, ${entries.length} entries`,
    (error: Error) => (error instanceof NotAFeedError ? error.message : `CRASH ${error.stack}`),
  );
  const ms = Math.round(performance.now() - started);
  const mb = Math.max(0, Math.round((process.memoryUsage().rss - before) / 1024 / 1024));
  return { ms, mb, outcome: outcome.slice(0, 90) };
}
