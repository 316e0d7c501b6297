import { alert } from '@hearsay/alert';
import { decideMentions, foresee, foreseeUndo, type MentionRequest, undoMentions } from '@hearsay/match';
import type { Deps } from '@hearsay/runtime';
import type { MentionRow } from '@hearsay/store';
import type { AlertBody } from '@hearsay/text/alert';
import { noOwners } from '@hearsay/text/outlet';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readStory } from '../shared/text/claim/story.js';
import { engines, type TestRecord, testDeps, testRecord } from '../support/record.js';
import {
  type Arrival,
  arrival,
  arrive,
  breaches,
  forgetAll,
  run,
  type Unsigned,
  withClaims,
} from './dedupe/arrivals.js';

const handlers = { ...withClaims, alert };

const bridge: Arrival[] = readStory('bridge.json').articles.map(
  ({ id, outlet, outletName, title, text, published }) => ({
    ...arrival({ name: id, outlet, title: title ?? '', text, published }),
    outletName,
  }),
);

type Asked = Unsigned<MentionRequest>;

describe.each(engines)('decisions on mentions, on the record of the %s mode', (engine) => {
  let record: TestRecord;
  let deps: Deps;

  beforeAll(async () => {
    record = await testRecord(engine);
    deps = testDeps(record.store);
  });
  afterAll(() => record.end());
  beforeEach(async () => {
    await forgetAll(record.db);
    await record.store.subscriptions.save({
      ...{ id: 'u', name: 'Night desk', channel: { kind: 'terminal' }, wants: null, pace: null, token: null },
      ...{ createdAt: new Date(), afterSeq: '0' },
    });
    for (const each of bridge) await arrive(each, deps, handlers);
  });

  const follow = async (jobs: { stage: string; payload: unknown }[]) => {
    for (const job of jobs) await run(job.stage as 'match', job.payload, deps, handlers);
    expect(await breaches(record.db)).toEqual([]);
  };
  const decide = async (asked: Asked) => {
    const done = await record.store.transaction((write) =>
      decideMentions({ by: 'Ann', why: 'they told her', ...asked } as MentionRequest, {
        now: new Date(),
        owners: noOwners,
        write,
      }),
    );
    await follow(done.jobs);
    return done;
  };
  const takeBack = async (id: string) => {
    const decision = (await record.store.decisions.get(id))!;
    const done = await record.store.transaction((write) =>
      undoMentions(decision, { by: 'Ben', why: null }, { now: new Date(), owners: noOwners, write }),
    );
    await follow(done.jobs);
    return done;
  };
  const before = (asked: Asked) =>
    foresee({ by: 'Ann', why: 'they told her', ...asked } as MentionRequest, record.store, noOwners);
  const claims = async () =>
    (await record.db.query('select id, text, origins, counts from hearsay.claims order by id')).rows as {
      id: string;
      counts: { outlets: number; disputingOutlets: number };
    }[];
  const mentions = async () => {
    const { rows } = await record.db.query<MentionRow>(
      'select id, claim, article, part, relation, data from hearsay.mentions order by id',
    );
    return rows;
  };
  const of = (name: string) => bridge.find((each) => each.name === name)!.article;
  const mentionOf = async (name: string, relation: string) =>
    (await mentions()).find(
      (each) => each.article === of(name) && each.relation === relation && each.part === 'text',
    )!;
  const retractions = async () =>
    (await record.store.alerts.all())
      .filter((each) => each.kind === 'retraction')
      .map((each) => each.body as AlertBody);

  test('a mention that is none is taken out, who was told of it is told so, and it comes back', async () => {
    const varied = await mentionOf('a3', 'repeats');
    const told = (await record.store.alerts.all()).length;
    expect(told).toBeGreaterThan(0);
    const [start, counts] = [await mentions(), await claims()];
    const foreseen = await before({ verdict: 'rejected', mention: varied.id });
    expect(await mentions()).toEqual(start);
    const { decision, events } = await decide({ verdict: 'rejected', mention: varied.id });
    const now = (await mentions()).find((each) => each.id === varied.id)!;
    expect(now.claim).not.toBe(varied.claim);
    expect(now.relation).toBe('originates');
    const was = counts.find((each) => each.id === varied.claim)!.counts;
    const is = (await claims()).find((each) => each.id === varied.claim)!.counts;
    expect(is).toEqual({ ...was, outlets: was.outlets - 1 });
    expect(foreseen.claims.find((each) => each.id === varied.claim)).toMatchObject({
      before: was,
      after: is,
    });
    expect(foreseen.claims.find((each) => each.id === now.claim)).toMatchObject({ before: null });
    const [line] = events;
    const gone = await record.store.decisions.retractedBy(line!);
    expect(gone.map(Number)).toEqual(foreseen.retracted.map((each) => each.seq));
    expect(foreseen.told).toEqual([{ subscription: 'u', name: 'Night desk', alerts: 1 }]);
    expect(await retractions()).toMatchObject([
      {
        headline: expect.stringMatching(
          /^Retracted: Ann says that “.+” \(.+\) is no mention of “.+” \(they told her\)\.$/,
        ),
      },
    ]);
    await run('match', { article: of('a1'), revision: 1 }, deps, handlers);
    expect(await retractions()).toHaveLength(1);
    const back = await foreseeUndo(decision, record.store, noOwners);
    await takeBack(decision.id);
    expect(await mentions()).toEqual(start);
    expect(await claims()).toEqual(counts);
    expect(back.claims.find((each) => each.id === varied.claim)).toMatchObject({ before: is, after: was });
    expect(back.claims.find((each) => each.id === now.claim)).toMatchObject({ after: null });
    await expect(takeBack(decision.id)).rejects.toThrow(/^Ben took back the decision d_.+ already\.$/);
  });

  test('sticks when stages run again, when an article arrives, and when a copy does', async () => {
    const varied = await mentionOf('a2', 'varies');
    await decide({ verdict: 'rejected', mention: varied.id });
    const [kept, lines] = [await mentions(), (await record.store.events.all()).length];
    for (const each of bridge) {
      await run('dedupe', { article: each.article, revision: 1 }, deps, handlers);
      expect(await mentions()).toEqual(kept);
    }
    expect((await record.store.events.all()).length).toBe(lines);
    const source = bridge.find((each) => each.name === 'a2')!;
    const published = new Date(Number(source.published) + 3_600_000);
    await arrive(
      arrival({ ...source, name: 'copy', outlet: 'mirror.example', published, title: source.title ?? '' }),
      deps,
      handlers,
    );
    const own = (await mentions()).find((each) => each.id === varied.id)!;
    const copied = (await mentions()).filter(
      (each) =>
        (each.data as { sentence: string }).sentence === (varied.data as { sentence: string }).sentence,
    );
    expect(copied.filter((each) => each.part === 'text')).toHaveLength(2);
    expect(new Set(copied.map((each) => each.claim))).toEqual(new Set([own.claim]));
  });

  test('what a mention does to its claim is said by a person: a repetition becomes a dispute, and is told as one', async () => {
    const repeat = await mentionOf('a3', 'repeats');
    const start = await claims();
    const { decision } = await decide({ verdict: 'confirmed', mention: repeat.id, relation: 'disputes' });
    expect(decision).toMatchObject({
      verdict: 'confirmed',
      relation: 'disputes',
      subjects: expect.arrayContaining([repeat.id]),
    });
    const now = (await mentions()).find((each) => each.id === repeat.id)!;
    expect(now).toMatchObject({
      claim: repeat.claim,
      relation: 'disputes',
      data: { confidence: 1, decision: decision.id },
    });
    const line = (await record.store.events.all()).find((each) => each.type === 'split')!;
    expect(line.text).toMatch(/^Ann says that .+ disputes “.+” \(they told her\)\.$/);
    await takeBack(decision.id);
    expect(await claims()).toEqual(start);
  });

  test('a confirmation marks a mention and tells nobody', async () => {
    const repeat = await mentionOf('a3', 'repeats');
    const [start, told, lines] = [
      await claims(),
      await record.store.alerts.all(),
      await record.store.events.all(),
    ];
    const { decision, events } = await decide({ verdict: 'confirmed', mention: repeat.id, relation: null });
    expect(events).toEqual([]);
    expect(await mentionOf('a3', 'repeats')).toMatchObject({
      data: { confidence: 1, decision: decision.id },
    });
    expect([await claims(), await record.store.alerts.all(), await record.store.events.all()]).toEqual([
      start,
      told,
      lines,
    ]);
    await takeBack(decision.id);
    expect((await mentionOf('a3', 'repeats')).data).toEqual(repeat.data);
  });

  test('claims are joined and parted, and what was told of one counts as told of the other', async () => {
    const ranked = [...(await claims())].sort((a, b) => b.counts.outlets - a.counts.outlets);
    const [one, other] = [ranked[0]!, ranked[1]!];
    const start = [await mentions(), await claims()] as const;
    const { decision } = await decide({ verdict: 'together', claims: [one.id, other.id] });
    expect(await claims()).toHaveLength(start[1].length - 1);
    const ids = (await mentions())
      .filter((each) => decision.subjects.includes(each.id))
      .map((each) => each.claim);
    expect(new Set(ids)).toEqual(new Set([one.id]));
    await takeBack(decision.id);
    expect([await mentions(), await claims()]).toEqual(start);
    const some = start[0].filter((each) => each.claim === one.id && each.part === 'text') as MentionRow[];
    const split = await decide({ verdict: 'apart', mentions: some.slice(1, 3).map((each) => each.id) });
    const parted = new Map((await mentions()).map((each) => [each.id, each.claim]));
    expect(parted.get(some[1]!.id)).toBe(parted.get(some[2]!.id));
    expect(parted.get(some[1]!.id)).not.toBe(parted.get(some[0]!.id));
    await takeBack(split.decision.id);
    expect([await mentions(), await claims()]).toEqual(start);
  });

  test('what cannot be done is said in one sentence, and changes nothing', async () => {
    const [first, varied] = [await mentionOf('a1', 'originates'), await mentionOf('a2', 'varies')];
    const all = (await mentions()).filter((each) => each.claim === varied.claim).map((each) => each.id);
    const lone = (await mentions()).find(
      (each, _, rows) => rows.filter((other) => other.claim === each.claim).length === 1,
    )!;
    const start = await mentions();
    const refused = async (asked: Asked, sentence: RegExp) => {
      await expect(before(asked)).rejects.toThrow(sentence);
      await expect(decide(asked)).rejects.toThrow(sentence);
      expect(await mentions()).toEqual(start);
    };
    await refused({ verdict: 'rejected', mention: 'm_none' }, /^There is no mention m_none\.$/);
    await refused({ verdict: 'rejected', mention: lone.id }, /^That is the only mention of its claim/);
    await refused({ verdict: 'apart', mentions: all }, /^These are all mentions of the claim/);
    await refused(
      { verdict: 'apart', mentions: [varied.id, lone.id] },
      /^These mentions are of several claims/,
    );
    await refused(
      { verdict: 'confirmed', mention: first.id, relation: 'repeats' },
      /was the first seen to say it/,
    );
    await refused({ verdict: 'together', claims: [varied.claim] }, /^Name two claims or more\.$/);
    await refused({ verdict: 'together', claims: [varied.claim, 'c_none'] }, /^There is no claim c_none\.$/);
  });
});
