export { extract, extractor, extractRevision } from './handler.js';
