import { register } from 'node:module';

/*
 * Loaded before anything else (NODE_OPTIONS=--import): writes a line for each module that this process imports into the
 * file that LOADS names.
 */
register(new URL('./record-loads-hook.js', import.meta.url));
