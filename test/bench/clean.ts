import { cleanPage } from '@hearsay/text/page';
import { Readability } from '@mozilla/readability';
import { JSDOM } from 'jsdom';
import { loadWeb, loadZyte } from '../eval/pages/load.js';
import type { Task } from '../support/run-task.js';
import { hasShared } from '../support/shared-data.js';

/** How many pages of each set; the plain way takes about a fifth of a second a page. */
const DEFAULT_PAGES = 150;

interface Page {
  url: string;
  html: string;
}

/**
 * `npm run bench -- clean [PAGES]`: CPU per page of `cleanPage` against plain `new JSDOM(html)` with
 * Readability, turn about on the same pages in the same run, and the peak of memory afterwards over
 * a thousand pages in one thread.
 */
export const task: Task = {
  about: 'cleaning pages: CPU a page against plain jsdom + readability, peak memory of 1,000 pages',
  async run(args) {
    if (!hasShared('data/pages'))
      throw new Error('../shared/data/pages is missing: put it beside the checkout.');
    const pages = sample(Number(args[0] ?? DEFAULT_PAGES));
    await compare(pages);
    await measureMemory(pages);
  },
};

function sample(count: number): Page[] {
  const all = [...loadZyte(), ...loadWeb()];
  const step = Math.max(1, Math.floor(all.length / count));
  return all.filter((_, i) => i % step === 0).map((page) => ({ url: page.url, html: page.html() }));
}

async function compare(pages: Page[]): Promise<void> {
  let plain = 0;
  let ours = 0;
  let failed = 0;
  for (const page of pages) {
    const [cpu, ok] = await cpuOf(() => readPlainly(page));
    plain += cpu;
    if (!ok) failed++;
    ours += (await cpuOf(() => cleanPage(page)))[0];
  }
  const n = pages.length;
  write(`pages ${n}; the plain way threw on ${failed}`);
  write(`plain jsdom + readability   ${(plain / n).toFixed(1)} ms CPU a page`);
  write(`cleanPage                   ${(ours / n).toFixed(1)} ms CPU a page`);
  write(`ratio                       ${(ours / plain).toFixed(3)}`);
}

function readPlainly(page: Page): void {
  const dom = new JSDOM(page.html, { url: page.url });
  new Readability(dom.window.document).parse();
  dom.window.close();
}

/** Milliseconds of CPU (user and system) of one call, garbage collection after it included. */
async function cpuOf(call: () => unknown): Promise<[ms: number, ok: boolean]> {
  const before = process.cpuUsage();
  let ok = true;
  try {
    call();
  } catch {
    ok = false;
  }
  await new Promise((resolve) => setImmediate(resolve));
  const { user, system } = process.cpuUsage(before);
  return [(user + system) / 1000, ok];
}

async function measureMemory(pages: Page[]): Promise<void> {
  const { createReader } = await import('@hearsay/runtime/reader/index');
  const reader = createReader({ threads: 1, heapMb: 256, pagesPerWorker: Number.POSITIVE_INFINITY });
  const before = process.memoryUsage().rss;
  let peak = before;
  let dropped = 0;
  for (let i = 0; i < 1_000; i++) {
    const result = await reader.clean(pages[i % pages.length]!);
    if ('dropped' in result && /too-(slow|large)/.test(result.dropped)) dropped++;
    peak = Math.max(peak, process.memoryUsage().rss);
  }
  await reader.close();
  write(
    `1,000 pages in one worker   peak ${mb(peak - before)} MB above the ${mb(before)} MB before; over a limit: ${dropped}`,
  );
}

function mb(bytes: number): string {
  return (bytes / 1_048_576).toFixed(0);
}

function write(line: string): void {
  process.stdout.write(`${line}\n`);
}
