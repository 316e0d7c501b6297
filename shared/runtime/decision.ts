import type { Decision } from '@hearsay/store';

/** A decision that cannot be carried out, in one sentence for the person who asked; `field` is what is wrong. */
export class DecisionError extends Error {
  override name = 'DecisionError';
  constructor(
    readonly code: 404 | 409 | 422,
    message: string,
    readonly field: string,
  ) {
    super(message);
  }
}

/** What a decision did. */
export interface Decided {
  decision: Decision;
  /** Articles that are in another story now. */
  moved: { article: string; from: string; to: string }[];
  /** Stories whose claims and counts are derived again. */
  stories: string[];
  /** Lines of the log that say so. */
  events: string[];
}

/** What a decision did, and the jobs that follow from it. */
export type DecidedWork = Decided & { jobs: { stage: string; payload: unknown }[] };

/** " (their own reporters)", or nothing where no reason was given. */
export function because(why: string | null): string {
  return why === null ? '' : ` (${why.trim().replace(/[.\s]+$/, '')})`;
}

/** A decision that was taken back before, in one sentence. */
export function takenBackBefore({ id, undoneAt, undoneBy }: Decision): DecisionError {
  return new DecisionError(
    409,
    `${undoneBy} took back the decision ${id} on ${undoneAt?.toISOString().slice(0, 10)} already.`,
    'id',
  );
}
