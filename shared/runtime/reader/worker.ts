import { parentPort } from 'node:worker_threads';
import { cleanPage } from '@hearsay/text/page';
import type { Reply, Said } from './index.js';

// Loading jsdom takes seconds on a busy machine; a page's time begins after it.
parentPort?.postMessage({ ready: true } satisfies Said);

parentPort?.on('message', (page: { url: string; html: string }) => {
  const reply = answer(page);
  // The reply goes out in a later turn of the event loop: jsdom gives a closed document back only then.
  setImmediate(() => parentPort?.postMessage(reply));
});

function answer(page: { url: string; html: string }): Reply {
  try {
    return { result: cleanPage(page) };
  } catch {
    return { error: 'unreadable' };
  }
}
