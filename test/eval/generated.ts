import { compareSentences, scoreRelation } from '@hearsay/text/relation';
import type { Task } from '../support/run-task.js';
import { readSharedLines } from '../support/shared-data.js';
import { interval, printTable, share } from '../train/learn/report.js';
import { type ChangeKind, changeKinds, changeOne, type Supply, supplyFrom } from './generated/change.js';
import { rephrase } from './generated/rephrase.js';
import { newsSentences } from './generated/sources.js';
import { type Figure, single } from './table/figure.js';
import { wilson } from './table/wilson.js';

/** Pairs of each of the four kinds of change, and of rewrites that change nothing: 2,000 in all. */
const perKind = 400;
const seed = 5;

export const task: Task<Figure[]> = {
  about:
    'generated changes: 2,000 pairs from real sentences, one thing changed or nothing; human paraphrases',
  async run(args) {
    const sentences = newsSentences(seed);
    const supply = supplyFrom(sentences);
    const show = args.includes('--missed');
    process.stdout.write('One thing changed in a sentence; target .95 seen\n');
    const heads = ['pairs', 'compareSentences', '95 %', 'score relation', '95 %'];
    const changed = changeKinds.map((kind) => changesSeen(kind, sentences, supply, show));
    printTable(['changed', ...heads], [...changed, ...humanRows(supply, show)].map(cellsOf));
    process.stdout.write('\nNothing changed; target at most .10 called changed\n');
    const same = [rewritten(sentences, show), ...humanParaphrases(show)];
    printTable(['told another way', ...heads], same.map(cellsOf));
    return [
      ...changed.map((row) => figureOf(row, 'seen')),
      ...same.map((row) => figureOf(row, 'called changed')),
    ];
  },
};

interface TextPair {
  a: string;
  b: string;
}

function changesSeen(kind: ChangeKind, sentences: readonly string[], supply: Supply, show: boolean): Counted {
  const pairs: TextPair[] = [];
  for (const [i, a] of sentences.entries()) {
    if (pairs.length === perKind) break;
    const b = changeOne(kind, a, a, supply, 1000 + i);
    if (b !== null) pairs.push({ a, b });
  }
  return rowOf(kind, pairs, show ? 'missed' : null);
}

/** The same in one of two human paraphrases: the change stands among other words. */
function humanRows(supply: Supply, show: boolean): Counted[] {
  const pairs = readMsrp();
  return changeKinds.map((kind) => {
    const changed = pairs.flatMap(({ a, b }, i) => {
      const text = changeOne(kind, b, a, supply, 2000 + i);
      return text === null ? [] : [{ a, b: text }];
    });
    return rowOf(`${kind}, in a paraphrase`, changed.slice(0, perKind), show ? 'missed' : null);
  });
}

function rewritten(sentences: readonly string[], show: boolean): Counted {
  const pairs = sentences.flatMap((a) => {
    const b = rephrase(a);
    return b === null ? [] : [{ a, b }];
  });
  return rowOf('rewritten by rules', pairs.slice(0, perKind), show ? 'called' : null);
}

function humanParaphrases(show: boolean): Counted[] {
  const claimdiff = readSharedLines<TextPair>('data/pairs/claimdiff-train.jsonl');
  return [
    rowOf('MSRP paraphrases', readMsrp(), show ? 'called' : null),
    rowOf('ClaimDiff, all pairs', claimdiff, null),
  ];
}

function readMsrp(): TextPair[] {
  return readSharedLines<TextPair & { same: number }>('data/pairs/msrp-train.jsonl').filter(
    ({ same }) => same === 1,
  );
}

/** Of so many pairs, in how many each of the two judgements found a change. */
interface Counted {
  name: string;
  all: number;
  compared: number;
  scored: number;
}

function rowOf(name: string, pairs: readonly TextPair[], show: 'missed' | 'called' | null): Counted {
  const [seen, said] = [pairs.map(isChanged), pairs.map(isRelated)];
  pairs.forEach(({ a, b }, i) => {
    if (show !== null && said[i] === (show === 'called'))
      process.stdout.write(`${show} ${name}\n  ${a}\n  ${b}\n`);
  });
  const count = (hits: readonly boolean[]) => hits.filter(Boolean).length;
  return { name, all: pairs.length, compared: count(seen), scored: count(said) };
}

function cellsOf({ name, all, compared, scored }: Counted): string[] {
  const rate = (count: number) => [share(count / Math.max(1, all)), interval(wilson(count, all))];
  return [name, String(all), ...rate(compared), ...rate(scored)];
}

/** What `hearsay score relation` says. */
function figureOf({ name, all, scored }: Counted, what: string): Figure {
  return single(`${name}, ${what}`, 'share', scored / Math.max(1, all), {
    interval: wilson(scored, all),
    by: 'Wilson',
  });
}

function isChanged({ a, b }: TextPair): boolean {
  const { changes, polarity, sameClaim } = compareSentences(a, b);
  return sameClaim >= 0.5 && (changes.length > 0 || polarity === 'opposes');
}

function isRelated({ a, b }: TextPair): boolean {
  const { relation } = scoreRelation(a, b);
  return relation === 'varies' || relation === 'disputes';
}
