import { parentPort } from 'node:worker_threads';
import { NotAFeedError, readFeed } from '@hearsay/text/feed';
import type { FeedAnswer, FeedTask } from './index.js';
import type { Reply, Said } from './pool.js';

parentPort?.postMessage({ ready: true } satisfies Said<FeedAnswer>);

parentPort?.on('message', (task: FeedTask) => {
  void answer(task).then((reply) => parentPort?.postMessage(reply));
});

async function answer({ bytes, url, contentType }: FeedTask): Promise<Reply<FeedAnswer>> {
  try {
    return { result: { read: await readFeed(bytes, { url, contentType }) } };
  } catch (error) {
    if (error instanceof NotAFeedError) return { result: { refused: error.message } };
    return { failure: 'unreadable' };
  }
}
