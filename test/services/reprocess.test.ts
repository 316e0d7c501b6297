import { createApi, type HistoryObject, type ReprocessObject } from '@hearsay/api';
import { clean } from '@hearsay/clean';
import { forgetBytes } from '@hearsay/daemon/housekeeping';
import { dedupe } from '@hearsay/dedupe';
import { extract } from '@hearsay/extract';
import { match } from '@hearsay/match';
import { type Deps, type Runtime, readSettings, runInline } from '@hearsay/runtime';
import { createReader, type Reader } from '@hearsay/runtime/reader/index';
import { contentHash, idOf } from '@hearsay/text/id';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { courier, newsPage, type Told, tribune } from '../end-to-end/revise/site.js';
import { engines, type TestRecord, testDeps, testRecord } from '../support/record.js';

const stages = { clean, dedupe, extract, match };
/** What an older version of ours took for a sentence of the article. */
const furniture =
  'The Velmar Tribune gave away 900 umbrellas to its readers in the city of Velmar last year.';
const url = 'http://tribune.example/bridge';
const article = idOf('article', 'https://tribune.example/bridge');

describe.each(engines)('reprocess on the record of the %s mode', (engine) => {
  let record: TestRecord;
  let reader: Reader;
  let deps: Deps;
  beforeAll(async () => {
    [record, reader] = [await testRecord(engine), createReader({ threads: 1 })];
    deps = { ...testDeps(record.store), reader };
  });
  afterAll(async () => {
    await reader.close();
    await record.end();
  });

  const arrive = async (address: string, told: Told, fetchedAt: string) => {
    const body = new TextEncoder().encode(newsPage(told));
    const contentHashOf = contentHash(body);
    const { id } = await record.store.pages.save(
      {
        id: idOf('page', address, contentHashOf),
        url: address,
        contentHash: contentHashOf,
        entry: null,
        status: 200,
        contentType: 'text/html; charset=utf-8',
        headers: {},
        hints: {},
        fetchedAt: new Date(fetchedAt),
      },
      body,
    );
    expect(await runInline('clean', { page: id }, stages, deps)).toEqual([]);
  };

  /** As if an older version had read the article: with a line that is none of it. */
  const readBadly = async () => {
    await record.db.query(
      `update hearsay.revisions set text = text || $2, text_hash = 'old', made_by = 'page-0'
       where article = $1 and revision = 1`,
      [article, `\n\n${furniture}`],
    );
    expect(await runInline('extract', { article, revision: 1 }, stages, deps)).toEqual([]);
  };

  beforeEach(async () => {
    await record.db.query(`truncate hearsay.articles, hearsay.pages, hearsay.bodies, hearsay.stories, hearsay.claims,
      hearsay.events, hearsay.outcomes, hearsay.outbox cascade`);
    await arrive(url, tribune, '2031-03-02T08:05:00Z');
    await readBadly();
    await arrive('http://courier.example/bridge', courier, '2031-03-02T11:05:00Z');
  }, 120_000);

  const api = async (path: string, body?: unknown) => {
    const relay = { send: async () => undefined, close: async () => undefined };
    const app = createApi({ deps, queues: record.queues, relay } as unknown as Runtime);
    const headers = { 'content-type': 'application/json' };
    const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body), headers };
    const answer = await app.request(path, init);
    return { status: answer.status, json: await answer.json() };
  };
  const reprocess = async (more: object = {}): Promise<ReprocessObject> =>
    (await api('/v1/reprocess', { since: '2031-01-01T00:00:00Z', ...more })).json;
  const history = async (): Promise<HistoryObject> => (await api(`/v1/articles/${article}/revisions`)).json;
  const everything = async () =>
    Promise.all(
      ['revisions', 'articles', 'claims', 'mentions', 'events', 'outbox', 'pages'].map(async (table) =>
        (await record.db.query(`select to_jsonb(t) as row from hearsay.${table} t`)).rows
          .map((row) => JSON.stringify(row))
          .sort(),
      ),
    );
  /** What the stages do once the jobs are handed to them. */
  const workOff = async () => {
    for (
      let rows = await record.store.jobs.waiting(0, 100);
      rows.length > 0;
      rows = await record.store.jobs.waiting(0, 100)
    ) {
      await record.store.jobs.posted(rows.map(({ id }) => id));
      for (const { stage, payload } of rows)
        expect(await runInline(stage as 'dedupe', payload, stages, deps)).toEqual([]);
    }
  };
  const taken = async () =>
    (await record.store.events.all()).filter(({ type }) => type === 'withdrawn' || type === 'corrected');

  test('a dry run shows what would change, and changes nothing', async () => {
    const before = await everything();
    const found = await reprocess();
    expect(await everything()).toEqual(before);
    expect(found).toMatchObject({ applied: false, looked: 2, stayed: 1, jobs: 0, next: null });
    expect(found.articles).toMatchObject([
      {
        article,
        outcome: 'changes',
        cleaner: { before: 'page-0' },
        changes: { title: null, byline: null, sentences: [{ kind: 'removed', before: furniture }] },
      },
    ]);
    expect(found.stories).toHaveLength(1);
    expect(found.stories[0]?.claims.gone.map(({ text }) => text).join()).toContain('900 umbrellas');
    expect(found.stories[0]?.events).toEqual([]);
  });

  test('what is kept is ours, no edit by the outlet, and a second run finds nothing', async () => {
    const [plan] = (await reprocess()).stories;
    const found = await reprocess({ apply: true });
    expect(found).toMatchObject({ applied: true, jobs: 1 });
    await workOff();
    expect((await history()).revisions.map(({ kind }) => kind)).toEqual(['edit', 'reprocessed']);
    expect(await taken()).toEqual([]);
    const claims = (await record.store.claims.ofStory(plan?.story as string)).filter(
      ({ counts }) => (counts as { outlets: number }).outlets > 0,
    );
    expect(claims.some(({ text }) => text.includes('umbrellas'))).toBe(false);
    expect(claims.some(({ text }) => text.includes('14 cracks'))).toBe(true);
    expect(await reprocess()).toMatchObject({ looked: 2, stayed: 2, articles: [], stories: [] });
  });

  test('an edit that follows is told against the page as it is read today', async () => {
    const edited = { ...tribune, text: tribune.text.replace('found 14 cracks', 'found 9 cracks') };
    await arrive(url, edited, '2031-03-02T12:05:00Z');
    const { revisions } = await history();
    expect(revisions.map(({ kind }) => kind)).toEqual(['edit', 'reprocessed', 'edit']);
    expect(revisions[2]?.changes?.sentences).toMatchObject([{ kind: 'changed' }]);
    const facts = await taken();
    expect(facts.map(({ type }) => type)).toEqual(['corrected']);
    expect(facts[0]?.text).toContain('“14” became “9”');
  });

  test('a page that reads the same by both versions is no revision', async () => {
    await arrive(url, { ...tribune, outlet: 'Velmar Tribune ' }, '2031-03-02T12:05:00Z');
    expect((await history()).revisions).toHaveLength(1);
    expect(await taken()).toEqual([]);
  });

  test('extract and match alone run over texts as they are', async () => {
    expect(await reprocess({ stage: 'match' })).toMatchObject({ looked: 2, stayed: 2, stories: [] });
    const before = await record.store.events.all();
    expect(await reprocess({ stage: 'extract', apply: true })).toMatchObject({ jobs: 2 });
    await workOff();
    expect(await record.store.events.all()).toEqual(before);
  });

  test('says which articles cannot be read again, and keeps to the outlet and the time asked for', async () => {
    expect(await reprocess({ outlet: 'courier.example' })).toMatchObject({ looked: 1, stayed: 1 });
    expect(await reprocess({ until: '2031-03-02T09:00:00Z' })).toMatchObject({ looked: 1, stayed: 0 });
    await record.db.query('delete from hearsay.bodies');
    const skipped = (await reprocess()).articles;
    expect(skipped.map(({ outcome }) => outcome)).toEqual(['skipped', 'skipped']);
    expect((await api('/v1/reprocess', { since: 'yesterday' })).status).toBe(400);
    expect((await api('/v1/reprocess', { since: '2031-01-01T00:00:00Z', stage: 'poll' })).json.field).toBe(
      'stage',
    );
  });

  test('raw bytes go past their age and their room; those of contested articles stay longest, texts always', async () => {
    const { pages } = record.store;
    const hashes = async () =>
      (await record.db.query<{ hash: string }>('select hash from hearsay.bodies')).rows.map(
        ({ hash }) => hash,
      );
    const settings = (env: Record<string, string>) => ({ deps: { ...deps, settings: readSettings(env) } });
    await arrive(
      url,
      { ...tribune, text: tribune.text.replace('found 14', 'found 9') },
      '2031-03-02T12:05:00Z',
    );
    await record.db.query("update hearsay.bodies set kept_at = now() - interval '30 days'");
    expect(await hashes()).toHaveLength(3);
    await forgetBytes(settings({}));
    expect(await hashes()).toHaveLength(3);
    await forgetBytes(settings({ HEARSAY_RAW_DAYS: '10' }));
    const [corrected] = (await taken()).map(({ article: of }) => of);
    const kept = (await record.store.articles.revisions(corrected as string)).map(({ pageHash }) => pageHash);
    expect((await hashes()).sort()).toEqual([...new Set(kept)].sort());
    const bytes = await pages.bodyBytes();
    await forgetBytes(settings({ HEARSAY_RAW_DAYS: '10', HEARSAY_RAW_GB: String((bytes - 1) / 1e9) }));
    expect(await hashes()).toHaveLength(1);
    expect((await history()).revisions).toHaveLength(3);
    expect((await record.store.articles.get(article))?.id).toBe(article);
  });

  test('raw bytes that no revision rests on go within a day', async () => {
    await arrive(url, { ...tribune, outlet: 'Velmar Tribune  ' }, '2031-03-02T12:05:00Z');
    const count = async () => (await record.db.query('select from hearsay.bodies')).rowCount;
    expect(await count()).toBe(3);
    await record.db.query("update hearsay.bodies set kept_at = now() - interval '2 days'");
    await forgetBytes({ deps });
    expect(await count()).toBe(2);
  });
});
