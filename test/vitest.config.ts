import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['**/*.test.ts'],
    exclude: ['dist/**', 'node_modules/**'],
    // Long enough for a cold embedded store on a loaded two-core machine; a hang still ends.
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
