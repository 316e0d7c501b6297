import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createReader } from '@hearsay/runtime/reader/index';

// A process of its own that holds one page at a time (each a file of the folder given), so that what is measured is the
// reader and nothing before it.
const PAGES = 1_000;
const folder = process.argv[2] as string;
const files = readdirSync(folder);
const idle = process.memoryUsage().rss;
const reader = createReader({ threads: 1 });
let peak = idle;
const over: Record<string, number> = {};
for (let i = 0; i < PAGES; i++) {
  const result = await reader.clean(
    JSON.parse(readFileSync(join(folder, files[i % files.length] as string), 'utf8')),
  );
  if ('dropped' in result && /too-(slow|large)/.test(result.dropped))
    over[result.dropped] = (over[result.dropped] ?? 0) + 1;
  peak = Math.max(peak, process.memoryUsage().rss);
}
await reader.close();
const mb = (bytes: number) => (bytes / 1_048_576).toFixed(0);
process.stdout.write(
  `${PAGES} pages in one worker     peak ${mb(peak)} MB of the whole process, ${mb(idle)} MB of it before; over a limit: ${JSON.stringify(over)}\n`,
);
