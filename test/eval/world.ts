import type { Task } from '../support/run-task.js';
import { buildHeldOutWorld, buildWorld } from '../world/index.js';
import { type Figure, single } from './table/figure.js';
import { wilson } from './table/wilson.js';
import { printFailures, printTable, type Scored } from './world/print.js';
import { play } from './world/run.js';
import { scoreWorld } from './world/score.js';

/** Casts of the demo world that are played unless others are named. */
const usualSeeds = [1, 2, 3];

export const task: Task<Figure[]> = {
  about:
    'demo worlds and the held-out world replayed from clean on, against their truth  [--seed N ...] [--held-out] [--dump]',
  async run(args) {
    const dump = args.includes('--dump');
    const demo = args.includes('--held-out') ? [] : await demoFigures(seedsOf(args), dump);
    const heldOut = args.includes('--seed') ? [] : await heldOutFigures(dump);
    return [...demo, ...heldOut];
  },
};

async function demoFigures(seeds: number[], dump: boolean): Promise<Figure[]> {
  const scores: Scored[] = [];
  for (const seed of seeds) scores.push({ seed, figures: scoreWorld(await play(buildWorld(seed))) });
  process.stdout.write('Demo world\n');
  printScores(scores, dump);
  const names = ['claims, B-cubed F1', 'relation', 'disputes found', 'origins of all claims'];
  return names.map((name) => figureOf('demo world', name, scores));
}

/** One cast: its intervals are of its parts, and for B-cubed there is none. */
async function heldOutFigures(dump: boolean): Promise<Figure[]> {
  const scores = [{ seed: 0, figures: scoreWorld(await play(buildHeldOutWorld())) }];
  process.stdout.write('\nHeld-out world\n');
  printScores(scores, dump);
  const names = [
    ...['stories, B-cubed F1', 'mentions found', 'claims, B-cubed F1', 'relation', 'speaker', 'via'],
    ...['disputes found', 'disputes on the right claim', 'origins of all claims', 'expected events'],
  ];
  return names.map((name) => figureOf('held-out world', name, scores));
}

function printScores(scores: Scored[], dump: boolean): void {
  printTable(scores);
  if (dump) printFailures(scores);
}

/** A figure of the casts together; casts are too few to draw from, and share their texts. */
function figureOf(world: string, name: string, scores: Scored[]): Figure {
  const own = scores.flatMap(({ figures }) => figures.filter((figure) => figure.name === name));
  const sum = (part: 'right' | 'all') => own.reduce((total, each) => total + each[part], 0);
  const what = `${world}, ${name.replace(/,? B-cubed F1/, '')}`;
  if (!name.endsWith('B-cubed F1')) {
    const interval = wilson(sum('right'), sum('all'));
    return single(what, 'share', sum('right') / sum('all'), { interval, by: 'Wilson' });
  }
  const parts = own.map(({ right, all }) => right / all);
  const value = sum('right') / sum('all');
  if (parts.length < 2) return single(what, 'B-cubed F1', value, { interval: null, by: 'one cast' });
  const interval: [number, number] = [Math.min(...parts), Math.max(...parts)];
  return single(what, 'B-cubed F1', value, { interval, by: 'least and most of the casts' });
}

function seedsOf(args: string[]): number[] {
  const at = args.indexOf('--seed');
  if (at === -1) return usualSeeds;
  const rest = args.slice(at + 1);
  const end = rest.findIndex((each) => !/^\d+$/.test(each));
  const seeds = (end === -1 ? rest : rest.slice(0, end)).map(Number);
  return seeds.length > 0 ? seeds : usualSeeds;
}
