import type { Task } from '../support/run-task.js';
import { evaluateComparison } from './relation/comparison.js';
import { evaluateHeadlines } from './relation/headlines.js';
import { evaluateStance } from './relation/stance.js';
import type { Figure } from './table/figure.js';

export const task: Task<Figure[]> = {
  about:
    'shared/text/relation: stance on Emergent by claim-grouped cross-validation, alone and within match; same claim on pairs',
  async run() {
    return [...evaluateStance(), ...evaluateHeadlines(), ...evaluateComparison()];
  },
};
