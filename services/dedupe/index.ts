export { dedupe } from './handler.js';
