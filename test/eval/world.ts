import type { Task } from '../support/run-task.js';
import { type Figure, single } from './table/figure.js';
import { wilson } from './table/wilson.js';
import { printFailures, printTable, type Scored } from './world/print.js';
import { play } from './world/run.js';
import { scoreWorld } from './world/score.js';

/** Casts that are played unless others are named. */
const usualSeeds = [1, 2, 3];

export const task: Task<Figure[]> = {
  about: 'demo worlds replayed from clean on, against their truth  [--seed N ...] [--dump]',
  async run(args) {
    const seeds = seedsOf(args);
    const scores = [];
    for (const seed of seeds) scores.push({ seed, figures: scoreWorld(await play(seed)) });
    printTable(scores);
    if (args.includes('--dump')) printFailures(scores);
    return figuresOf(scores);
  },
};

/** Figures of the casts together; casts are too few to draw from, and share their texts. */
function figuresOf(scores: Scored[]): Figure[] {
  const of = (name: string, measure: Figure['measure']): Figure => {
    const own = scores.flatMap(({ figures }) => figures.filter((figure) => figure.name === name));
    const sum = (part: 'right' | 'all') => own.reduce((total, each) => total + each[part], 0);
    const parts = own.map(({ right, all }) => right / all);
    const interval = measure === 'share' ? wilson(sum('right'), sum('all')) : spread(parts);
    const by = measure === 'share' ? 'Wilson' : 'least and most of the casts';
    return single(`demo world, ${name.replace(/,? B-cubed F1/, '')}`, measure, sum('right') / sum('all'), {
      interval,
      by,
    });
  };
  return [
    of('claims, B-cubed F1', 'B-cubed F1'),
    of('relation', 'share'),
    of('disputes found', 'share'),
    of('origins of all claims', 'share'),
  ];
}

const spread = (values: number[]): [number, number] => [Math.min(...values), Math.max(...values)];

function seedsOf(args: string[]): number[] {
  const at = args.indexOf('--seed');
  if (at === -1) return usualSeeds;
  const rest = args.slice(at + 1);
  const end = rest.findIndex((each) => !/^\d+$/.test(each));
  const seeds = (end === -1 ? rest : rest.slice(0, end)).map(Number);
  return seeds.length > 0 ? seeds : usualSeeds;
}
