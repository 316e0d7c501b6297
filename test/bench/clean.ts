import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { cleanPage } from '@hearsay/text/page';
import { Readability } from '@mozilla/readability';
import { JSDOM, VirtualConsole } from 'jsdom';
import { compareShingles, scoreShingles } from '../eval/pages/shingle.js';
import type { Task } from '../support/run-task.js';
import { hasShared } from '../support/shared-data.js';
import { type BenchPage, samplePages } from './clean/sample.js';

/** How many pages of each set; the plain way takes about a fifth of a second a page. */
const DEFAULT_PAGES = 150;
/** Pages one way reads before the other has its turn. */
const BLOCK = 15;

/**
 * `npm run bench -- clean [PAGES]`: CPU per page of `cleanPage` against plain `new JSDOM(html)` with
 * Readability, turn about on the same pages in the same run; the texts of both against the labelled ones; and the
 * peak of memory over a thousand pages in one worker of a process of its own.
 */
export const task: Task = {
  about: 'cleaning pages: CPU a page against plain jsdom + readability, peak memory of 1,000 pages',
  async run(args) {
    if (!hasShared('data/pages'))
      throw new Error('../shared/data/pages is missing: put it beside the checkout.');
    const count = Number(args[0] ?? DEFAULT_PAGES);
    const pages = samplePages(count);
    await compare(pages);
    await compareDoms(pages);
    await measureMemory(pages);
  },
};

/** What one way of reading has cost so far, and what it read. */
interface Way {
  name: string;
  read(page: BenchPage): string;
  ms: number;
  failed: number;
  shares: ReturnType<typeof compareShingles>[];
}

async function compare(pages: BenchPage[]): Promise<void> {
  const plain = way('plain jsdom + readability', readPlainly);
  const ours = way('cleanPage', readOurs);
  for (const each of [plain, ours]) each.read(pages[0]!);
  for (let at = 0; at < pages.length; at += BLOCK)
    for (const each of [plain, ours]) await readBlock(each, pages.slice(at, at + BLOCK));
  const labelled = plain.shares.length;
  write(`pages ${pages.length}; the plain way threw on ${plain.failed}`);
  for (const { name, ms, shares } of [plain, ours]) {
    const f1 = scoreShingles(shares).f1.toFixed(3);
    write(
      `${name.padEnd(27)} ${(ms / pages.length).toFixed(1).padStart(6)} ms CPU a page   4-gram F1 ${f1} on ${labelled} labelled`,
    );
  }
  write(`ratio                       ${(ours.ms / plain.ms).toFixed(3)}`);
}

function way(name: string, read: Way['read']): Way {
  return { name, read, ms: 0, failed: 0, shares: [] };
}

function readPlainly(page: BenchPage): string {
  const dom = new JSDOM(page.html, { url: page.url, virtualConsole: new VirtualConsole() });
  const text = new Readability(dom.window.document).parse()?.textContent ?? '';
  dom.window.close();
  return text;
}

function readOurs(page: BenchPage): string {
  return textOf(cleanPage(page));
}

/** Milliseconds of CPU (user and system) for some pages, with the collection of the garbage they made. */
async function readBlock(way: Way, pages: BenchPage[]): Promise<void> {
  const before = process.cpuUsage();
  const texts: string[] = [];
  for (const page of pages) {
    texts.push(attempt(way, page));
    await new Promise((resolve) => setImmediate(resolve));
  }
  collectGarbage();
  const { user, system } = process.cpuUsage(before);
  way.ms += (user + system) / 1000;
  pages.forEach(({ label }, i) => {
    if (label !== null) way.shares.push(compareShingles(label, texts[i]!));
  });
}

function attempt(way: Way, page: BenchPage): string {
  try {
    return way.read(page);
  } catch {
    way.failed++;
    return '';
  }
}

/** Texts whose bags of words differ by more than this share are different texts. */
const SAME_TEXT = 0.01;

/** The share of pages whose text in the light DOM is not that of jsdom, the reference. */
async function compareDoms(pages: BenchPage[]): Promise<void> {
  const differing: string[] = [];
  for (const page of pages) {
    const [light, reference] = [cleanPage(page), cleanPage(page, 'jsdom')];
    if (wordsApart(textOf(light), textOf(reference)) > SAME_TEXT) differing.push(page.url);
    await new Promise((resolve) => setImmediate(resolve));
  }
  const share = ((100 * differing.length) / pages.length).toFixed(1);
  write(
    `light DOM against jsdom     ${differing.length} of ${pages.length} pages (${share} %) differ by over 1 % of words ${differing.join(' ')}`,
  );
}

/** Share of the longer text's words that the other has not, 0..1. */
function wordsApart(a: string, b: string): number {
  const [x, y] = [words(a), words(b)];
  const left = new Map<string, number>();
  for (const word of x) left.set(word, (left.get(word) ?? 0) + 1);
  let common = 0;
  for (const word of y) {
    const count = left.get(word) ?? 0;
    if (count > 0) common++;
    left.set(word, count - 1);
  }
  return 1 - common / Math.max(x.length, y.length, 1);
}

function words(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+/gu) ?? [];
}

function textOf(article: ReturnType<typeof cleanPage>): string {
  return 'dropped' in article ? '' : article.text;
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

async function measureMemory(pages: BenchPage[]): Promise<void> {
  const script = fileURLToPath(new URL('./clean/memory.js', import.meta.url));
  const folder = mkdtempSync(join(tmpdir(), 'hearsay-bench-'));
  try {
    for (const [at, page] of pages.entries()) writeFileSync(join(folder, `${at}.json`), JSON.stringify(page));
    const { stdout } = await promisify(execFile)(process.execPath, [script, folder]);
    write(stdout.trimEnd());
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function write(line: string): void {
  process.stdout.write(`${line}\n`);
}
