export {
  bestLabels,
  type ChainInput,
  type ChainScores,
  type ChainWeights,
  marginals,
  scoreChain,
} from './chain.js';
export { Cue, cueInput, cueLabels } from './cue-input.js';
export { type Reading, readForTagging } from './reading.js';
export { Part, partLabels, spanInput, type Window, windowOf } from './span-input.js';
export { packWeights, type StoredWeights, unpackWeights } from './weights.js';
