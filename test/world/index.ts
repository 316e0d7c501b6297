export { archive } from './archive.js';
export { buildHeldOutWorld, buildWorld } from './build.js';
export { type FeedEntry, feedContentType, writeFeed } from './feed.js';
export { entriesOf, resolveSetting, type ServedRequest, type ServedWorld, serveWorld } from './server.js';
export * from './types.js';
