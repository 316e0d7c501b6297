export { poll } from './handler.js';
