import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExportObject } from '@hearsay/api';
import { openLog, openPrivate, readSettings } from '@hearsay/runtime';
import { openEmbedded } from '@hearsay/store';
import { canonicalUrl } from '@hearsay/text/url';
import { describe, expect, test } from 'vitest';
import { hearsay } from '../support/command.js';
import { testDaemon } from '../support/daemon.js';
import { hasShared } from '../support/shared-data.js';
import { archive, buildWorld, type Publication, resolveSetting, serveWorld } from '../world/index.js';
import { buildSeeds } from '../world/seeds.js';

const publications: { name: string; missing: boolean; build: () => Publication }[] = [
  { name: 'the demo world', missing: false, build: () => oneByOne(buildWorld(37)) },
  {
    name: 'the seeds (needs ../shared/seeds)',
    missing: !hasShared('seeds/gold.json'),
    build: () => buildSeeds(),
  },
];

describe.each(publications)('$name', ({ missing, build }) => {
  test.skipIf(missing)(
    'replay and the live daemon give the same stories, claims and relations, and a second replay nothing new',
    async () => {
      const publication = build();
      const live = await pollAll(publication);
      const folder = mkdtempSync(join(tmpdir(), 'hearsay-test-'));
      try {
        const options = { input: archive(publication), env: { HEARSAY_LOG: 'error' } };
        const replay = ['replay', '-', '--json', '--data', join(folder, 'data')];
        await subscribe(join(folder, 'data'));
        const first = await hearsay(replay, options);
        expect(first).toMatchObject({ code: 0, err: '' });
        const told = await alertsIn(join(folder, 'data'));
        expect(told.length).toBeGreaterThan(0);
        const replayed = JSON.parse(first.out) as ExportObject;
        expect(judgements(replayed)).toEqual(judgements(live));

        const second = await hearsay(replay, options);
        expect(second).toMatchObject({ code: 0, err: '' });
        expect(JSON.parse(second.out)).toEqual(replayed);
        expect(await alertsIn(join(folder, 'data'))).toEqual(told);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
    300_000,
  );
});

/** What was judged, without ids of the live web's clock: stories, copies, claims and each mention's relation. */
function judgements({ stories, articles, claims }: ExportObject) {
  return {
    stories: stories.map(({ firstSeen: _, ...story }) => story),
    articles: articles.map(({ fetched: _, ...article }) => article),
    claims,
  };
}

/** Lets a daemon read one publication step after the other, and returns what it then knows. */
async function pollAll(publication: Publication): Promise<ExportObject> {
  const site = await serveWorld(publication);
  const daemon = await testDaemon('server', { HEARSAY_RESOLVE: resolveSetting(publication, site.port) });
  try {
    for (const { feedUrl } of publication.outlets) await daemon.call('POST', '/v1/feeds', { url: feedUrl });
    const { jobs } = daemon.runtime.deps.store;
    const done = async (url: string, revision: number) => {
      const ended = (await jobs.trail(await jobs.subjectsOf(canonicalUrl(url)))).filter(
        ({ stage, outcome }) => stage === 'match' || (stage === 'clean' && outcome !== 'forward'),
      );
      return ended.length >= revision;
    };
    for (const step of publication.steps) {
      site.publishNext();
      for (const { article: id, revision } of step.shows) {
        const url = publication.articles.find((each) => each.id === id)?.url ?? '';
        await daemon.until(() => done(url, revision), `${url} is matched in revision ${revision}`, 120_000);
      }
    }
    return await daemon.call('GET', '/v1/export');
  } finally {
    await daemon.end();
    await site.close();
  }
}

/** Each article a step of its own, in the order of the archive. */
function oneByOne(world: Publication): Publication {
  const shows = world.articles
    .flatMap((article) => article.revisions.map((each, at) => ({ article, at: each.at, revision: at + 1 })))
    .sort((a, b) => a.at.localeCompare(b.at) || a.article.id.localeCompare(b.article.id));
  const stepOf = (id: string, revision: number) =>
    shows.findIndex((each) => each.article.id === id && each.revision === revision) + 1;
  return {
    outlets: world.outlets,
    steps: shows.map(({ article, at, revision }, index) => ({
      index: index + 1,
      at,
      shows: [{ article: article.id, revision }],
    })),
    articles: world.articles.map((article) => ({
      ...article,
      revisions: article.revisions.map((each, at) => ({ ...each, atStep: stepOf(article.id, at + 1) })),
    })),
  };
}

/** Somebody who wants everything, so that being told twice would show. */
async function subscribe(dir: string): Promise<void> {
  const { deps, close } = await openPrivate(readSettings({}), openLog('silent'), dir);
  const channel = { kind: 'webhook', url: 'http://desk.example/hook' };
  const subscription = {
    id: 'desk',
    name: 'desk',
    channel,
    wants: null,
    pace: null,
    token: null,
    createdAt: new Date(0),
    afterSeq: '0',
  };
  await deps.store.subscriptions.save(subscription);
  await close();
}

async function alertsIn(dir: string): Promise<unknown[]> {
  const db = await openEmbedded(dir);
  try {
    return (await db.query('select * from hearsay.alerts order by id')).rows;
  } finally {
    await db.close();
  }
}
