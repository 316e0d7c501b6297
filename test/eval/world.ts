import type { Task } from '../support/run-task.js';
import { printFailures, printTable } from './world/print.js';
import { play } from './world/run.js';
import { scoreWorld } from './world/score.js';

/** Casts that are played unless others are named. */
const usualSeeds = [1, 2, 3];

export const task: Task = {
  about: 'demo worlds replayed from clean on, against their truth  [--seed N ...] [--dump]',
  async run(args) {
    const seeds = seedsOf(args);
    const scores = [];
    for (const seed of seeds) scores.push({ seed, figures: scoreWorld(await play(seed)) });
    printTable(scores);
    if (args.includes('--dump')) printFailures(scores);
  },
};

function seedsOf(args: string[]): number[] {
  const at = args.indexOf('--seed');
  if (at === -1) return usualSeeds;
  const rest = args.slice(at + 1);
  const end = rest.findIndex((each) => !/^\d+$/.test(each));
  const seeds = (end === -1 ? rest : rest.slice(0, end)).map(Number);
  return seeds.length > 0 ? seeds : usualSeeds;
}
