export { match } from './handler.js';
