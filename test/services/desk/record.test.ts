import { idOf } from '@hearsay/text/id';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { engines, type TestRecord, testRecord } from '../../support/record.js';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 });

const at = new Date('2031-05-01T08:00:00Z');
const urls = ['https://one.example/quay', 'https://two.example/quay'];
const [first, second] = urls.map((url) => idOf('article', url)) as [string, string];

const claim = {
  story: 's_1',
  recurs: null,
  seen: null,
  text: 'The quay holds 40 boats',
  kind: 'statement' as const,
  origins: [],
  counts: {},
};

function mention(id: string, of: string, article: string, data: object, current = true) {
  const place = { revision: 1, part: 'text' as const, start: 0, end: current ? 23 : 24, position: 0 };
  return {
    ...place,
    id,
    claim: of,
    article,
    relation: 'repeats' as const,
    current,
    data,
    pageHash: null,
    madeBy: 'test',
  };
}

describe.each(engines)('what the desk asks of the record (%s)', (engine) => {
  let record: TestRecord;
  beforeAll(async () => {
    record = await testRecord(engine);
    await record.store.transaction(async (write) => {
      for (const [number, url] of urls.entries())
        await write.articles.save({
          article: idOf('article', url),
          url,
          outlet: new URL(url).hostname,
          outletName: `Paper ${number}`,
          page: null,
          pageHash: null,
          title: `Title ${number}`,
          byline: [],
          published: at,
          modified: null,
          fetched: at,
          lang: 'en',
          text: 'The quay holds 40 boats.',
          textHash: `h${number}`,
        });
      const rows = [first, second].map((id) => ({ id, story: 's_1', score: null, why: '' }));
      await write.stories.place(rows, at);
      const origin = { kind: 'outlet', name: 'Paper 0' };
      const via = { outlet: 'one.example', outletName: 'Paper 0' };
      const quantities = [{ value: 40, bound: '=', unit: 'boat', text: '40' }];
      const own = { outlet: 'one.example', change: null, hedged: false, via: null, origin, quantities };
      await write.claims.replaceStory('s_1', {
        claims: [
          { ...claim, id: 'c_1', position: 0 },
          { ...claim, id: 'c_2', position: 1 },
        ],
        mentions: [
          mention('m_1', 'c_1', first, own),
          mention('m_2', 'c_1', second, { ...own, outlet: 'two.example', via, hedged: true, quantities: [] }),
          mention('m_3', 'c_2', first, own),
          mention('m_4', 'c_1', second, own, false),
        ],
      });
      const fact = { story: 's_1', claim: null, outlet: '', article: null, mention: null, at, text: '' };
      await write.events.append([
        { ...fact, key: 'a', type: 'covered' },
        { ...fact, key: 'b', type: 'repeated' },
        { ...fact, key: 'c', type: 'disputed', story: 's_2' },
      ]);
    });
  });
  afterAll(() => record.end());

  test('marks of some claims: current ones only, with the first amount', async () => {
    const marks = await record.store.claims.marksOf(['c_1']);
    expect(marks).toEqual([
      {
        id: 'm_1',
        claim: 'c_1',
        article: first,
        outlet: 'one.example',
        relation: 'repeats',
        change: null,
        hedged: false,
        quantity: { value: 40, bound: '=', unit: 'boat', text: '40' },
      },
      {
        id: 'm_2',
        claim: 'c_1',
        article: second,
        outlet: 'two.example',
        relation: 'repeats',
        change: null,
        hedged: true,
        quantity: null,
      },
    ]);
  });

  test('whom articles rely on, their titles, and the mentions and wordings of one', async () => {
    const { articles, claims } = record.store;
    expect(await claims.reliedOn('s_1')).toEqual([
      { article: second, outlet: 'one.example', outletName: 'Paper 0', origin: 'Paper 0' },
    ]);
    const credits = await articles.credits('s_1');
    expect(credits.map(({ title, cites }) => [title, cites]).sort()).toEqual([
      ['Title 0', null],
      ['Title 1', null],
    ]);
    expect((await claims.mentionsIn('s_1', first, 1)).map(({ id }) => id)).toEqual(['m_1', 'm_3']);
    expect((await claims.ofStories(['s_1', 's_9'])).map(({ id }) => id).sort()).toEqual(['c_1', 'c_2']);
    expect((await articles.ofStories(['s_1'])).map(({ id }) => id).sort()).toEqual([first, second].sort());
    const wordings = await articles.wordingsAt([
      { article: first, revision: 1 },
      { article: second, revision: 2 },
    ]);
    expect(wordings.map(({ article, revision }) => [article, revision])).toEqual([[first, 1]]);
  });

  test('which claims some mention varies, or one outlet says something of', async () => {
    const { claims } = record.store;
    expect(await claims.varied('s_1')).toEqual([]);
    expect(await claims.saidBy('s_1', 'two.example')).toEqual(['c_1']);
    expect((await claims.saidBy('s_1', 'one.example')).sort()).toEqual(['c_1', 'c_2']);
    expect(await claims.saidBy('s_2', 'one.example')).toEqual([]);
  });

  test('who could not be read between two times, or cannot be now', async () => {
    const minute = (number: number) => new Date(at.getTime() + number * 60_000);
    await record.store.transaction(async (write) => {
      for (const [id, marks] of [
        [
          'f_past',
          [
            ['broken', 1],
            ['back', 5],
          ],
        ],
        [
          'f_before',
          [
            ['blocked', -9],
            ['back', -5],
          ],
        ],
        [
          'f_later',
          [
            ['broken', 20],
            ['back', 25],
          ],
        ],
        [
          'f_well',
          [
            ['added', 0],
            ['moved', 2],
          ],
        ],
      ] as const) {
        await write.feeds.add({
          id,
          url: `https://${id}.example/`,
          outlet: `${id}.example`,
          title: null,
          now: at,
        });
        for (const [kind, number] of marks)
          await write.feeds.note(id, { kind, at: minute(number), text: `${kind}.` });
      }
      await write.feeds.add({
        id: 'f_now',
        url: 'https://now.example/',
        outlet: 'now.example',
        title: null,
        now: at,
      });
      const feed = await write.feeds.get('f_now');
      if (feed === null) throw new Error('The feed is missing.');
      await write.feeds.polled('f_now', {
        ...feed,
        status: 'broken',
        failingSince: minute(40),
        lastError: '503.',
      });
    });
    const unread = await record.store.feeds.unreadWithin(at, minute(10), 10);
    expect(unread).toEqual([
      { outlet: 'now.example', outletName: null, since: minute(40), until: null, why: '503.' },
      { outlet: 'f_past.example', outletName: null, since: minute(1), until: minute(5), why: 'broken.' },
    ]);
  });

  test('the newest events of some types, of one story or of any, newest first', async () => {
    const { events } = record.store;
    const keys = async (story: string | null) =>
      (await events.latest(['covered', 'disputed'], story, 10)).map(({ key }) => key);
    expect(await keys(null)).toEqual(['c', 'a']);
    expect(await keys('s_1')).toEqual(['a']);
  });
});
