import { bootstrap } from '../../train/learn/scores.js';
import { bcubedFigure, type Figure, single } from '../table/figure.js';
import { wilson } from '../table/wilson.js';
import { bcubedOf, type Scores } from './measure.js';

/** The figures of the seeds that the table of all tasks shows; claims and relation come first. */
export function figuresOf(what: string, scores: Scores): Figure[] {
  const { rows, disputes, attribution } = scores;
  const right = rows.map((row) => (row.mention?.relation === row.relation ? 1 : 0));
  const shareOf = (at: readonly number[]) =>
    at.reduce((sum, i) => sum + right[i]!, 0) / Math.max(1, at.length);
  const counted = (name: string, hits: number, all: number): Figure =>
    single(`${what}${name}`, 'share', hits / all, { interval: wilson(hits, all), by: 'Wilson' });
  const { altered } = scores;
  return [
    bcubedFigure(
      `${what}claims`,
      rows.map((row) => ({ group: row.claim, ...bcubedOf(row, rows) })),
      'claim',
    ),
    single(`${what}relation`, 'accuracy', shareOf(rows.map((_, i) => i)), {
      interval: bootstrap(
        rows.map((row) => row.claim),
        shareOf,
      ),
      by: 'claim',
    }),
    counted('disputing sentences found', disputes.found, disputes.all),
    counted('attribution', attribution.right, attribution.right + attribution.wrong.length),
    counted('altered quotations found', altered.found, altered.found + altered.missed.length),
  ];
}
