import { type CopyText, sharedMembers } from '@hearsay/text/copy';
import { copyWords, shinglesOf } from '@hearsay/text/fingerprint';
import { type Idf, linkLimits, newsIdf, partText, storyModel, storyVector } from '@hearsay/text/story';
import type { Task } from '../support/run-task.js';
import { readReprints } from './copies/data.js';
import { type Bcubed, bcubed, byTopic, intervalOf, type TopicFigures } from './stories/bcubed.js';
import { newsCounts } from './stories/counts.js';
import { type Labelled, partOf, readEcb, readRoundups } from './stories/data.js';
import { crossFit, PARTS, vectorise } from './stories/fit.js';
import { measureLinks } from './stories/links.js';
import { type PassRow, type Placed, runPass } from './stories/pass.js';
import { shuffled } from './stories/shuffle.js';
import type { Figure } from './table/figure.js';

const SHUFFLES = 5;

/** B-cubed figures of story assignment on ECB+ and roundups, one set of parameters for both. */
export const task: Task<Figure[]> = {
  about: 'stories of ECB+ topics 1-35 and roundups-dev, online in file order, B-cubed',
  async run() {
    const sets = [readEcb(), readRoundups()];
    const names = ['ECB+', 'roundups'];
    print('set', 'how', figuresHead);
    const figures = leftOutTable(sets, names);
    sets.forEach((rows, at) => {
      shippedTable(names[at]!, vectorise(rows, newsIdf));
    });
    crowdedDay();
    linksTable(sets[1]!);
    return figures;
  },
};

/** Models and document frequencies made without the topics they are measured on; the other topics are there as distractors. */
function leftOutTable(sets: Labelled[][], names: string[]): Figure[] {
  const models = crossFit(sets.map((rows) => vectorise(rows, newsIdf)));
  const idfs = models.map((_, part): Idf => newsCounts((topic) => partOf(topic, PARTS) !== part));
  return sets.map((rows, at) => {
    const leftOut: TopicFigures[] = [];
    const placed = models.flatMap((model, part) => {
      const own = (item: { topic: string }): boolean => partOf(item.topic, PARTS) === part;
      const all = runPass(vectorise(rows, idfs[part]!), 'arrange', model).placed;
      leftOut.push(...byTopic(all, own));
      return [{ share: all.filter(own).length / all.length, figures: bcubed(all, own) }];
    });
    const figures = average(placed);
    print(names[at]!, 'topics left out of fit and IDF (5 parts)', show(figures));
    const [low, high] = intervalOf(leftOut);
    process.stdout.write(`    95 % interval of F1 over topics: ${low.toFixed(3)} to ${high.toFixed(3)}\n`);
    return {
      what: `${names[at]}, topics left out`,
      precision: figures.precision,
      recall: figures.recall,
      measure: 'B-cubed F1',
      value: figures.f1,
      interval: [low, high],
      by: 'topic',
      published: published[at]!,
    };
  });
}

/** By set, as ../shared/data/README.md has them. */
const published = [
  '.828 single-pass TF-IDF, threshold chosen on the test topics',
  '.729 the same, another year',
];

function average(parts: { share: number; figures: Bcubed }[]): Bcubed {
  const sum = (pick: (figures: Bcubed) => number): number =>
    parts.reduce((total, part) => total + part.share * pick(part.figures), 0);
  const precision = sum((figures) => figures.precision);
  const recall = sum((figures) => figures.recall);
  return { precision, recall, f1: (2 * precision * recall) / (precision + recall) };
}

/** The shipped model on the set it was fitted on; the simple assignment beside it; lookups, moves, time, and other orders of arrival. */
function shippedTable(name: string, rows: PassRow[]): void {
  const simple = runPass(rows, 'assign');
  print(name, 'shipped model, every decision final', show(bcubed(simple.placed)));
  const start = performance.now();
  const pass = runPass(rows, 'arrange');
  const each = (performance.now() - start) / rows.length;
  print(name, 'shipped model, stories split and merge', show(bcubed(pass.placed)));
  const agreements = Array.from({ length: SHUFFLES }, (_, seed) =>
    agreement(pass.placed, runPass(shuffled(rows, seed + 1), 'arrange').placed),
  );
  process.stdout.write(
    `    lookup by keys found the story ${pass.met} of ${pass.sought} times; ${pass.moved} articles changed their story later; ` +
      `${each.toFixed(2)} ms an article; ${SHUFFLES} shuffled orders agree at B-cubed ${agreements.map((f1) => f1.toFixed(3)).join(', ')}; ` +
      `limits join ${storyModel.join}, ratio ${storyModel.ratio}\n`,
  );
}

/** From this share of the shorter text's shingles on, one of two reports is left out as a copy. */
const COPIED = 0.5;

/** How far orders of arrival agree on the reports of helsinki-dev that are no copies: nearly all tell one event of one day. */
function crowdedDay(): void {
  const kept: { article: CopyText; shingles: Set<number> }[] = [];
  for (const { article } of readReprints(false)) {
    const shingles = shinglesOf(copyWords(article.text));
    const copied = kept.some(
      (each) => sharedMembers(each.shingles, shingles) > COPIED * Math.min(each.shingles.size, shingles.size),
    );
    if (!copied) kept.push({ article, shingles });
  }
  const rows = kept.map(({ article }) => {
    const told = { ...article, names: [] };
    const vector = storyVector({ ...told, text: partText(told, newsIdf).main }, newsIdf);
    return { id: article.id, topic: '', story: '', vector };
  });
  const first = runPass(rows, 'arrange').placed;
  const agreements = Array.from({ length: SHUFFLES }, (_, seed) =>
    agreement(first, runPass(shuffled(rows, seed + 1), 'arrange').placed),
  );
  process.stdout.write(
    `helsinki-dev: ${rows.length} reports of one day that are no copies; ${SHUFFLES} shuffled orders agree at B-cubed ` +
      `${agreements.map((f1) => f1.toFixed(3)).join(', ')}\n`,
  );
}

/** Every sixth article: as many again say the same. */
const EVERY = 6;

/** Whether made roundups are linked to the stories they tell in passing. */
function linksTable(rows: Labelled[]): void {
  const [links] = measureLinks(rows, [linkLimits], EVERY);
  if (links === undefined) return;
  const { roundups, told, linked, right, plain, plainLinked } = links;
  process.stdout.write(
    `roundups made of one article and the openings of two others: ${roundups}; other stories told ${told}, linked ${linked}, ` +
      `right ${right} (precision ${(right / linked).toFixed(3)}, recall ${(right / told).toFixed(3)}); ` +
      `of ${plain} articles as they are ${plainLinked} are linked\n`,
  );
}

/** How alike two clusterings of the same articles are: B-cubed F1 of one held against the other. */
function agreement(a: Placed[], b: Placed[]): number {
  const other = new Map(b.map((item) => [item.id, item.found]));
  return bcubed(a.map((item) => ({ gold: item.found, found: other.get(item.id) ?? '' }))).f1;
}

const figuresHead = 'precision  recall      F1';

function show(figures: Bcubed): string {
  return [figures.precision, figures.recall, figures.f1]
    .map((value) => value.toFixed(3).padStart(8))
    .join('');
}

function print(set: string, how: string, figures: string): void {
  process.stdout.write(`${set.padEnd(10)}${how.padEnd(44)}${figures}\n`);
}
