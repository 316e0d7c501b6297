import type { Task } from '../support/run-task.js';
import { modelFile, writeModel } from './learn/write-model.js';
import { fitStance, stanceFeatures } from './relation/fit.js';
import { readStances, stances } from './relation/stance.js';

export const task: Task = {
  about: 'fits the stance model of shared/text/relation on Emergent (training part)',
  async run() {
    const rows = readStances();
    const { index, model } = fitStance(rows.map(stanceFeatures), rows);
    writeModel(
      'relation/stance.json',
      modelFile(
        {
          about: 'How a text stands to a claim: multinomial logistic regression over readable pair features.',
          trainedOn: [
            'Emergent, official training part (Ferreira & Vlachos 2016; no terms stated for the data, paper CC BY)',
          ],
          classes: [...stances],
        },
        index.names,
        model,
      ),
    );
  },
};
