export type { Origin } from './types.js';
