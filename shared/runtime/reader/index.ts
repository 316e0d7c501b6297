import { Worker } from 'node:worker_threads';
import type { CleanArticle, Dropped, DropReason } from '@hearsay/text/page';

export interface ReaderOptions {
  /** Pages cleaned at once; one worker thread each. */
  threads: number;
  /** Longest time one page may take; its worker is then killed and replaced. */
  timeoutMs: number;
  /** Longest HTML taken, in bytes of UTF-8. */
  maxBytes: number;
  /** Heap of each worker thread; a page that needs more is dropped as `too-large`. */
  heapMb: number;
  /** Pages after which a worker is replaced, since jsdom never gives everything back. */
  pagesPerWorker: number;
}

export interface Reader {
  /** One over a limit is dropped as `too-large` or `too-slow`; rejects only once the reader is closed. */
  clean(page: { url: string; html: string }): Promise<CleanArticle | Dropped>;
  /** Starts a thread before there are pages: loading what it needs takes seconds on a busy machine. */
  warm(): void;
  /** Ends every worker; pages still under way are answered with `too-slow`. */
  close(): Promise<void>;
}

/** Why these: the slowest of 990 real pages took 10 s in jsdom; 4 MB is three times the largest of them. */
export const DEFAULT_READER: ReaderOptions = {
  threads: 1,
  timeoutMs: 15_000,
  maxBytes: 4_000_000,
  heapMb: 512,
  pagesPerWorker: 500,
};

/** Longest time a thread may take to load jsdom and the rest: 13 s were seen on a machine six times overloaded. */
const startMs = 120_000;

interface Task {
  page: { url: string; html: string };
  resolve(result: CleanArticle | Dropped): void;
}

/** What a worker answers: a result, or that the cleaning threw. */
export type Reply = { result: CleanArticle | Dropped } | { error: DropReason };

/** What a worker says: that it has loaded, then a reply a page. */
export type Said = Reply | { ready: true };

/**
 * A pool of worker threads that run `cleanPage`, so that no page can hold, crash or fill up the process.
 * Threads start with the first pages and do not keep the process alive when idle.
 */
export function createReader(options: Partial<ReaderOptions> = {}): Reader {
  return new Pool({ ...DEFAULT_READER, ...options });
}

class Pool implements Reader {
  private readonly waiting: Task[] = [];
  private readonly slots: Slot[];
  private closed = false;

  constructor(private readonly options: ReaderOptions) {
    this.slots = Array.from({ length: Math.max(1, options.threads) }, () => new Slot(options));
  }

  clean(page: { url: string; html: string }): Promise<CleanArticle | Dropped> {
    if (this.closed) return Promise.reject(new Error('The reader is closed.'));
    if (Buffer.byteLength(page.html) > this.options.maxBytes)
      return Promise.resolve({ dropped: 'too-large' as const });
    return new Promise((resolve) => {
      this.waiting.push({ page, resolve });
      this.next();
    });
  }

  warm(): void {
    this.slots[0]?.warm();
  }

  async close(): Promise<void> {
    this.closed = true;
    for (const task of this.waiting.splice(0)) task.resolve({ dropped: 'too-slow' });
    await Promise.all(this.slots.map((slot) => slot.stop()));
  }

  private next(): void {
    const slot = this.slots.find((each) => !each.busy);
    const task = slot && this.waiting.shift();
    if (!slot || !task) return;
    void slot.run(task).then(() => this.next());
  }
}

/** One place in the pool: a worker thread that is replaced when it fails or has read enough. */
class Slot {
  busy = false;
  private worker: Worker | null = null;
  private loaded = false;
  private pages = 0;
  private timer: NodeJS.Timeout | undefined;
  private settle: ((reply: Reply) => void) | null = null;

  constructor(private readonly options: ReaderOptions) {}

  async run(task: Task): Promise<void> {
    this.busy = true;
    const reply = await this.ask(task.page);
    const failed = 'error' in reply;
    if (failed || ++this.pages >= this.options.pagesPerWorker) await this.stop();
    this.busy = false;
    task.resolve(failed ? { dropped: reply.error } : reply.result);
  }

  warm(): void {
    if (!this.busy) this.start().unref();
  }

  async stop(): Promise<void> {
    const worker = this.worker;
    this.worker = null;
    this.pages = 0;
    this.settle?.({ error: 'too-slow' });
    await worker?.terminate();
  }

  private ask(page: Task['page']): Promise<Reply> {
    return new Promise((resolve) => {
      const worker = this.start();
      this.settle = (reply) => {
        clearTimeout(this.timer);
        this.settle = null;
        this.worker?.unref();
        resolve(reply);
      };
      this.limit(this.loaded ? this.options.timeoutMs : startMs);
      worker.ref();
      worker.postMessage(page);
    });
  }

  /** Ends the page under way if it takes longer than this from now. */
  private limit(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.settle?.({ error: 'too-slow' }), ms);
  }

  private start(): Worker {
    if (this.worker) return this.worker;
    this.loaded = false;
    const worker = new Worker(new URL('./worker.js', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: this.options.heapMb },
    });
    const fail = (error: DropReason) => {
      if (this.worker === worker) this.settle?.({ error });
    };
    worker.on('message', (said: Said) => {
      if (this.worker !== worker) return;
      if (!('ready' in said)) return this.settle?.(said);
      this.loaded = true;
      if (this.settle) this.limit(this.options.timeoutMs);
    });
    worker.on('error', (error: NodeJS.ErrnoException) =>
      fail(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'too-large' : 'unreadable'),
    );
    worker.on('exit', () => {
      fail('unreadable');
      // One that ended while idle must not be asked again.
      if (this.worker === worker) this.worker = null;
    });
    this.worker = worker;
    return worker;
  }
}
