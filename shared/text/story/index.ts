/** Stories: which articles tell the same event. `storyVector` reads an article, `assignStory` or `arrangeStories` places it. */
export {
  type Arrangement,
  arrangeStories,
  type HeldArticles,
  type NewArticle,
  type StoryArticle,
  type StoryGroup,
  type StoryNeighbour,
} from './arrange.js';
export {
  assignStory,
  explainMatch,
  MAX_MEMBERS,
  rankStories,
  type StoryCandidate,
  type StoryMatch,
} from './assign.js';
export { explainStories, type StoryExplanation } from './explain.js';
export { type Bounds, groupByScore } from './group.js';
export { addIdf, type Idf, type IdfTable, newsIdf, readTable, weightOf } from './idf.js';
export { type LinkLimits, linkLimits, linkStories, type StoryLink } from './link.js';
export {
  FEATURES,
  pairFeatures,
  type StoryModel,
  scoreAgainst,
  scoreAmong,
  scorePair,
  storyModel,
} from './pair.js';
export { type PartedText, partText } from './part.js';
export { type Compared, type StorySketch, sketchOf } from './sketch.js';
export { stem } from './stem.js';
export { STOPWORDS } from './stopword.js';
export { storyTitle, type TitleCandidate } from './title.js';
export { type StoryText, type StoryVector, storyVector } from './vector.js';
export { type Word, words } from './word.js';
