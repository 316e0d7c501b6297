export * from './outcome.js';
export * from './pipeline.js';
export type { RetryPolicy } from './stage.js';
export * from './view.js';
