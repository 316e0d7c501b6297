import { createReader } from '@hearsay/runtime/reader/index';
import { samplePages } from './sample.js';

// A process of its own, so that what is measured is the reader and nothing before it.
const PAGES = 1_000;
const pages = samplePages(Number(process.argv[2]));
const idle = process.memoryUsage().rss;
const reader = createReader({ threads: 1 });
let peak = idle;
const over: Record<string, number> = {};
for (let i = 0; i < PAGES; i++) {
  const result = await reader.clean(pages[i % pages.length]!);
  if ('dropped' in result && /too-(slow|large)/.test(result.dropped))
    over[result.dropped] = (over[result.dropped] ?? 0) + 1;
  peak = Math.max(peak, process.memoryUsage().rss);
}
await reader.close();
const mb = (bytes: number) => (bytes / 1_048_576).toFixed(0);
process.stdout.write(
  `${PAGES} pages in one worker     peak ${mb(peak)} MB of the whole process, ${mb(idle)} MB of it before; over a limit: ${JSON.stringify(over)}\n`,
);
