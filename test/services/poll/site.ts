import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { poll } from '@hearsay/poll';
import {
  type Deps,
  openLog,
  openRuntime,
  type Runtime,
  readSettings,
  runJob,
  setClock,
} from '@hearsay/runtime';
import type { Feed } from '@hearsay/store';
import { idOf } from '@hearsay/text/id';
import { feedKey, outletDomain } from '@hearsay/text/url';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { freshDatabase, freshRedis } from '../../support/services.js';

export const start = new Date('2031-05-05T12:00:00Z');
export const minute = 60_000;
export const hour = 60 * minute;

/** One entry of a feed that the test's site serves. */
export interface Item {
  guid?: string;
  link: string;
  title: string;
  date?: Date;
}

/** A feed of these entries. */
export function rss(items: Item[], head = ''): string {
  const rows = items.map(
    ({ guid, link, title, date }) =>
      `<item><title>${title}</title><link>${link}</link>${guid === undefined ? '' : `<guid isPermaLink="false">${guid}</guid>`}${
        date === undefined ? '' : `<pubDate>${date.toUTCString()}</pubDate>`
      }</item>`,
  );
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>Tribune</title>${head}${rows.join('')}</channel></rss>`;
}

/** Entries of the last hours, one an hour. */
export const hourly = (count: number, path = '') =>
  Array.from({ length: count }, (_, at) => ({
    guid: `g${path}${at}`,
    link: `http://tribune.example/${path}${at}`,
    title: `Report ${path}${at}`,
    date: new Date(start.getTime() - (at + 1) * hour),
  }));

/** The record and the site of the tests of one file. */
interface Bench {
  runtime: Runtime;
  deps: Deps;
  clock: ReturnType<typeof setClock>;
  /** What the site answers, and what it was asked. */
  answer: (request: IncomingMessage, response: ServerResponse) => void;
  asked: IncomingMessage[];
}

/** Opens a record of this mode and a site before the tests, ends both after them; gives what tests of poll do with them. */
export function usePoll(engine: 'server' | 'embedded') {
  const on = { asked: [] as IncomingMessage[] } as Bench;
  let site: Server;
  let ends: (() => Promise<void>)[] = [];
  let made = 0;

  beforeAll(async () => {
    site = createServer((request, response) => {
      on.asked.push(request);
      on.answer(request, response);
    });
    await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
    const { port } = site.address() as AddressInfo;
    const hosts = ['tribune', 'herald', 'moved'].map((name) => `${name}.example=127.0.0.1:${port}`);
    const env: Record<string, string> = {
      HEARSAY_LOG: 'silent',
      HEARSAY_DOMAIN_RATE: '10000',
      HEARSAY_DOMAIN_BURST: '10000',
      HEARSAY_RESOLVE: [...hosts, 'silent.example=127.0.0.1:1'].join(','),
    };
    if (engine === 'server') {
      const [database, redis] = [await freshDatabase(), await freshRedis()];
      ends.push(database.drop, redis.drop);
      Object.assign(env, { DATABASE_URL: database.url, REDIS_URL: redis.url });
    } else {
      const { mkdtempSync, rmSync } = await import('node:fs');
      const folder = mkdtempSync('/tmp/hearsay-test-');
      ends.push(async () => rmSync(folder, { recursive: true, force: true }));
      env.HEARSAY_DATA = `${folder}/data`;
    }
    const settings = readSettings(env);
    on.runtime = await openRuntime(settings, openLog('silent'));
  });
  afterAll(async () => {
    await on.runtime.close();
    for (const end of ends) await end();
    ends = [];
    site.closeAllConnections();
    site.close();
  });
  beforeEach(() => {
    on.clock = setClock(start);
    on.deps = { ...on.runtime.deps, clock: on.clock };
    on.asked = [];
  });
  afterEach(() => on.runtime.db.query('delete from hearsay.feeds'));

  async function watch(url: string, tags: string[] = []): Promise<string> {
    const id = idOf('feed', url);
    const [outlet, key] = [outletDomain(url), feedKey(url)];
    await on.deps.store.feeds.add({ id, url, key, outlet, title: null, tags, now: on.clock.now() });
    return id;
  }
  async function run(feed: string) {
    made += 1;
    const job = { id: `ob-${made}`, stage: 'poll' as const, payload: { feed }, attempt: 1, attempts: 1 };
    return runJob('poll', { ...job, queuedAt: Date.now() }, poll, on.deps);
  }
  const pass = (ms: number) => on.clock.set(new Date(on.clock.now().getTime() + ms));
  const row = async (id: string) => (await on.deps.store.feeds.get(id)) as Feed;
  const kinds = async (id: string) =>
    (await on.deps.store.feeds.notices(id, 50)).map((each) => each.kind).reverse();
  const serve = (body: () => string, headers: Record<string, string> = {}) => {
    on.answer = (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/rss+xml', ...headers }).end(body());
    };
  };
  const status = (code: number, headers: Record<string, string> = {}) => {
    on.answer = (_request, response) => {
      response.writeHead(code, headers).end();
    };
  };
  return { on, watch, run, pass, row, kinds, serve, status };
}
