import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['**/*.test.ts'],
    exclude: ['dist/**', 'node_modules/**'],
    // Many files wait for servers and processes of their own: on two cores one at a time leaves half of them idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // Long enough for a cold embedded store on a loaded two-core machine; a hang still ends.
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
