import { alert } from '@hearsay/alert';
import { type DecisionRequest, decide, undo } from '@hearsay/dedupe';
import type { Deps } from '@hearsay/runtime';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { shuffled } from '../eval/stories/shuffle.js';
import { engines, type TestRecord, testDeps, testRecord } from '../support/record.js';
import {
  arrival,
  arrive,
  breaches,
  fire,
  fires,
  forgetAll,
  groupsBy,
  run,
  type Unsigned,
  withClaims,
} from './dedupe/arrivals.js';

const handlers = { ...withClaims, alert };

/** The same text elsewhere, at another time. */
function copyOf(of: string, name: string, published: string) {
  const { title, text } = fire(of);
  return arrival({ name, outlet: `${name}.example`, title, text, published });
}

const copies = [1, 2, 3].map((day) => copyOf('h1', `copy${day}`, `2031-03-0${day + 5}T00:00:00Z`));
const all = [...fires, ...copies];
const orders = [0, 1, 2, 3, 4, 5].map((seed) => (seed === 0 ? [0, 1, 2] : shuffled([0, 1, 2], seed)));

type Asked = Unsigned<DecisionRequest>;

describe.each(engines)('decisions on the record of the %s mode', (engine) => {
  let record: TestRecord;
  let deps: Deps;

  beforeAll(async () => {
    record = await testRecord(engine);
    deps = testDeps(record.store);
  });
  afterAll(() => record.end());
  beforeEach(() => forgetAll(record.db));

  const bring = async (...names: string[]) => {
    for (const name of names) await arrive(all.find((each) => each.name === name)!, deps, handlers);
  };
  const id = (name: string) => all.find((each) => each.name === name)!.article;
  const article = async (name: string) => (await record.store.articles.get(id(name)))!;
  const storyOf = async (name: string) => (await article(name)).story as string;
  const stories = () => groupsBy('story', all, record.store);
  const families = () => groupsBy('family', all, record.store);
  const follow = async (jobs: { stage: string; payload: unknown }[]) => {
    for (const job of jobs) await run(job.stage as 'match', job.payload, deps, handlers);
    expect(await breaches(record.db)).toEqual([]);
  };
  const say = async (asked: Asked, why: string | null = 'by the editor') => {
    const done = await record.store.transaction((write) =>
      decide({ by: 'Ann', why, ...asked } as DecisionRequest, new Date(), write),
    );
    await follow(done.jobs);
    return done;
  };
  const takeBack = async (decision: string) => {
    const done = await record.store.transaction((write) => undo(decision, 'Ben', null, new Date(), write));
    await follow(done.jobs);
    return done;
  };
  const counts = async () =>
    (await record.db.query('select id, origins, counts from hearsay.claims order by id')).rows;
  const told = async () =>
    (await record.store.events.all()).filter(({ type }) => type === 'split' || type === 'merged');

  describe('an article taken out of its family', () => {
    test('is a text of its own, counts as a voice, and goes back when that is undone', async () => {
      await bring('h1', 'copy1', 'copy2');
      expect(await families()).toEqual(['copy1 copy2 h1']);
      const before = [await counts(), await record.store.articles.all()];
      const { decision } = await say({ verdict: 'apart', from: 'family', articles: [id('copy1')] });
      expect(await families()).toEqual(['copy1', 'copy2 h1']);
      expect(await article('copy1')).toMatchObject({ copyOf: null, copyWhy: null });
      expect(await article('copy2')).toMatchObject({ copyOf: id('h1') });
      expect((await told()).map((event) => event.text)).toEqual([
        expect.stringMatching(
          /^Ann says that “.+” \(copy1\.example\) is no copy of “.+” .* \(by the editor\)\.$/,
        ),
      ]);
      await takeBack(decision.id);
      expect([await counts(), await record.store.articles.all()]).toEqual(before);
    });

    test('sticks when three more copies and articles arrive in any order, and when stages run again', async () => {
      const outcomes = new Set<string>();
      for (const order of orders) {
        await record.db.query('truncate hearsay.articles, hearsay.stories, hearsay.decisions cascade');
        await bring('h1', 'copy1');
        await say({ verdict: 'apart', from: 'family', articles: [id('copy1')] });
        const more = ['copy2', 'copy3', 'h2'];
        await bring(...order.map((at) => more[at] as string));
        for (const each of await record.store.articles.all())
          await run('dedupe', { article: each.id, revision: each.revision }, deps, handlers);
        expect((await article('copy1')).family).not.toBe((await article('h1')).family);
        expect((await article('copy1')).copyOf).not.toBe(id('h1'));
        expect(await breaches(record.db)).toEqual([]);
        outcomes.add((await families()).join('; '));
      }
      expect(outcomes.size).toBe(1);
    });
  });

  describe('articles made one family', () => {
    test('copy the earlier one, go to its story, stick, and go back when that is undone', async () => {
      await bring('f1', 'h1');
      const [fireStory, strike] = [await storyOf('f1'), await storyOf('h1')];
      const before = [await families(), await stories(), await counts()];
      const { decision, moved } = await say({
        verdict: 'together',
        articles: [id('f1'), id('h1')],
        stories: [],
      });
      expect(await families()).toEqual(['f1 h1']);
      expect(moved).toHaveLength(1);
      expect(await stories()).toEqual(['f1 h1']);
      await bring('copy1', 'f2', 'h2');
      expect(await families()).toEqual(['copy1 f1 h1', 'f2', 'h2']);
      expect(await storyOf('f1')).toBe(await storyOf('h1'));
      await takeBack(decision.id);
      expect(await families()).toEqual(['copy1 h1', 'f1', 'f2', 'h2']);
      expect([await storyOf('f1'), await storyOf('h1')].sort()).toEqual([fireStory, strike].sort());
      expect(before[1]).toEqual(['f1', 'h1']);
    });
  });

  describe('articles taken out of their story', () => {
    test('take their copies along, found a story, and every count is derived anew', async () => {
      await bring('f1', 'f2', 'h1', 'h2', 'copy1');
      expect(await stories()).toEqual(['copy1 h1 h2', 'f1 f2']);
      const before = [await stories(), await counts()];
      const old = await storyOf('h1');
      const { decision } = await say({ verdict: 'apart', from: 'story', articles: [id('copy1')] });
      expect(await stories()).toEqual(['copy1 h1', 'f1 f2', 'h2']);
      const [event] = await told();
      expect(event).toMatchObject({ type: 'split', story: old });
      expect(event?.text).toMatch(
        /^Ann took “.+” \(.+\) out of the story “.+” \(by the editor\); the story of those articles is “.+”\.$/,
      );
      await takeBack(decision.id);
      expect([await stories(), await counts()]).toEqual(before);
    });

    test('stay out when three more arrive in any order', async () => {
      for (const order of orders) {
        await record.db.query('truncate hearsay.articles, hearsay.stories, hearsay.decisions cascade');
        await bring('f1', 'f2');
        await say({ verdict: 'apart', from: 'story', articles: [id('f2')] });
        const more = ['f3', 'h1', 'copy1'];
        await bring(...order.map((at) => more[at] as string));
        expect(await storyOf('f1')).not.toBe(await storyOf('f2'));
        expect([await storyOf('f1'), await storyOf('f2')]).toContain(await storyOf('f3'));
        expect(await breaches(record.db)).toEqual([]);
      }
    });

    test('stay out when an earlier original of both arrives: one text is not put into two stories', async () => {
      await bring('h1', 'copy1');
      await say({ verdict: 'apart', from: 'family', articles: [id('copy1')] });
      await say({ verdict: 'apart', from: 'story', articles: [id('copy1')] });
      expect(await stories()).toEqual(['copy1', 'h1']);
      const late = copyOf('h1', 'late', '2031-01-01T00:00:00Z');
      await arrive(late, deps, handlers);
      expect(await storyOf('h1')).not.toBe(await storyOf('copy1'));
      expect(await breaches(record.db)).toEqual([]);
    });
  });

  describe('stories made one', () => {
    test('keep the identity of the larger, stick, and part again when that is undone', async () => {
      await bring('f1', 'f2', 'h1');
      const [kept, gone] = [await storyOf('f1'), await storyOf('h1')];
      const before = [await stories(), await counts()];
      const { decision } = await say({ verdict: 'together', articles: [], stories: [gone, kept] });
      expect(await stories()).toEqual(['f1 f2 h1']);
      expect(await storyOf('h1')).toBe(kept);
      expect(await told()).toMatchObject([{ type: 'merged', story: kept }]);
      for (const order of orders.slice(0, 2)) {
        const more = ['h2', 'f3', 'copy1'];
        await bring(...order.map((at) => more[at] as string).filter((name) => !seen.has(name)));
        for (const name of more) seen.add(name);
      }
      expect(new Set([await storyOf('f1'), await storyOf('f2'), await storyOf('h1')])).toEqual(
        new Set([kept]),
      );
      await takeBack(decision.id);
      expect(await storyOf('h1')).toBe(gone);
      expect(await storyOf('f1')).toBe(kept);
      expect(await storyOf('copy1')).toBe(gone);
      expect(await breaches(record.db)).toEqual([]);
      expect(before[0]).toEqual(['f1 f2', 'h1']);
    });
    const seen = new Set<string>();
    beforeEach(() => seen.clear());

    test('a later decision counts: what was joined is parted, and what was parted joined', async () => {
      await bring('f1', 'f2', 'f3', 'h1');
      await say({ verdict: 'together', articles: [], stories: [await storyOf('f1'), await storyOf('h1')] });
      const first = await say({ verdict: 'apart', from: 'story', articles: [id('h1')] });
      expect(await storyOf('h1')).not.toBe(await storyOf('f1'));
      await bring('h2');
      expect(await storyOf('h1')).not.toBe(await storyOf('f1'));
      await say({ verdict: 'together', articles: [], stories: [await storyOf('f1'), await storyOf('h1')] });
      expect(await storyOf('h1')).toBe(await storyOf('f1'));
      await takeBack(first.decision.id);
      expect(await storyOf('h1')).toBe(await storyOf('f1'));
    });

    test('an article is brought into a story alone', async () => {
      await bring('f1', 'f2', 'h1', 'h2');
      const [kept, from] = [await storyOf('f1'), await storyOf('h1')];
      await say({ verdict: 'together', articles: [id('h1')], stories: [kept] });
      expect([await storyOf('h1'), await storyOf('h2')]).toEqual([kept, from]);
      await bring('copy1', 'f3');
      expect(await storyOf('h1')).toBe(kept);
      expect(await storyOf('copy1')).toBe(kept);
    });
  });

  test('who was told what holds no longer is told so, once', async () => {
    await record.store.subscriptions.save({
      ...{ id: 'u', name: 'u', channel: { kind: 'terminal' }, wants: null, pace: null, token: null },
      ...{ createdAt: new Date(), afterSeq: '0' },
    });
    await bring('h1', 'h2');
    const alerts = await record.store.alerts.all();
    expect(alerts.length).toBeGreaterThan(0);
    const story = await storyOf('h1');
    const { decision } = await say({ verdict: 'apart', from: 'story', articles: [id('h2')] });
    const retractions = (await record.store.alerts.all()).filter((each) => each.kind === 'retraction');
    expect(retractions).toHaveLength(1);
    expect(retractions[0]).toMatchObject({
      story,
      body: {
        kind: 'retraction',
        headline: expect.stringMatching(/^Retracted: Ann took “/),
        retracts: alerts.map((each) => each.id),
      },
    });
    const [event] = await told();
    expect(await record.store.decisions.retractedBy(event!.seq)).not.toEqual([]);
    // What holds in the story of its own is told of it.
    const own = (await record.store.events.all()).filter((each) => each.article === id('h2'));
    const facts = own.filter((each) => each.type === 'covered').map((each) => each.story);
    expect(facts).toEqual([story, await storyOf('h2')]);
    for (const { id: each, revision } of await record.store.articles.all())
      await run('match', { article: each, revision }, deps, handlers);
    expect((await record.store.alerts.all()).filter((each) => each.kind === 'retraction')).toHaveLength(1);
    await takeBack(decision.id);
    const again = (await record.store.events.all()).filter((each) => each.key.includes('again'));
    expect(again.map((each) => each.story)).toContain(story);
  });

  test('what cannot be done is said in one sentence', async () => {
    await bring('h1', 'copy1', 'f1');
    const refused = async (asked: Asked, sentence: RegExp) => {
      const before = [await stories(), await families()];
      await expect(say(asked)).rejects.toThrow(sentence);
      expect([await stories(), await families()]).toEqual(before);
    };
    await refused({ verdict: 'apart', from: null, articles: ['a_none'] }, /^There is no article a_none\.$/);
    await refused(
      { verdict: 'apart', from: 'family', articles: [id('f1')] },
      /is one text with no other article\.$/,
    );
    await refused({ verdict: 'apart', from: 'story', articles: [id('f1')] }, /all articles of the story/);
    await refused({ verdict: 'apart', from: null, articles: [id('f1'), id('h1')] }, /several families/);
    await refused({ verdict: 'together', articles: [id('f1')], stories: [] }, /two articles or more/);
    await refused({ verdict: 'together', articles: [], stories: ['s_none'] }, /^There is no story s_none\.$/);
    await refused({ verdict: 'together', articles: [], stories: [await storyOf('f1')] }, /Name two stories/);
    await expect(takeBack('d_none')).rejects.toThrow('There is no decision d_none.');
    const { decision } = await say({ verdict: 'together', articles: [id('f1'), id('h1')], stories: [] });
    await takeBack(decision.id);
    await expect(takeBack(decision.id)).rejects.toThrow(/^Ben took back the decision d_.+ already\.$/);
  });
});
