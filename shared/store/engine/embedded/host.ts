import { Worker } from 'node:worker_threads';
import type { Answer, Request } from './messages.js';

type Without<T> = T extends unknown ? Omit<T, 'id'> : never;
type Waiting = { resolve: (answer: Answer) => void; reject: (error: Error) => void };

/** This side of the database thread: sends requests, in order, and hands out the answers. */
export class Host {
  private readonly worker = new Worker(new URL('./thread.js', import.meta.url), { name: 'hearsay-database' });
  private readonly waiting = new Map<number, Waiting>();
  private lastId = 0;
  private failure: Error | undefined;

  constructor() {
    this.worker.on('message', (answer: Answer) => this.settle(answer));
    this.worker.on('error', (error) => this.fail(error));
    this.worker.on('exit', () => this.fail(new Error('The embedded database has stopped.')));
  }

  ask(request: Without<Request>): Promise<Answer> {
    if (this.failure !== undefined) return Promise.reject(this.failure);
    const id = ++this.lastId;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.worker.postMessage({ ...request, id });
    });
  }

  /** Ends the thread whatever it is doing; what still waits is refused. */
  async terminate(): Promise<void> {
    await this.worker.terminate();
  }

  private settle(answer: Answer): void {
    const waiting = this.waiting.get(answer.id);
    this.waiting.delete(answer.id);
    if (answer.error === undefined) waiting?.resolve(answer);
    else waiting?.reject(new Error(answer.error));
  }

  private fail(error: Error): void {
    this.failure ??= error;
    for (const { reject } of this.waiting.values()) reject(this.failure);
    this.waiting.clear();
  }
}
