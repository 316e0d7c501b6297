export { clean } from './handler.js';
