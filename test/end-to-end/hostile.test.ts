import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Database } from '@hearsay/store';
import { describe, expect, test } from 'vitest';
import { type Mode, makePlace, type Place } from '../faults/place.js';
import { eventually, startChildDaemon } from '../support/child-daemon.js';
import { type Case, cases } from '../support/hostile/cases.js';
import { type NameServer, startNameServer } from '../support/hostile/names.js';
import {
  feedCases,
  type HostileSite,
  privateAddress,
  publicAddress,
  startHostileSite,
} from '../support/hostile/site.js';
import { startHub, type TestHub } from '../support/hub.js';
import { freePort } from '../support/service-process.js';

const recorder = pathToFileURL(join(import.meta.dirname, '../dist/support/record-connections.js')).href;

/** Each host of a case gives its bad page and a good one; feeds that misbehave give two good ones, the retired one. */
const entriesInAll = 2 * cases.length + 2 * Object.keys(feedCases).length - 1;

interface Row {
  id: string;
  url: string;
  stage: string;
  outcome: string;
  reason: string | null;
  attempts: number;
}

/** What is left of a run once everything has stopped. */
interface Left {
  rows: Row[];
  texts: { url: string; text: string }[];
  feeds: { url: string; status: string; failures: number }[];
  asked: HostileSite['asked'];
  intruded: string[];
  tried: string[];
  permitted: string[];
  namesAsked: string[];
  /** How often the hub that forgets was asked for a subscription. */
  hubAsked: number;
}

/** Servers of a run, besides the site. */
interface Around {
  names: NameServer;
  hub: TestHub;
  port: number;
}

function settingsOf(
  place: Place,
  site: HostileSite,
  { names, hub, port }: Around,
  file: string,
): Record<string, string> {
  return {
    ...place.settings,
    HEARSAY_LOG: 'silent',
    HEARSAY_USER_AGENT: 'hearsay/0.1 (+https://desk.example/robot)',
    HEARSAY_PORT: String(port),
    HEARSAY_PUBLIC_URL: `http://127.0.0.1:${port}`,
    HEARSAY_RESOLVE: `${site.resolve},hub.example=127.0.0.1:${hub.port}`,
    HEARSAY_PUSH_QUIET: '0.5',
    HEARSAY_PUSH_RETRY: '0.2',
    HEARSAY_PUSH_POLL_MAX: '2',
    HEARSAY_NAME_SERVER: names.address,
    HEARSAY_ALLOW_NETWORKS: `${publicAddress}/32`,
    HEARSAY_ALLOW_PORTS: `80,443,${site.around.port},${site.around.forbidden}`,
    HEARSAY_POLL_MIN: '1',
    HEARSAY_POLL_MAX: '2',
    HEARSAY_DOMAIN_RATE: '1000',
    HEARSAY_DOMAIN_BURST: '100',
    HEARSAY_QUIET: '0.2',
    HEARSAY_ROBOTS_RETRY: '0.05',
    HEARSAY_FETCH_SECONDS: '5',
    HEARSAY_STALL_SECONDS: '4',
    HEARSAY_RETRY_FACTOR: '0.001',
    HEARSAY_PAGE_MB: '0.5',
    HEARSAY_REVISIT_AFTER: 'none',
    NODE_OPTIONS: `--import=${recorder}`,
    CONNECTIONS: file,
  };
}

/** The site is watched by a real daemon until nothing is left to do; then it is stopped and its record is read. */
async function run(mode: Mode): Promise<Left> {
  const folder = mkdtempSync(join(tmpdir(), 'hearsay-hostile-'));
  const file = join(folder, 'connections');
  const [site, place] = [await startHostileSite(), await makePlace(mode)];
  // The name that turns its coat: public when robots.txt is asked for, private when the page is.
  const names = await startNameServer((name, time) =>
    name === 'turncoat.example' ? (time === 1 ? publicAddress : privateAddress) : null,
  );
  const hub = await startHub();
  void forgetting(hub);
  const settings = settingsOf(place, site, { names, hub, port: await freePort() }, file);
  const daemon = await startChildDaemon(settings);
  try {
    await Promise.all(site.feeds.map((url) => daemon.call('POST', '/v1/feeds', { url })));
    const asked = () => hub.events.filter(({ kind }) => kind === 'asked').length;
    await eventually(async () => asked() >= 2, 'the hub that forgot is asked again', 300_000);
    await eventually(
      () => isDone(daemon),
      () => `every entry has its outcome: ${daemon.said()}`,
      300_000,
    );
    expect(await daemon.end('SIGTERM')).toEqual({ code: 0, signal: null });
    const tried = [...new Set(readFileSync(file, 'utf8').trim().split('\n'))];
    const db = await place.open();
    try {
      const { intruded } = site;
      const permitted = permittedOf(settings, site, hub);
      return {
        ...(await leftIn(db)),
        asked: site.asked,
        intruded,
        tried,
        permitted,
        namesAsked: names.asked,
        hubAsked: asked(),
      };
    } finally {
      await db.close();
    }
  } finally {
    await daemon.end('SIGKILL');
    await place.remove();
    await site.close();
    await names.close();
    await hub.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Each time somebody has subscribed, the hub forgets it. */
async function forgetting(hub: TestHub): Promise<void> {
  for (;;) {
    await hub.next('subscribed');
    hub.forget();
  }
}

async function isDone(daemon: Awaited<ReturnType<typeof startChildDaemon>>): Promise<boolean> {
  type Stage = {
    name: string;
    queue: Record<'waiting' | 'active' | 'delayed', number>;
    outcomes: { jobs: number }[];
  };
  const { stages, outbox } = (await daemon.call('GET', '/v1/pipeline')) as {
    stages: Stage[];
    outbox: number;
  };
  const busy = stages.some(
    ({ name, queue }) => name !== 'poll' && queue.waiting + queue.active + queue.delayed > 0,
  );
  const fetched = stages.find(({ name }) => name === 'fetch')?.outcomes ?? [];
  return !busy && outbox === 0 && fetched.reduce((sum, row) => sum + row.jobs, 0) >= entriesInAll;
}

function permittedOf(
  settings: Record<string, string>,
  { around: { port } }: HostileSite,
  hub: TestHub,
): string[] {
  const servers = [settings.REDIS_URL, settings.DATABASE_URL].flatMap((url) => {
    if (url === undefined) return [];
    const { hostname, port: own } = new URL(url);
    return [`tcp ${hostname}:${own}`, `tcp ::1:${own}`];
  });
  return [`tcp 127.0.0.1:${port}`, `tcp ${publicAddress}:${port}`, `tcp 127.0.0.1:${hub.port}`, ...servers];
}

async function leftIn(db: Database): Promise<Pick<Left, 'rows' | 'texts' | 'feeds'>> {
  const { rows } = await db.query<Row>(
    `select e.id, e.url, o.stage, o.outcome, o.reason, o.attempts from hearsay.entries e
     left join hearsay.pages p on p.entry = e.id
     left join hearsay.revisions r on r.page = p.id
     join hearsay.outcomes o on o.stage = 'fetch' and o.payload->>'entry' = e.id
       or o.stage = 'clean' and o.payload->>'page' = p.id
       or o.stage in ('dedupe', 'match') and o.payload->>'article' = r.article`,
  );
  const entries = await db.query<{ id: string; url: string }>('select id, url from hearsay.entries');
  for (const { id, url } of entries.rows) {
    if (!rows.some((row) => row.id === id))
      rows.push({ id, url, stage: 'none', outcome: '', reason: null, attempts: 0 });
  }
  const texts = await db.query<{ url: string; text: string }>(
    'select a.url, r.text from hearsay.articles a join hearsay.revisions r on r.article = a.id',
  );
  const feeds = await db.query<Left['feeds'][number]>('select url, status, failures from hearsay.feeds');
  return { rows, texts: texts.rows, feeds: feeds.rows };
}

/** The outcomes of one entry in one stage. */
function at(left: Left, url: string, stage: string): Row[] {
  return left.rows.filter((row) => row.url === url && row.stage === stage);
}

describe.each(['server', 'embedded'] as const)('a site that misbehaves in every way (%s)', (mode) => {
  let left: Left;
  test('is read to its end by a real daemon', async () => {
    left = await run(mode);
    expect(new Set(left.rows.map((row) => row.id)).size).toBe(entriesInAll);
  }, 400_000);

  const linkOf = ({ name, link }: Case) =>
    link?.({ port: portOf(left), forbidden: 0 }) ?? `http://${name}.example/page`;

  test.each(cases.map((each) => [each.name, each] as const))('%s', (_, each) => {
    const [fetched, ...others] = at(left, linkOf(each), 'fetch');
    expect(others).toEqual([]);
    expect(fetched).toMatchObject({ outcome: each.outcome });
    if (each.reason !== null) expect(fetched?.reason).toMatch(each.reason);
    if (each.attempts !== undefined) expect(fetched?.attempts).toBe(each.attempts);
    const cleaned = at(left, linkOf(each), 'clean');
    expect(cleaned).toHaveLength(each.outcome === 'forward' ? 1 : 0);
    if (each.cleaned !== undefined) expect(cleaned[0]?.reason).toMatch(each.cleaned);
    else if (each.outcome === 'forward') expect(cleaned[0]?.outcome).toBe('forward');
    if (each.text !== undefined) {
      const article = left.texts.find(({ url }) => url === `https://${each.name}.example/page`);
      expect(article?.text).toContain(each.text);
    }
  });

  test('every good article on the same sites comes through, once', () => {
    const good = left.rows.filter((row) => /\/(?:good|second)$/.test(row.url));
    const urls = new Set(good.map((row) => row.url));
    expect(urls.size).toBe(entriesInAll - cases.length);
    for (const url of urls) {
      for (const stage of ['fetch', 'clean', 'dedupe']) {
        const outcomes = at(left, url, stage).map((row) => row.outcome);
        expect(outcomes, `${url} in ${stage}`).toEqual(['forward']);
      }
      expect(at(left, url, 'match').length, `${url} in match`).toBeGreaterThan(0);
    }
  });

  test('a site that asked for quiet got it, on all its pages', () => {
    const asked = left.asked.filter(({ host }) => host === 'throttled.example');
    const first = asked.findIndex(({ path }) => path === '/page');
    const gap = (asked[first + 1]?.at ?? 0) - (asked[first]?.at ?? 0);
    // Requests that were under way with it count for nothing; the next to begin came after a second.
    expect(asked[first + 1]?.path === '/good' || gap >= 990).toBe(true);
    const pages = asked.filter(({ path }) => path === '/page').map((each) => each.at);
    expect(pages).toHaveLength(3);
    for (let i = 1; i < 3; i++)
      expect((pages[i] as number) - (pages[i - 1] as number)).toBeGreaterThanOrEqual(990);
  });

  test('a hub that forgets us is asked again, and polling brings what it does not push', () => {
    expect(left.hubAsked).toBeGreaterThanOrEqual(2);
    expect(at(left, 'http://forgotten.example/second', 'match').length).toBeGreaterThan(0);
  });

  test('feeds that broke are read again, and one that is gone is retired', () => {
    const feed = (name: string) => left.feeds.find(({ url }) => url === `http://${name}.example/feed.xml`);
    expect(feed('retired')?.status).toBe('retired');
    for (const name of ['sametag', 'newtag', 'errorpage', 'cut', 'forgotten'])
      expect(feed(name), name).toMatchObject({ status: 'healthy', failures: 0 });
  });

  test('robots.txt is asked for once of each host, before its first page, and pages it keeps are not asked for', () => {
    const hosts = new Set(left.asked.filter(({ path }) => path.startsWith('/page')).map(({ host }) => host));
    for (const host of hosts) {
      const paths = left.asked
        .filter((each) => each.host === host && each.path !== '/feed.xml')
        .map((each) => each.path);
      expect(paths[0], host).toBe('/robots.txt');
      expect(
        paths.filter((path) => path === '/robots.txt'),
        host,
      ).toHaveLength(1);
    }
    expect(left.asked.some(({ host, path }) => host === 'kept.example' && path === '/page')).toBe(false);
    expect(new Set(left.asked.map(({ userAgent }) => userAgent))).toEqual(
      new Set(['hearsay/0.1 (+https://desk.example/robot)']),
    );
  });

  test('no connection was tried but to the sites and the two databases', () => {
    expect(left.intruded).toEqual([]);
    const tcp = left.tried
      .map((line) => line.replace(/^\w+ /, ''))
      .filter((line) => !line.startsWith('local '));
    expect(tcp.length).toBeGreaterThan(0);
    expect(tcp.filter((line) => !left.permitted.includes(line))).toEqual([]);
    // The name was asked for again, and its second answer was not followed.
    expect(left.namesAsked.filter((each) => each === 'turncoat.example 1').length).toBeGreaterThanOrEqual(2);
    expect(new Set(left.namesAsked.map((each) => each.split(' ')[0]))).toEqual(new Set(['turncoat.example']));
  });
});

function portOf(left: Left): number {
  return Number(/:(\d+)$/.exec(left.permitted[0] as string)?.[1]);
}
