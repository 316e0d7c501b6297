export { extract } from './handler.js';
