import { interval, printTable, share } from '../../train/learn/report.js';
import type { Figure } from './figure.js';

/** Prints the figures of all tasks as one table, the published ones beside. */
export function printFigures(tasks: readonly { task: string; figures: readonly Figure[] }[]): void {
  process.stdout.write('\n== all tasks\n\n');
  printTable(
    ['task and set', 'precision', 'recall', 'figure', 'here', '95 %', 'drawn by', 'published, or baseline'],
    tasks.flatMap(({ task, figures }) => figures.map((figure) => rowOf(task, figure))),
  );
  process.stdout.write(
    '\nIntervals: percentile bootstrap with fixed seeds, groups drawn with replacement; Wilson where one share is all there is.\n',
  );
}

function rowOf(task: string, figure: Figure): string[] {
  const optional = (value: number | null) => (value === null ? '' : share(value));
  return [
    `${task}: ${figure.what}`,
    optional(figure.precision),
    optional(figure.recall),
    figure.measure,
    share(figure.value),
    figure.interval === null ? '' : interval(figure.interval),
    figure.by,
    figure.published ?? '',
  ];
}
