import { interval, printTable, share } from '../../train/learn/report.js';
import type { Figure } from './figure.js';

const beside = 'published, or a baseline on the same splits';

/** Prints the figures of all tasks as one table, the published ones beside. */
export function printFigures(tasks: readonly { task: string; figures: readonly Figure[] }[]): void {
  process.stdout.write('\n== all tasks\n\n');
  const heads = ['task and set', 'precision', 'recall', 'figure', 'here', '95 %', 'drawn by', beside];
  const rows = tasks.flatMap(({ task, figures }) => figures.map((figure) => rowOf(task, figure)));
  // Words are read from the left; the table sets cells to the right.
  for (const at of [3, 6, 7]) {
    const width = Math.max(...[heads, ...rows].map((cells) => cells[at]!.length));
    for (const cells of [heads, ...rows]) cells[at] = cells[at]!.padEnd(width);
  }
  printTable(heads, rows);
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
