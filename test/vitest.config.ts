import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { quickStart } from './support/quick-start.js';

/** Whole processes first: begun last, one of them would be waited for alone. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) => moduleId.includes('/end-to-end/');
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

const pure = 'shared/text/**/*.test.ts';

export default defineConfig({
  test: {
    // Many files wait for servers and processes of their own: with one for each core, cores are idle meanwhile.
    maxWorkers: Math.max(3, availableParallelism() - 1),
    sequence: { sequencer: LongestFirst },
    // Long enough for a cold embedded store on a loaded two-core machine; a hang still ends.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    execArgv: quickStart,
    // Our packages are compiled: Node takes them as they are. Vite would send each file of them, and make it over again.
    server: { deps: { external: [/\/(?:shared|services)\/[a-z]+\/dist\//] } },
    projects: [
      {
        extends: true,
        test: { name: 'rest', include: ['**/*.test.ts'], exclude: ['dist/**', 'node_modules/**', pure] },
      },
      // Functions without state: these files share a process, which loads the weights once.
      { extends: true, test: { name: 'text', include: [pure], isolate: false } },
    ],
  },
});
