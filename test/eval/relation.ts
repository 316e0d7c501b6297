import type { Task } from '../support/run-task.js';
import { evaluateComparison } from './relation/comparison.js';
import { evaluateStance } from './relation/stance.js';

export const task: Task = {
  about: 'shared/text/relation: stance on Emergent by claim-grouped cross-validation; same claim on pairs',
  async run() {
    evaluateStance();
    evaluateComparison();
  },
};
