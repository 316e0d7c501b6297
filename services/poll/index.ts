export { poll } from './handler.js';
export { hubs, tendHubs } from './hub.js';
export { dueFeeds, sweep } from './sweep.js';
