/** Stories: which articles tell the same event. `storyVector` reads an article, `assignStory` compares it with stories. */
export { assignStory, rankStories, type StoryCandidate, type StoryMatch, type StoryModel } from './assign.js';
export { FEATURES, storyFeatures, summarise } from './feature.js';
export { addIdf, type Idf, type IdfTable, newsIdf, readTable, weightOf } from './idf.js';
export { stem } from './stem.js';
export { STOPWORDS } from './stopword.js';
export { storyTitle, type TitleCandidate } from './title.js';
export { type StoryText, type StoryVector, storyVector } from './vector.js';
export { type Word, words } from './word.js';
