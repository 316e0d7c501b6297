/** What went wrong when a feed was asked: the kind of answer, or that none came. */
export type FailureKind =
  | 'gone'
  | 'refused'
  | 'blocked'
  | 'moved'
  | 'throttled'
  | 'down'
  | 'not a feed'
  | 'unreachable';

/** Weighted failures in a row from which a feed is called broken: three wrong answers, or six times no answer. */
export const BROKEN_FROM = 3;

/**
 * How much each counts: a wrong answer fully, no answer half, since that passes more often (Media Cloud's weights).
 */
const WEIGHTS: Readonly<Record<FailureKind, number>> = {
  gone: 1,
  refused: 1,
  blocked: 1,
  moved: 1,
  'not a feed': 1,
  throttled: 0.25,
  down: 0.5,
  unreachable: 0.5,
};

/** A name that does not resolve or a network that is not there is as often our own trouble as theirs. */
const OURS: ReadonlySet<string> = new Set(['name-not-found', 'closed']);

/** The weight of one failure in 0..1; `code` is the HTTP client's, where no answer came. */
export function weighFailure(kind: FailureKind, code: string | null): number {
  return code !== null && OURS.has(code) ? 0.25 : WEIGHTS[kind];
}
