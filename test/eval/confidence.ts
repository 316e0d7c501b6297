import { calibrationOf } from '@hearsay/text/claim';
import type { Task } from '../support/run-task.js';
import { fitCalibration } from '../train/confidence/fit.js';
import { type Judged, readJudged } from '../train/confidence/judged.js';
import { groupFolds } from '../train/learn/folds.js';
import { interval, printTable, share } from '../train/learn/report.js';
import { bootstrap } from '../train/learn/scores.js';
import { type Figure, single } from './table/figure.js';

/** Below this a mention is said to be suggested. */
const suggestedBelow = 0.5;
const edges = [0, suggestedBelow, 0.7, 0.8, 0.9, 1.001];

export const task: Task<Figure[]> = {
  about:
    'whether what match says it is sure of is right as often as it says, calibrated without the topic (5 folds)',
  async run() {
    const judged = readJudged();
    const sure = heldOut(judged);
    process.stdout.write(
      `${judged.length} mentions judged by a reader, of ${new Set(judged.map(({ group }) => group)).size} topics\n`,
    );
    printTable(
      ['confidence', 'mentions', 'mean', 'right', '95 % by topic', 'mean before calibration'],
      edges.slice(0, -1).map((from, b) => row(judged, sure, from, edges[b + 1]!)),
    );
    printTable(
      ['relation', 'mentions', 'mean', 'right'],
      (['repeats', 'varies', 'disputes'] as const).map((relation) => {
        const at = indices(judged, (_, i) => judged[i]!.relation === relation);
        return [relation, String(at.length), share(mean(at, (i) => sure[i]!)), share(rightOf(judged, at))];
      }),
    );
    const raw = judged.map((each) => each.raw);
    process.stdout.write(
      `Brier score ${share(brier(judged, sure))}, before calibration ${share(brier(judged, raw))}\n`,
    );
    return [figureOf(judged, sure)];
  },
};

function row(judged: readonly Judged[], sure: readonly number[], from: number, to: number): string[] {
  const at = indices(judged, (_, i) => sure[i]! >= from && sure[i]! < to);
  const groups = at.map((i) => judged[i]!.group);
  const range =
    at.length < 5
      ? ''
      : interval(
          bootstrap(groups, (some) =>
            rightOf(
              judged,
              some.map((k) => at[k]!),
            ),
          ),
        );
  const name = from === 0 ? `below ${share(suggestedBelow)} (suggested)` : `${share(from)}–`;
  const figures = at.length === 0 ? ['', ''] : [share(mean(at, (i) => sure[i]!)), share(rightOf(judged, at))];
  return [
    name,
    String(at.length),
    ...figures,
    range,
    at.length === 0 ? '' : share(mean(at, (i) => judged[i]!.raw)),
  ];
}

/** Each topic's confidences by a calibration that has not seen it. */
function heldOut(judged: readonly Judged[]): number[] {
  const folds = groupFolds(
    judged.map(({ group }) => group),
    5,
    1,
  );
  const fits = [0, 1, 2, 3, 4].map((fold) =>
    calibrationOf(fitCalibration(judged.filter((_, i) => folds[i] !== fold))),
  );
  return judged.map(({ raw, relation }, i) => fits[folds[i]!]!(raw, relation));
}

function figureOf(judged: readonly Judged[], sure: readonly number[]): Figure {
  const at = indices(judged, (_, i) => sure[i]! >= suggestedBelow);
  const groups = at.map((i) => judged[i]!.group);
  return single('mentions not called suggested that are right', 'share', rightOf(judged, at), {
    interval: bootstrap(groups, (some) =>
      rightOf(
        judged,
        some.map((k) => at[k]!),
      ),
    ),
    by: 'topic',
  });
}

const indices = (judged: readonly Judged[], test: (_: unknown, i: number) => boolean): number[] =>
  judged.map((_, i) => i).filter((i) => test(null, i));

const mean = (at: readonly number[], of: (i: number) => number): number =>
  at.reduce((sum, i) => sum + of(i), 0) / Math.max(1, at.length);

const rightOf = (judged: readonly Judged[], at: readonly number[]): number =>
  mean(at, (i) => (judged[i]!.right ? 1 : 0));

const brier = (judged: readonly Judged[], sure: readonly number[]): number =>
  mean(
    indices(judged, () => true),
    (i) => (sure[i]! - (judged[i]!.right ? 1 : 0)) ** 2,
  );
