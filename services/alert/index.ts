export { alert } from './handler.js';
