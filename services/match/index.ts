export {
  type Carrying,
  claimsChanged,
  decideMentions,
  type Foreseen,
  foldStories,
  foresee,
  foreseeUndo,
  type MentionRequest,
  undoMentions,
} from './decide/index.js';
export { match } from './handler.js';
