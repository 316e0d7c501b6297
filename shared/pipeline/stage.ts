import type { z } from 'zod';

/** How a stage behaves when a job throws: attempts in all, and the wait before the next one. */
export interface RetryPolicy {
  /** Attempts in all, the first included. */
  attempts: number;
  /** First wait in milliseconds; it doubles with each attempt. */
  backoffMs: number;
  /** Longest wait in milliseconds. */
  maxBackoffMs: number;
  /** Share of each wait that is drawn at random, 0..1, so that jobs that failed together do not return together. */
  jitter: number;
  /** Why these numbers. */
  because: string;
}

/** What the pipeline object says of one stage. `Next` names the only stages it may forward to. */
export interface StageShape<Schema extends z.ZodType, Next extends string> {
  /** One line for people: what the stage does. */
  does: string;
  /** What goes in and what comes out, in the words of the glossary. */
  takes: string;
  gives: string;
  /** Payload schema: ids only, and it may only ever gain optional fields, since jobs outlive deploys. */
  payload: Schema;
  next: readonly Next[];
  retry: RetryPolicy;
  /** Jobs of this stage that one process works on at a time, and why. */
  concurrency: number;
  concurrencyBecause: string;
  /**
   * `together`: what a job writes may share a transaction with other jobs of the stage that end at the same moment
   * (group commit). For many small jobs whose writes take no locks of each other. `alone` unless it is said.
   */
  commits?: 'alone' | 'together';
  /** Longest a job may hold its lock without a sign of life, in milliseconds. */
  lockMs: number;
  /** Two jobs with the same key are one while the first is waiting or running. */
  key(payload: z.output<Schema>): string;
  /** True for jobs that go before all that wait: news that was brought to us. */
  urgent?(payload: z.output<Schema>): boolean;
}

/** Declares a stage; only there to infer the literal types of `next` and `payload`. */
export function stage<Schema extends z.ZodType, const Next extends string>(
  shape: StageShape<Schema, Next>,
): StageShape<Schema, Next> {
  return shape;
}

type AnyStage = { next: readonly string[]; payload: z.ZodType };

/** Declares the pipeline. A `next` that names no stage does not compile. */
export function definePipeline<Shape extends Record<string, AnyStage>>(
  shape: Shape & { [S in keyof Shape]: { next: readonly (keyof Shape & string)[] } },
): Readonly<Shape> {
  return Object.freeze(shape);
}
