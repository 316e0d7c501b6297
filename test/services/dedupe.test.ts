import { dedupe } from '@hearsay/dedupe';
import type { Deps } from '@hearsay/runtime';
import { createStore, type Sought } from '@hearsay/store';
import { idOf } from '@hearsay/text/id';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { shuffled } from '../eval/stories/shuffle.js';
import { engines, type TestRecord, testDeps, testRecord } from '../support/record.js';
import { arrival, arrive, breaches, fire, fires, groupsBy, run, worldArrivals } from './dedupe/arrivals.js';

/** Articles on their way at once: more than any stage takes, fewer than would wait for a connection in vain. */
const workers = 16;

/** The same text elsewhere, at another time. */
function copyOf(name: string, outlet: string, published: string) {
  const { title, text } = fire('h1');
  return arrival({ name, outlet, title, text, published });
}

describe.each(engines)('dedupe on the record of the %s mode', (engine) => {
  let record: TestRecord;
  let deps: Deps;

  beforeAll(async () => {
    record = await testRecord(engine);
    deps = testDeps(record.store);
  });
  afterAll(() => record.end());
  beforeEach(() =>
    record.db.query(`truncate hearsay.articles, hearsay.stories, hearsay.claims, hearsay.events, hearsay.outcomes,
      hearsay.outbox, hearsay.subscriptions cascade`),
  );

  /** Puts an article where it does not belong, and has match see it there. */
  const misplace = async (name: string, story: string) => {
    const { article } = fire(name);
    const before = await record.store.articles.get(article);
    await record.store.stories.place([{ id: article, story, score: null, why: 'a wrong guess' }], new Date());
    await record.store.stories.forgetClaims([before?.story as string]);
    await record.db.query(
      'delete from hearsay.stories s where not exists (select from hearsay.articles a where a.story = s.id)',
    );
    for (const { id, revision } of await record.store.articles.all())
      await run('match', { article: id, revision }, deps);
  };
  const storyOf = async (name: string) =>
    (await record.store.articles.get(fire(name).article))?.story as string;
  const mentionedOf = async (name: string) =>
    (await record.db.query('select id from hearsay.mentions where article = $1', [fire(name).article])).rows
      .length;
  const told = async () =>
    (await record.store.events.all()).filter(({ type }) => type === 'split' || type === 'merged');

  test('an article crowds nobody out of its own look-ups, and an outline names the stories whose articles are found', async () => {
    const key = 'weirgate';
    const minutes = (at: number) => new Date(Date.UTC(2031, 0, 1) + at * 60_000);
    const put = async (at: number) => {
      const row = arrival({
        ...{ name: `w${at}`, outlet: 'weir.example', title: null, text: `Note ${at}` },
        published: minutes(at),
      });
      const { name: _, ...found } = row;
      await record.store.articles.save(found);
      await record.store.lookups.add({
        ...{ article: row.article, revision: 1, reading: {}, bands: [], keys: [key], at: minutes(at) },
        ...{ sketch: new Uint8Array(), credits: [] },
      });
      const story = idOf('story', row.article);
      await record.store.stories.place([{ id: row.article, story, score: null, why: 'alone' }], minutes(at));
      return row.article;
    };
    for (let at = 0; at < 48; at++) await put(at);
    const sought = {
      ...{ article: idOf('article', 'none'), bands: [], keys: [key], at: minutes(48), sharedKeys: 1 },
      ...{ copyDays: 90, storyDays: 21, copies: 24, stories: 60, articles: 48, looked: 288 },
    };
    const { lookups } = record.store;
    const membersOf = async (by: Sought) => lookups.members(await lookups.outline(by), by);
    const before = await membersOf(sought);
    expect(before).toHaveLength(48);
    const article = await put(48);
    expect(await membersOf({ ...sought, article })).toEqual(before);
    const outline = await lookups.outline({ ...sought, article });
    expect(outline).toMatchObject({ copies: [], shared: [], storiesOfCopies: [] });
    expect(outline.stories.sort()).toEqual(before.map((row) => row.story).sort());
    expect(await membersOf({ ...sought, article, looked: 5 })).toHaveLength(5);
  });

  test('a story that was two is split, and every mention is in the story of its article', async () => {
    for (const name of ['f1', 'f2', 'h1']) await arrive(fire(name), deps);
    const mixed = await storyOf('f1');
    await misplace('h1', mixed);
    expect(await breaches(record.db)).toEqual([]);
    await arrive(fire('h2'), deps);
    expect(await groupsBy('story', fires, record.store)).toEqual(['f1 f2', 'h1 h2']);
    expect(await storyOf('f2')).toBe(mixed);
    expect(await breaches(record.db)).toEqual([]);
    for (const name of ['f1', 'f2', 'h1', 'h2']) expect(await mentionedOf(name)).toBeGreaterThan(0);
    const [event, ...more] = await told();
    expect(more).toEqual([]);
    expect(event).toMatchObject({ type: 'split', story: mixed, article: fire('h2').article, claim: null });
    expect(event?.text).toMatch(/^One article left the story “.+” for “.+” \(shares .+\)\.$/);
  });

  test('articles without a sketch, as earlier versions kept them, are known by what was read of them', async () => {
    for (const name of ['f1', 'h1']) await arrive(fire(name), deps);
    await record.db.query('delete from hearsay.sketches');
    // A store of its own, so that nothing of them is in memory.
    for (const name of ['f2', 'h2']) await arrive(fire(name), testDeps(createStore(record.db)));
    expect(await groupsBy('story', fires, record.store)).toEqual(['f1 f2', 'h1 h2']);
  });

  test('two stories that are one are merged, with what was told of the one that ends', async () => {
    for (const name of ['f1', 'f2', 'h1']) await arrive(fire(name), deps);
    const [kept, strike] = [await storyOf('f2'), await storyOf('h1')];
    const wrong = idOf('story', 'wrong');
    await misplace('f1', wrong);
    expect(await groupsBy('story', fires, record.store)).toEqual(['f1', 'f2', 'h1']);
    const body = {
      outlet: 'a.example',
      body: {},
      createdAt: new Date(),
      dueAt: new Date(),
      held: null,
      state: 'delivered',
    } as const;
    await record.store.subscriptions.save({
      ...{ id: 'u', name: 'u', channel: { kind: 'terminal' }, wants: null, pace: null, token: null },
      ...{ createdAt: new Date(), afterSeq: '0' },
    });
    for (const story of [kept, wrong])
      await record.store.alerts.save({ ...body, id: story, subscription: 'u', kind: 'coverage', story }, []);
    await arrive(fire('f3'), deps);
    expect(await groupsBy('story', fires, record.store)).toEqual(['f1 f2 f3', 'h1']);
    const one = await storyOf('f3');
    expect([kept, wrong]).toContain(one);
    expect(await breaches(record.db)).toEqual([]);
    expect((await record.store.alerts.all()).map((alert) => alert.story)).toEqual([one, one]);
    for (const name of ['f1', 'f2', 'f3', 'h1']) expect(await mentionedOf(name)).toBeGreaterThan(0);
    expect(await told()).toMatchObject([{ type: 'merged', story: one, article: fire('f3').article }]);
    expect(await storyOf('h1')).toBe(strike);
  });

  test('a copy goes where its original goes', async () => {
    const copy = copyOf('h1copy', 'copy.example', '2031-03-09T00:00:00Z');
    for (const each of [fire('f1'), fire('f2'), fire('h1'), copy]) await arrive(each, deps);
    const mixed = await storyOf('f1');
    await record.store.stories.place(
      [{ id: copy.article, story: mixed, score: null, why: 'a wrong guess' }],
      new Date(),
    );
    await misplace('h1', mixed);
    await arrive(fire('h2'), deps);
    expect(await groupsBy('story', [...fires, copy], record.store)).toEqual(['f1 f2', 'h1 h1copy h2']);
    expect(await breaches(record.db)).toEqual([]);
  });

  test('a page that names the address of another outlet as the original is the copy, whatever its date', async () => {
    const first = copyOf('first', 'first.example', '2031-01-01T00:00:00Z');
    const { outlet, url } = fire('h1');
    await arrive({ ...first, syndicatedFrom: url }, deps);
    await arrive(fire('h1'), deps);
    const { copyOf: original, copyKind } = (await record.store.articles.get(first.article)) ?? {};
    expect({ original, copyKind }).toEqual({ original: fire('h1').article, copyKind: 'exact' });
    expect(await record.store.articles.get(fire('h1').article)).toMatchObject({ copyOf: null });
    const { reading } = (await record.store.articles.revision(first.article, 1)) ?? {};
    expect((reading as { cites: unknown }).cites).toEqual([
      expect.objectContaining({ outlet, how: 'canonical-link' }),
    ]);
  });

  test('an original that comes after its copy takes over its story and its place', async () => {
    const late = copyOf('first', 'first.example', '2031-01-01T00:00:00Z');
    await arrive(fire('h1'), deps);
    const story = await storyOf('h1');
    await arrive(late, deps);
    const [original, copy] = await record.store.articles
      .some([late.article, fire('h1').article])
      .then((rows) => rows.sort((a, b) => Number(a.copyOf !== null) - Number(b.copyOf !== null)));
    expect(original).toMatchObject({ id: late.article, copyOf: null, story });
    expect(copy).toMatchObject({ copyOf: late.article, copyKind: 'exact', story });
    expect(await told()).toEqual([]);
    expect(await breaches(record.db)).toEqual([]);
  });

  test('what copied a wording that was changed since is still a copy', async () => {
    const rewritten = {
      ...fire('f2'),
      url: fire('h1').url,
      article: fire('h1').article,
      fetched: new Date('2031-03-08'),
    };
    const copy = copyOf('h1copy', 'copy.example', '2031-03-09T00:00:00Z');
    for (const order of [
      [fire('h1'), copy, rewritten],
      [fire('h1'), rewritten, copy],
    ]) {
      await record.db.query('truncate hearsay.articles, hearsay.stories, hearsay.claims cascade');
      for (const each of order) await arrive(each, deps);
      expect(await record.store.articles.get(copy.article)).toMatchObject({ copyOf: fire('h1').article });
    }
  });

  test('any order of arrival of the demo world gives the same families and stories, and a second run changes nothing', async () => {
    const world = worldArrivals();
    const all = [...world, ...fires.map((each) => [each])];
    const names = all.flat();
    const outcome = async () => ({
      stories: await groupsBy('story', names, record.store),
      families: await groupsBy('family', names, record.store),
      copies: (await record.store.articles.all()).map(({ id, copyOf, copyKind }) => ({
        id,
        copyOf,
        copyKind,
      })),
    });
    const clear = () => record.db.query('truncate hearsay.articles, hearsay.stories cascade');
    const bring = async (order: typeof all) => {
      for (const each of order.flat()) await arrive(each, deps, { dedupe });
    };
    await bring(all);
    const expected = await outcome();
    expect(expected.families.length).toBeLessThan(all.length);
    for (const seed of [1, 2, 3]) {
      await clear();
      await bring(shuffled(all, seed));
      expect(await outcome()).toEqual(expected);
    }
    const rows = () => Promise.all([record.store.articles.all(), record.store.events.all()]);
    const before = await rows();
    for (const each of shuffled(before[0], 4))
      await run('dedupe', { article: each.id, revision: each.revision }, deps, { dedupe });
    expect(await rows()).toEqual(before);
  }, 400_000);

  test('articles that arrive at one moment leave nothing dangling', async () => {
    const world = worldArrivals();
    const queue = [...world.map((each) => each[0]!), ...fires].values();
    const worker = async () => {
      for (const each of queue) await arrive(each, deps);
    };
    await Promise.all(Array.from({ length: workers }, worker));
    expect(await breaches(record.db)).toEqual([]);
    expect((await record.store.articles.all()).filter((each) => each.story === null)).toEqual([]);
  }, 400_000);
});
