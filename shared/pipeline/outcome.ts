import type { NextOf, Payload, StageName } from './pipeline.js';

/**
 * What a stage hands on: for each next stage, the payloads of the jobs to make. The other stages are named and refused,
 * since otherwise what one stage hands on would pass for what another may, being only more than it.
 */
export type Forward<S extends StageName> = { [N in NextOf<S>]?: Payload<N>[] } & {
  [N in Exclude<StageName, NextOf<S>>]?: never;
};

/** What became of a job. Exactly one is kept for every job. */
export type Outcome<S extends StageName> =
  | { kind: 'forward'; to: Forward<S>; note: string | null }
  | { kind: 'drop'; reason: string }
  | { kind: 'done'; note: string | null };

/** The data goes on. A stage or payload that the pipeline does not name here does not compile. */
export function forward<S extends StageName>(to: Forward<S>, note: string | null = null): Outcome<S> {
  return { kind: 'forward', to, note };
}

/** Expected and final: too short, not an article, gone. Counted with its reason, never retried. */
export function drop(reason: string): { kind: 'drop'; reason: string } {
  return { kind: 'drop', reason };
}

/** Finished, and nothing follows: nothing new in the feed, told already. */
export function done(note: string | null = null): { kind: 'done'; note: string | null } {
  return { kind: 'done', note };
}

/** It can never work: fails at once and is kept for a person to look at. */
export class PermanentError extends Error {
  override name = 'PermanentError';
}

/** We were asked to wait (429, Retry-After, an empty budget): the job is delayed and no attempt is spent. */
export class RetryAfterError extends Error {
  override name = 'RetryAfterError';
  constructor(
    message: string,
    /** How long to wait, in milliseconds; the runner bounds it. */
    readonly waitMs: number,
  ) {
    super(message);
  }
}
