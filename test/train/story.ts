import { newsIdf, type StoryModel } from '@hearsay/text/story';
import { bcubed } from '../eval/stories/bcubed.js';
import { partOf, readEcb, readRoundups } from '../eval/stories/data.js';
import { crossFit, examplesOf, fitModel, LIMITS, PARTS, vectorise } from '../eval/stories/fit.js';
import { type PassRow, runPass } from '../eval/stories/pass.js';
import type { Task } from '../support/run-task.js';
import type { Made } from './learn/made.js';
import { trainedOn } from './learn/sets.js';

const JOINS = [0.04, 0.06, 0.08, 0.1];
const RATIOS = [0.75, 0.8, 0.85, 0.9];
const ABOUT =
  'Pair model: logistic regression fitted by test/train/story.ts on ECB+ topics 1-35 and roundups-dev; limits chosen from the curve: join, ratio, B-cubed F1 on ECB+ and on roundups in an online pass, on topics left out of the fit';

/** The curve is measured by models that have not seen the topics they are measured on; `quick` measures the chosen point only. */
export const task: Task<Made[]> = {
  about: 'fits the story model, shared/text/story/model.json (quick: without the curve)',
  async run(args) {
    const sets = [vectorise(readEcb(), newsIdf), vectorise(readRoundups(), newsIdf)];
    const model = fitModel(
      sets.flatMap((rows) => examplesOf(rows, () => true)),
      ABOUT,
    );
    const models = crossFit(sets);
    const points = args.includes('quick')
      ? [[LIMITS.join, LIMITS.ratio]]
      : RATIOS.flatMap((ratio) => JOINS.map((least) => [least, ratio]));
    model.curve = points.map(([least, ratio]) => [least!, ratio!, ...measure(sets, models, least!, ratio!)]);
    const sources = trainedOn('data/stories/ecbplus-train.jsonl', 'data/stories/roundups-dev.jsonl');
    const { about, ...rest } = model;
    const text = JSON.stringify({ about, trainedOn: sources, ...rest }, null, 1)
      .replace(/\n {2,}/g, ' ')
      .replace(/\n \]/g, ' ]');
    return [{ part: 'story/model.json', text: `${text}\n` }];
  },
};

function measure(sets: PassRow[][], models: StoryModel[], least: number, ratio: number): number[] {
  const figures = sets.map((rows) =>
    round(
      leftOut(
        rows,
        models.map((each) => ({ ...each, join: least, ratio })),
      ),
    ),
  );
  process.stdout.write(`join ${least} ratio ${ratio}: ECB+ ${figures[0]}, roundups ${figures[1]}\n`);
  return figures;
}

/** F1 over the whole set, each part placed by the model that has not seen it. */
function leftOut(rows: PassRow[], fitted: StoryModel[]): number {
  let precision = 0;
  let recall = 0;
  for (let part = 0; part < PARTS; part++) {
    const { placed } = runPass(rows, 'arrange', fitted[part]!);
    const own = (item: { topic: string }): boolean => partOf(item.topic, PARTS) === part;
    const figures = bcubed(placed, own);
    const share = placed.filter(own).length / placed.length;
    precision += figures.precision * share;
    recall += figures.recall * share;
  }
  return (2 * precision * recall) / (precision + recall);
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
