export { fetchPage } from './handler.js';
export { dueArticles } from './sweep.js';
