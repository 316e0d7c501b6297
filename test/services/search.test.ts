import { createApi } from '@hearsay/api';
import type { Runtime } from '@hearsay/runtime';
import { idOf } from '@hearsay/text/id';
import { readOwners } from '@hearsay/text/outlet';
import type { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { engines, type TestRecord, testDeps, testRecord } from '../support/record.js';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 });

const hour = (number: number) => new Date(Date.UTC(2031, 4, 1, number));
const idAt = (outlet: string, path: string) => idOf('article', `https://${outlet}/${path}`);

/** Articles: outlet, its name, path, headline, text. */
const texts = [
  [
    'one.example',
    'The Quay Gazette',
    'ferry',
    'Ferry hits the harbour wall',
    'The ferry hit the wall at noon.',
  ],
  [
    'two.example',
    'Tidewater Post',
    'ferry',
    'Ferry crash',
    'A ferry hit a wall, <b>the Gazette</b> reported.',
  ],
  ['two.example', 'Tidewater Post', 'pike', 'A record pike', 'Anglers weighed a pike of forty pounds.'],
  ['three.example', 'Inland Wire', 'ferry', 'Ferry hits the harbour wall', 'The ferry hit the wall at noon.'],
] as const;

const person = { speaker: 'Ines Okafor', speakerNamed: true };
const nobody = { speaker: null, speakerNamed: false };

function mention(id: string, claim: string, outlet: string, relation: string, over: object = {}) {
  const article = idAt(outlet, 'ferry');
  return {
    ...{
      id,
      claim,
      article,
      revision: 1,
      part: 'text' as const,
      start: 0,
      end: 20 + Number(id.slice(2)),
      position: 0,
    },
    ...{ relation: relation as 'repeats', current: true, pageHash: null, madeBy: 'test' },
    data: { ...nobody, outlet, via: null, quantities: [], ...over },
  };
}

describe.each(engines)('search and outlets (%s)', (engine) => {
  let record: TestRecord;
  let app: Hono;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into many shapes
  const get = async (path: string): Promise<any> => (await app.request(`http://localhost${path}`)).json();

  beforeAll(async () => {
    record = await testRecord(engine);
    const deps = testDeps(record.store);
    const owners = { path: '', owners: readOwners('Tide Media: two.example') };
    deps.settings = { ...deps.settings, HEARSAY_OWNERS: owners } as typeof deps.settings;
    app = createApi({ deps, queues: record.queues, settings: deps.settings } as unknown as Runtime);
    await record.store.transaction(async (write) => {
      for (const [number, [outlet, outletName, path, title, text]] of texts.entries())
        await write.articles.save({
          ...{
            article: idAt(outlet, path),
            url: `https://${outlet}/${path}`,
            outlet,
            outletName,
            title,
            text,
          },
          ...{ page: null, pageHash: null, byline: ['Ada Lund'], modified: null, lang: 'en' },
          ...{ published: hour(number), fetched: hour(number), textHash: `h${number}` },
        });
      const ferry = ['one.example', 'two.example', 'three.example'].map((outlet) => idAt(outlet, 'ferry'));
      const place = (id: string, story: string) => ({ id, story, score: null, why: '' });
      await write.stories.place(
        [...ferry.map((id) => place(id, 's_1')), place(idAt('two.example', 'pike'), 's_2')],
        hour(5),
      );
      await write.stories.entitle([
        { id: 's_1', title: 'Ferry hits the harbour wall' },
        { id: 's_2', title: 'A record pike' },
      ]);
      const copy = { of: idAt('one.example', 'ferry'), kind: 'exact' as const, score: 1, why: 'The same.' };
      await write.articles.saveCopies([{ id: idAt('three.example', 'ferry'), ...copy, family: copy.of }]);
      const claim = { story: 's_1', recurs: null, seen: null, kind: 'statement' as const, origins: [] };
      await write.claims.replaceStory('s_2', { claims: [], mentions: [] });
      await write.claims.replaceStory('s_1', {
        claims: [
          {
            ...{ ...claim, id: 'c_1', position: 0, text: 'The ferry hit the wall at noon' },
            counts: { outlets: 3, independent: 1, disputingOutlets: 1, disputers: 1 },
          },
          {
            ...{ ...claim, id: 'c_2', position: 1, text: 'Nobody aboard the ferry was hurt' },
            counts: { outlets: 1, independent: 1, disputingOutlets: 0, disputers: 0 },
          },
        ],
        mentions: [
          mention('m_1', 'c_1', 'one.example', 'originates', person),
          mention('m_2', 'c_1', 'two.example', 'repeats', {
            via: { outlet: 'one.example', outletName: 'x' },
          }),
          mention('m_3', 'c_1', 'two.example', 'disputes', { speaker: 'The harbour office' }),
          mention('m_4', 'c_1', 'three.example', 'repeats', person),
          mention('m_5', 'c_2', 'one.example', 'originates', person),
        ],
      });
      const fact = { story: 's_1', claim: 'c_1', article: null, mention: null, text: '' };
      await write.events.append([
        { ...fact, key: 'a', type: 'corrected', outlet: 'one.example', at: hour(6) },
        { ...fact, key: 'b', type: 'withdrawn', outlet: 'one.example', at: hour(6) },
        { ...fact, key: 'c', type: 'withdrawn', outlet: 'two.example', at: hour(0) },
      ]);
      const feed = { id: 'f_1', url: 'https://quiet.example/feed', outlet: 'quiet.example', title: null };
      await write.feeds.add({ ...feed, now: hour(0) });
    });
  });
  afterAll(() => record.end());

  test('finds stories, claims, people, outlets and articles by their words, in any form of them', async () => {
    const found = await get('/v1/search?q=ferries');
    expect(found.stories.items).toMatchObject([{ id: 's_1', articles: 3, outlets: 3 }]);
    expect(found.claims.items.map(({ id }: { id: string }) => id)).toEqual(['c_1', 'c_2']);
    expect(found.articles.items).toHaveLength(3);
    const people = (await get('/v1/search?q=okafor')).people.items;
    expect(people).toEqual([
      {
        ...{ name: 'Ines Okafor', claims: 2, outlets: 2 },
        said: [
          { claim: 'c_1', text: 'The ferry hit the wall at noon' },
          { claim: 'c_2', text: 'Nobody aboard the ferry was hurt' },
        ],
      },
    ]);
    const outlets = (await get('/v1/search?q=tidewater')).outlets.items;
    expect(outlets.map(({ domain }: { domain: string }) => domain)).toEqual(['two.example']);
    expect((await get('/v1/search?q=two.ex')).outlets.items).toHaveLength(1);
    expect((await get('/v1/search?q=office')).people.items).toEqual([]);
  });

  test('understands quotation marks, "or" and a minus, and never takes what is typed for a query language', async () => {
    const ids = async (q: string) =>
      (await get(`/v1/search?in=claims&q=${encodeURIComponent(q)}`)).claims.items.map(
        (each: { id: string }) => each.id,
      );
    expect(await ids('"hit the wall"')).toEqual(['c_1']);
    expect(await ids('ferry -noon')).toEqual(['c_2']);
    expect(await ids('noon or aboard')).toEqual(['c_1', 'c_2']);
    for (const odd of ["'", ':*', '& | !', '((', '"', '\\', '%', 'the'])
      expect(await ids(odd), odd).toEqual([]);
  });

  test('shows where the words stand, as pieces of text', async () => {
    const [found] = (await get('/v1/search?in=articles&q=gazette%20reported')).articles.items;
    expect(found.outlet).toBe('two.example');
    expect(
      found.snippet.filter((part: { hit: boolean }) => part.hit).map(({ text }: { text: string }) => text),
    ).toEqual(['Gazette', 'reported']);
  });

  test('goes on from a place, through every result once', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const goOn: string = after === null ? '' : `&cursor=${after}`;
      const { articles } = await get(`/v1/search?in=articles&q=ferry&limit=1${goOn}`);
      expect(articles.found).toBe(3);
      seen.push(...articles.items.map(({ id }: { id: string }) => id));
      after = articles.next;
    } while (after !== null);
    expect(seen).toHaveLength(3);
    expect(new Set(seen).size).toBe(3);
  });

  test.each([
    ['/v1/search', 'q'],
    ['/v1/search?q=%20', 'q'],
    [`/v1/search?q=${'x'.repeat(301)}`, 'q'],
    ['/v1/search?q=ferry&in=weather', 'in'],
    ['/v1/search?q=ferry&limit=0', 'limit'],
    ['/v1/search?q=ferry&in=articles&cursor=%7B', 'cursor'],
    [`/v1/search?q=ferry&cursor=${Buffer.from('[1,"2031-99-99",""]').toString('base64url')}`, 'cursor'],
    [`/v1/search?q=ferry&cursor=${Buffer.from('[1e999,"x",""]').toString('base64url')}`, 'cursor'],
  ])('%s is refused with the field that is wrong', async (path, field) => {
    const answer = await app.request(`http://localhost${path}`);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ field });
  });

  test('a new wording is found in place of the old one', async () => {
    const [outlet, outletName, path, title] = texts[2];
    await record.store.transaction((write) =>
      write.articles.save({
        ...{ article: idAt(outlet, path), url: `https://${outlet}/${path}`, outlet, outletName, title },
        ...{ page: null, pageHash: null, byline: [], modified: null, lang: 'en', published: hour(2) },
        ...{ text: 'Anglers weighed a perch.', fetched: hour(9), textHash: 'new' },
      }),
    );
    expect((await get('/v1/search?in=articles&q=perch')).articles.items).toHaveLength(1);
    expect((await get('/v1/search?in=articles&q=pounds')).articles.items).toEqual([]);
  });

  test('says how often an outlet was first, relied on others, copied, was contradicted, mended', async () => {
    const { outlets } = await get('/v1/outlets');
    expect(outlets.map(({ domain }: { domain: string }) => domain)).toEqual([
      'two.example',
      'one.example',
      'three.example',
      'quiet.example',
    ]);
    const [two, one, three, quiet] = outlets;
    expect(one).toMatchObject({ articles: 1, copies: 0, citing: 0, independent: 1, claims: 2, first: 1 });
    expect(one).toMatchObject({ disputed: 1, disputing: 0, corrected: 1, withdrawn: 1, owner: null });
    expect(two).toMatchObject({ name: 'Tidewater Post', owner: 'Tide Media', articles: 2, citing: 1 });
    // What was withdrawn before the oldest article looked at does not count.
    expect(two).toMatchObject({ independent: 1, first: 0, disputing: 1, withdrawn: 0 });
    expect(three).toMatchObject({ articles: 1, copies: 1, independent: 0 });
    expect(quiet).toMatchObject({ name: 'quiet.example', articles: 0, latest: null });
  });

  test('shows one outlet with its feeds and newest articles, and a 404 for one that nobody knows', async () => {
    const { outlet, articles, feeds } = await get('/v1/outlets/TWO.example');
    expect(outlet).toMatchObject({ domain: 'two.example', articles: 2, disputing: 1 });
    expect(articles.map(({ title }: { title: string }) => title)).toEqual(['A record pike', 'Ferry crash']);
    expect(feeds).toEqual([]);
    expect((await get('/v1/outlets/quiet.example')).feeds).toHaveLength(1);
    expect((await app.request('http://localhost/v1/outlets/nowhere.example')).status).toBe(404);
  });
});
