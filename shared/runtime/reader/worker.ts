import { parentPort } from 'node:worker_threads';
import { cleanPage } from '@hearsay/text/page';
import type { Reply } from './index.js';

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
