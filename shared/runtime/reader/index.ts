import { type FeedSource, NotAFeedError, type ReadFeed, readFeed } from '@hearsay/text/feed';
import type { CleanArticle, Dropped } from '@hearsay/text/page';
import { type Failure, Pool } from './pool.js';

export interface ReaderOptions {
  /** Pages cleaned at once; one worker thread each. */
  threads: number;
  /** Longest time one page may take; its worker is then killed and replaced. */
  timeoutMs: number;
  /** Longest HTML taken, in bytes of UTF-8. */
  maxBytes: number;
  /** Heap of each worker thread; a page that needs more is dropped as `too-large`. */
  heapMb: number;
  /** Pages after which a worker is replaced, since parsers never give everything back. */
  pagesPerWorker: number;
  /** Longest time one feed may take in its worker. */
  feedTimeoutMs: number;
  /** Feeds of more bytes than this are read in a worker thread, smaller ones at once where they are. */
  feedInlineBytes: number;
}

export interface Reader {
  /** One over a limit is dropped as `too-large` or `too-slow`; rejects only once the reader is closed. */
  clean(page: { url: string; html: string }): Promise<CleanArticle | Dropped>;
  /** As `readFeed` of @hearsay/text/feed. What takes too much time or memory is a NotAFeedError too. */
  feed(bytes: Uint8Array, source: FeedSource): Promise<ReadFeed>;
  /** Starts a thread before there are pages: loading what it needs takes seconds on a busy machine. */
  warm(): void;
  /** Ends every worker; pages still under way are answered with `too-slow`. */
  close(): Promise<void>;
}

/**
 * Why these: the slowest of 990 real pages took 10 s in jsdom; 4 MB is three times the largest of them, and is read
 * in a heap of 256 MB, which keeps the whole process below 300 MB over a thousand pages. A feed of
 * 128 kB takes some 20 ms, about what handing it to a thread and back costs in latency on a busy machine; the
 * longest that are read at all take about a second, and ten leave room for a loaded machine.
 */
export const DEFAULT_READER: ReaderOptions = {
  threads: 1,
  timeoutMs: 15_000,
  maxBytes: 4 * 1_048_576,
  heapMb: 256,
  pagesPerWorker: 500,
  feedTimeoutMs: 10_000,
  feedInlineBytes: 128 * 1024,
};

/** The longest feeds need 80 MB. */
const feedHeapMb = 192;
const feedsPerWorker = 1_000;

/** What the feed worker answers: the feed, or the sentence that says why it is none. */
export type FeedAnswer = { read: ReadFeed } | { refused: string };

export interface FeedTask extends FeedSource {
  bytes: Uint8Array;
}

/** Reads what comes from the web with limits on time and memory: pages, and feeds that are not small. */
export function createReader(options: Partial<ReaderOptions> = {}): Reader {
  return new ThreadReader({ ...DEFAULT_READER, ...options });
}

class ThreadReader implements Reader {
  private readonly pages: Pool<{ url: string; html: string }, CleanArticle | Dropped>;
  /** Feeds have a thread of their own, so that no slow page delays the news. */
  private readonly feeds: Pool<FeedTask, FeedAnswer>;

  constructor(private readonly options: ReaderOptions) {
    const { threads, timeoutMs, heapMb, pagesPerWorker, feedTimeoutMs } = options;
    const script = (name: string) => new URL(`./${name}.js`, import.meta.url);
    this.pages = new Pool(script('worker'), { threads, timeoutMs, heapMb, tasksPerWorker: pagesPerWorker });
    this.feeds = new Pool(script('feed-worker'), {
      threads: 1,
      timeoutMs: feedTimeoutMs,
      heapMb: feedHeapMb,
      tasksPerWorker: feedsPerWorker,
    });
  }

  async clean(page: { url: string; html: string }): Promise<CleanArticle | Dropped> {
    if (Buffer.byteLength(page.html) > this.options.maxBytes) return { dropped: 'too-large' };
    const reply = await this.pages.run(page);
    return 'failure' in reply ? { dropped: reply.failure } : reply.result;
  }

  async feed(bytes: Uint8Array, source: FeedSource): Promise<ReadFeed> {
    if (bytes.length <= this.options.feedInlineBytes) return readFeed(bytes, source);
    const { url, contentType } = source;
    const reply = await this.feeds.run({ bytes, url, contentType });
    if ('failure' in reply) throw new NotAFeedError(this.sentence(reply.failure));
    if ('refused' in reply.result) throw new NotAFeedError(reply.result.refused);
    return reply.result.read;
  }

  warm(): void {
    this.pages.warm();
  }

  async close(): Promise<void> {
    await Promise.all([this.pages.close(), this.feeds.close()]);
  }

  private sentence(failure: Failure): string {
    if (failure === 'too-slow')
      return `This document takes more than ${this.options.feedTimeoutMs / 1000} s to read, so it is refused.`;
    return failure === 'too-large'
      ? `This document needs more than ${feedHeapMb} MB of memory to read, so it is refused.`
      : 'This document breaks the feed parser, so it is refused.';
  }
}
