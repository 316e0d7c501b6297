export { createApi } from './app.js';
export * from './contract.js';
export { type ServedApi, serveApi } from './serve.js';
