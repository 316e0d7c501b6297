import type { Task } from '../support/run-task.js';
import { type ModelFile, modelFile, writeModel } from './learn/write-model.js';
import { fitStance, stanceFeatures } from './relation/fit.js';
import { fitSame, readSentencePairs, samenessOf } from './relation/same.js';
import { readStances, stances } from './relation/stance.js';

export const task: Task = {
  about:
    'fits the models of shared/text/relation: stance on Emergent, same claim on MSRP and ClaimDiff (training parts)',
  async run() {
    writeModel('relation/same.json', makeSame());
    writeModel('relation/stance.json', makeStance());
  },
};

/** The model of sameness, fitted anew. */
export function makeSame(): ModelFile {
  const pairs = readSentencePairs();
  const { index, model } = fitSame(pairs.map(samenessOf), pairs);
  return modelFile(
    {
      about: 'Whether two sentences of one story are about one claim: logistic regression over overlaps.',
      trainedOn: [
        'Microsoft Research Paraphrase, training part (research)',
        'ClaimDiff, training part (Ko 2022; no terms stated)',
      ],
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
      trainedOn: [
        'Emergent, official training part (Ferreira & Vlachos 2016; no terms stated for the data, paper CC BY)',
      ],
      classes: [...stances],
    },
    index.names,
    model,
  );
}
