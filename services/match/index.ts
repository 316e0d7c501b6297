export {
  type Carrying,
  decideMentions,
  type Foreseen,
  foresee,
  foreseeUndo,
  type MentionRequest,
  undoMentions,
} from './decide/index.js';
export { match } from './handler.js';
