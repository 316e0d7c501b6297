export { dueDeliveries, sweepDeliveries } from './due.js';
export { deliver } from './handler.js';
