export { fetchPage } from './handler.js';
