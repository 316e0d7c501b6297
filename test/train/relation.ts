import type { Task } from '../support/run-task.js';
import type { Made } from './learn/made.js';
import { type ModelFile, modelFile, modelText } from './learn/model-file.js';
import { trainedOn } from './learn/sets.js';
import { fitStance, stanceFeatures } from './relation/fit.js';
import { fitSame, readSentencePairs, samenessOf } from './relation/same.js';
import { readStances, stances } from './relation/stance.js';

export const task: Task<Made[]> = {
  about:
    'fits the models of shared/text/relation: stance on Emergent, same claim on MSRP and ClaimDiff (training parts)',
  async run() {
    return [
      { part: 'relation/same.json', text: modelText(makeSame()) },
      { part: 'relation/stance.json', text: modelText(makeStance()) },
    ];
  },
};

/** The model of sameness, fitted anew. */
export function makeSame(): ModelFile {
  const pairs = readSentencePairs();
  const { index, model } = fitSame(pairs.map(samenessOf), pairs);
  return modelFile(
    {
      about: 'Whether two sentences of one story are about one claim: logistic regression over overlaps.',
      trainedOn: trainedOn('data/pairs/msrp-train.jsonl', 'data/pairs/claimdiff-train.jsonl'),
      classes: ['other', 'same'],
    },
    index.names,
    model,
  );
}

/** The model of stance, fitted anew. */
export function makeStance(): ModelFile {
  const rows = readStances();
  const { index, model } = fitStance(rows.map(stanceFeatures), rows);
  return modelFile(
    {
      about: 'How a text stands to a claim: multinomial logistic regression over readable pair features.',
      trainedOn: trainedOn('data/stance/emergent-train.jsonl'),
      classes: [...stances],
    },
    index.names,
    model,
  );
}
