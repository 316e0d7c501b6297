import { Worker } from 'node:worker_threads';

/** What the threads of a pool may use. */
export interface ThreadLimits {
  /** Tasks under way at once; one worker thread each. */
  threads: number;
  /** Longest time one task may take; its worker is then ended and replaced. */
  timeoutMs: number;
  /** Heap of each worker thread; a task that needs more ends it. */
  heapMb: number;
  /** Tasks after which a worker is replaced, since parsers never give everything back. */
  tasksPerWorker: number;
}

/** Why a task has no result: over its time, over its memory, or its worker threw or ended. */
export type Failure = 'too-slow' | 'too-large' | 'unreadable';

/** What a worker answers to one task. */
export type Reply<Result> = { result: Result } | { failure: Failure };

/** What a worker says: that it has loaded, then a reply a task. */
export type Said<Result> = Reply<Result> | { ready: true };

/** Longest time a thread may take to load what it needs: 13 s were seen on a machine six times overloaded. */
const startMs = 120_000;

interface Waiting<Task, Result> {
  task: Task;
  resolve(reply: Reply<Result>): void;
}

/**
 * Worker threads that answer tasks with limits on time and memory, so that no task can hold, crash or fill up the
 * process. Threads start with the first tasks and do not keep the process alive when idle.
 */
export class Pool<Task, Result> {
  private readonly waiting: Waiting<Task, Result>[] = [];
  private readonly slots: Slot<Task, Result>[];
  private closed = false;

  constructor(script: URL, limits: ThreadLimits) {
    this.slots = Array.from({ length: Math.max(1, limits.threads) }, () => new Slot(script, limits));
  }

  /** Rejects only once the pool is closed. */
  run(task: Task): Promise<Reply<Result>> {
    if (this.closed) return Promise.reject(new Error('The reader is closed.'));
    return new Promise((resolve) => {
      this.waiting.push({ task, resolve });
      this.next();
    });
  }

  /** Starts a thread before there are tasks. */
  warm(): void {
    this.slots[0]?.warm();
  }

  /** Ends every worker; tasks still under way are answered with `too-slow`. */
  async close(): Promise<void> {
    this.closed = true;
    for (const { resolve } of this.waiting.splice(0)) resolve({ failure: 'too-slow' });
    await Promise.all(this.slots.map((slot) => slot.stop()));
  }

  private next(): void {
    const slot = this.slots.find((each) => !each.busy);
    const waiting = slot && this.waiting.shift();
    if (!slot || !waiting) return;
    void slot.run(waiting).then(() => this.next());
  }
}

/** One place in the pool: a worker thread that is replaced when it fails or has done enough. */
class Slot<Task, Result> {
  busy = false;
  private worker: Worker | null = null;
  private loaded = false;
  private tasks = 0;
  private timer: NodeJS.Timeout | undefined;
  private settle: ((reply: Reply<Result>) => void) | null = null;

  constructor(
    private readonly script: URL,
    private readonly limits: ThreadLimits,
  ) {}

  async run({ task, resolve }: Waiting<Task, Result>): Promise<void> {
    this.busy = true;
    const reply = await this.ask(task);
    if ('failure' in reply || ++this.tasks >= this.limits.tasksPerWorker) await this.stop();
    this.busy = false;
    resolve(reply);
  }

  warm(): void {
    if (!this.busy) this.start().unref();
  }

  async stop(): Promise<void> {
    const worker = this.worker;
    this.worker = null;
    this.tasks = 0;
    this.settle?.({ failure: 'too-slow' });
    await worker?.terminate();
  }

  private ask(task: Task): Promise<Reply<Result>> {
    return new Promise((resolve) => {
      const worker = this.start();
      this.settle = (reply) => {
        clearTimeout(this.timer);
        this.settle = null;
        this.worker?.unref();
        resolve(reply);
      };
      this.limit(this.loaded ? this.limits.timeoutMs : startMs);
      worker.ref();
      worker.postMessage(task);
    });
  }

  /** Ends the task under way if it takes longer than this from now. */
  private limit(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.settle?.({ failure: 'too-slow' }), ms);
  }

  private start(): Worker {
    if (this.worker) return this.worker;
    this.loaded = false;
    const worker = new Worker(this.script, {
      resourceLimits: { maxOldGenerationSizeMb: this.limits.heapMb },
    });
    const fail = (failure: Failure) => {
      if (this.worker === worker) this.settle?.({ failure });
    };
    worker.on('message', (said: Said<Result>) => {
      if (this.worker !== worker) return;
      if (!('ready' in said)) return this.settle?.(said);
      this.loaded = true;
      if (this.settle) this.limit(this.limits.timeoutMs);
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
