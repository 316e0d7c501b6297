export { plain } from './print.js';
export { sayRecord } from './record.js';
