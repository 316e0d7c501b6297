import { readFileSync } from 'node:fs';
import type { Task } from '../support/run-task.js';
import type { Exported } from './seeds/export.js';
import { figuresOf } from './seeds/figures.js';
import { readGold } from './seeds/gold.js';
import { measure } from './seeds/measure.js';
import { printClaims, printRows, printScores } from './seeds/print.js';
import { runSeeds } from './seeds/run.js';
import { scrambleGold } from './seeds/scramble.js';
import type { Figure } from './table/figure.js';

export const task: Task<Figure[]> = {
  about:
    'claims, relations, copies, citations and attribution of the seed articles against gold.json  [--from FILE.json] [--scramble SEED] [--rows] [--dump]',
  async run(args) {
    const seed = optionOf(args, '--scramble');
    const from = optionOf(args, '--from');
    const gold = seed === null ? readGold() : scrambleGold(readGold(), Number(seed));
    const made = from === null ? runSeeds(gold) : (JSON.parse(readFileSync(from, 'utf8')) as Exported);
    if (args.includes('--dump')) printClaims(made);
    const scores = measure(gold, made);
    if (args.includes('--rows')) printRows(scores.rows);
    printScores(scores);
    const figures = figuresOf('', scores);
    return args.length > 0 ? figures : [...figures, ...scrambles.flatMap(scrambled)];
  },
};

/** Names, numbers and places are replaced anew with each of these. */
const scrambles = [1, 2, 3];

function scrambled(seed: number): Figure[] {
  const gold = scrambleGold(readGold(), seed);
  const scores = measure(gold, runSeeds(gold));
  process.stdout.write(`\nNames, numbers and places replaced (--scramble ${seed})\n`);
  printScores(scores);
  return figuresOf(`scrambled ${seed}, `, scores).slice(0, 2);
}

function optionOf(args: string[], name: string): string | null {
  const at = args.indexOf(name);
  return at === -1 ? null : (args[at + 1] ?? null);
}
