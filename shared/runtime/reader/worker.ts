import { parentPort } from 'node:worker_threads';
import { type CleanArticle, cleanPage, type Dropped } from '@hearsay/text/page';
import type { Reply, Said } from './pool.js';

type Cleaned = CleanArticle | Dropped;

// Loading takes seconds on a busy machine; a page's time begins after it.
parentPort?.postMessage({ ready: true } satisfies Said<Cleaned>);

parentPort?.on('message', (page: { url: string; html: string }) => {
  const reply = answer(page);
  // The reply goes out in a later turn of the event loop: jsdom gives a closed document back only then.
  setImmediate(() => parentPort?.postMessage(reply));
});

function answer(page: { url: string; html: string }): Reply<Cleaned> {
  try {
    return { result: cleanPage(page) };
  } catch {
    return { failure: 'unreadable' };
  }
}
