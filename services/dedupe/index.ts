export { type DecisionRequest, decide, undo } from './decide/index.js';
export { dedupe } from './handler.js';
