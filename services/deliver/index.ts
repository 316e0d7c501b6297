export { deliver } from './handler.js';
