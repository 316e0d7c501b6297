export { poll } from './handler.js';
export { dueFeeds, sweep } from './sweep.js';
