import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type ClaimObject,
  createApi,
  type DecisionObject,
  type ExportObject,
  type Foreseen,
  type ServedApi,
  serveApi,
  type WhyArticleAnswer,
  type WhyPair,
} from '@hearsay/api';
import { announceDaemon } from '@hearsay/cli/access';
import { openLog, openRuntime, type Runtime, readSettings } from '@hearsay/runtime';
import { idOf } from '@hearsay/text/id';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import rows from '../fixtures/text/same/stories.json' with { type: 'json' };
import { hearsay } from '../support/command.js';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const folder = mkdtempSync(join(tmpdir(), 'hearsay-explain-'));
const env = { HEARSAY_DATA: join(folder, 'data'), HEARSAY_PORT: '0' };
const urlOf = (name: string) => `https://${name}.example/${name}`;
const id = (name: string) => idOf('article', urlOf(name));
const copied = { ...rows.find((row) => row.id === 'h1')!, id: 'again', published: '2031-02-04T09:30:00Z' };
const archive = [...rows, copied].map(({ id: name, published, title, text }) =>
  JSON.stringify({
    url: urlOf(name),
    outlet: `${name}.example`,
    outletName: `The ${name} Paper`,
    published,
    title,
    text,
  }),
);

beforeAll(async () => {
  const gave = await hearsay(['replay', '-', '--data', env.HEARSAY_DATA, '--json'], {
    env,
    input: `${archive.join('\n')}\n`,
  });
  expect(gave).toMatchObject({ code: 0 });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A command's lines, with the ids in them replaced by their names. */
async function lines(...args: string[]): Promise<string[]> {
  const gave = await hearsay(args, { env });
  expect(gave, gave.err).toMatchObject({ code: 0, err: '' });
  return gave.out.trimEnd().split('\n');
}

describe('the command line, without a daemon', () => {
  test('splits, lists what was decided, and takes it back', async () => {
    const split = await lines('split', id('again'), '--by', 'Ann', '--why', 'their own reporters were there');
    expect(split[0]).toBe('1 article and 1 other are kept from being one text.');
    expect(split[1]).toMatch(/^Now: hearsay story s_/);
    const [, decision] = /undo (d_\w+)$/.exec(split[2] ?? '') as unknown as [string, string];
    expect(split[3]).toMatch(/when Hearsay runs/);
    const why = (await lines('why', id('h1'), id('again'))).join('\n');
    expect(why).toContain(
      'Two texts, although compared they would be one (an exact copy): see the decisions.',
    );
    expect(why).toMatch(/• Ann on .+, not one text: their own reporters were there d_/);
    expect((await lines('decisions', 'undo', decision, '--by', 'Ben'))[0]).toBe(`Took ${decision} back.`);
    expect((await lines('decisions', 'list'))[1]).toMatch(
      /^\d{4}-\d\d-\d\d \d\d:\d\d {2}d_\w+ {2}Ann {2}not one text {2}1 +their own reporters.+undone by Ben$/,
    );
  });

  test('says what a decision on a mention would change, makes it, and takes it back', async () => {
    const record = async () => JSON.parse((await lines('export', '--json')).join('\n')) as ExportObject;
    const before = await record();
    const isOther = (claim: ClaimObject | undefined) => (each: ClaimObject['mentions'][number]) =>
      each.relation === 'repeats' && each.in === 'text' && each.sentence !== claim?.mentions[0]?.sentence;
    const claim = before.claims.find((each) => each.mentions.some(isOther(each)));
    const mention = claim?.mentions.find(isOther(claim))?.id ?? '';
    const foreseen = await lines('reject', mention, '--preview');
    expect(foreseen[0]).toBe('Claims:');
    expect(foreseen.at(-1)).toBe('Nobody was told any of it: no retraction goes out.');
    const made = await lines('reject', mention, '--by', 'Ann');
    expect(made[0]).toBe('The mention is taken out of its claim.');
    const [, story] = /hearsay claims (s_\w+)$/.exec(made[1] ?? '') as unknown as [string, string];
    const [, decision] = /undo (d_\w+)$/.exec(made[2] ?? '') as unknown as [string, string];
    expect((await lines('claims', story)).join('\n')).toMatch(/originates, decided by a person: /);
    await lines('decisions', 'undo', decision);
    expect((await record()).claims).toEqual(before.claims);
  });
});

describe('while a daemon’s API is there', () => {
  let runtime: Runtime;
  let served: ServedApi;
  let withdraw: () => void;
  let ask: (method: string, path: string, body?: object) => Promise<{ status: number; body: unknown }>;

  beforeAll(async () => {
    runtime = await openRuntime(readSettings(env), openLog('silent'));
    served = await serveApi(runtime);
    withdraw = announceDaemon(runtime.settings, served.url);
    const app = createApi(runtime);
    ask = async (method, path, body) => {
      const headers = { 'content-type': 'application/json' };
      const answer = await app.request(path, {
        method,
        ...(body === undefined ? {} : { body: JSON.stringify(body), headers }),
      });
      return { status: answer.status, body: await answer.json() };
    };
  });
  afterAll(async () => {
    withdraw();
    await served.close();
    await runtime.close();
  });

  test('says why two articles are one text, and what to do where they are not', async () => {
    const said = await lines('why', urlOf('h1'), id('again'));
    expect(said[0]).toMatch(/^ {2}A {2}2031-02-04 06:00 {2}The h1 Paper +Tram drivers walk out/);
    expect(said).toContain('One text: B is an exact copy of A.');
    expect(said).toContain('  • The bodies are the same, word for word.');
    expect(said).toContain('  • Neither credits the other; The h1 Paper published first.');
    expect(said).toContain('  4 sentences in both, 4 word for word, such as:');
    expect(said.join('\n')).toMatch(/One story: “Tram drivers walk out over night shifts”\./);
    expect(said.at(-1)).toBe(`Not one text? hearsay split ${id('again')} --from family`);
  });

  test('says why two articles are neither one text nor one story', async () => {
    const said = (await lines('why', id('f1'), id('g1'))).join('\n');
    expect(said).toContain('Two texts: neither is a copy of the other.');
    expect(said).toMatch(/Two stories: A is in “.+”, B in “.+”\./);
    expect(said).toContain('  • Both lean on: ');
    expect(said).toMatch(/Only the first names: [^.]*Brekke/);
    expect(said).toMatch(/One story\? hearsay merge s_\w+ s_\w+$/);
  });

  test('says why an article is in its family and its story', async () => {
    const said = (await lines('why', id('again'))).join('\n');
    expect(said).toContain('An exact copy of The h1 Paper.');
    expect(said).toMatch(/In the story “Tram drivers walk out over night shifts” {2}s_/);
    expect(said).toMatch(/Nearest in its story:\n +\d+ % {2}The h1 Paper/);
  });

  test.each([
    [['confirm', 'm_none', '--as', 'doubts'], /^--as takes repeats, varies or disputes, not "doubts"\.$/],
    [['reject', 'm_none'], /^There is no mention m_none\.$/],
    [['merge', 'c_none', 'c_other'], /^There is no claim c_none\.$/],
    [['why', 'a_none'], /^There is no article a_none\.$/],
    [['split', id('f1'), '--from', 'paper'], /^--from takes family or story, not "paper"\.$/],
  ])('hearsay %j is answered in one sentence', async (args, sentence) => {
    const gave = await hearsay(args as string[], { env });
    expect(gave).toMatchObject({ code: 2, out: '' });
    expect(gave.err.trim()).toMatch(sentence);
  });

  test('explains two articles sentence by sentence', async () => {
    const { status, body } = await ask('GET', `/v1/why?a=${id('h1')}&b=${id('again')}`);
    expect(status).toBe(200);
    const { text, story, a } = body as WhyPair;
    expect(text).toMatchObject({
      same: true,
      path: [id('h1'), id('again')],
      compared: { kind: 'exact', copier: 'b' },
    });
    expect(text.compared.aligned).toHaveLength(4);
    for (const pair of text.compared.aligned) expect(pair.a.text).toBe(pair.b.text);
    expect(story.compared).toMatchObject({ score: expect.any(Number), daysApart: 0.15 });
    expect(a).toMatchObject({ outlet: 'h1.example', copyOf: null });
    const one = (await ask('GET', `/v1/why?a=${encodeURIComponent(urlOf('f1'))}`)).body as WhyArticleAnswer;
    expect(one.story.nearest.map((each) => each.article.id).sort()).toEqual([id('f2'), id('f3')].sort());
    expect(one.story.others.length).toBeGreaterThan(0);
  });

  test('says before a decision who would be no copy any more, and changes nothing', async () => {
    const before = await runtime.deps.store.articles.all();
    const asked = { verdict: 'apart', from: 'family', articles: [id('again')], by: 'Ann' };
    const { status, body } = await ask('POST', '/v1/decisions/preview', asked);
    expect(status).toBe(200);
    expect((body as Foreseen).copies).toEqual([
      { article: id('again'), outletName: 'The again Paper', before: 'The h1 Paper', after: null },
    ]);
    expect(await runtime.deps.store.articles.all()).toEqual(before);
  });

  test('decides, posts the jobs that follow, and takes back', async () => {
    const stories = async () =>
      new Map((await runtime.deps.store.articles.all()).map((each) => [each.id, each.story]));
    const before = await stories();
    const asked = { verdict: 'together', stories: [before.get(id('f1')), before.get(id('g1'))], by: 'Ann' };
    const log = await runtime.deps.store.events.last();
    const foreseen = (await ask('POST', '/v1/decisions/preview', asked)).body as Foreseen;
    expect([await stories(), await runtime.deps.store.events.last()]).toEqual([before, log]);
    const { status, body } = (await ask('POST', '/v1/decisions', asked)) as {
      status: number;
      body: { decision: DecisionObject; stories: string[] };
    };
    expect(status).toBe(201);
    expect(body).toMatchObject({
      decision: { about: 'story', verdict: 'together', by: 'Ann', why: null, undoneAt: null },
      stories: [before.get(id('f1'))],
      events: [expect.any(Number)],
    });
    const joined = await stories();
    expect(joined.get(id('g2'))).toBe(joined.get(id('f2')));
    const waiting = await runtime.queues.counts();
    expect(waiting.alert.waiting).toBeGreaterThan(0);
    const claims = await runtime.deps.store.claims.ofStories(body.stories);
    for (const { id: claim, after } of foreseen.claims)
      expect(claims.find((each) => each.id === claim)?.counts ?? null).toEqual(after);
    const size = (story: string) => [...joined.values()].filter((each) => each === story).length;
    expect(foreseen.stories).toHaveLength(2);
    for (const { id: story, after } of foreseen.stories) expect(after).toBe(size(story));
    const back = await ask('POST', `/v1/decisions/${body.decision.id}/undo/preview`, {});
    expect((back.body as Foreseen).stories.map(({ after }) => after).sort()).toEqual(
      foreseen.stories.map((each) => each.before).sort(),
    );
    const listed = await ask('GET', '/v1/decisions?limit=1');
    expect(listed.body).toEqual({ decisions: [body.decision], next: body.decision.id });
    const undone = await ask('POST', `/v1/decisions/${body.decision.id}/undo`, {
      by: 'Ben',
      why: 'two fires',
    });
    expect(undone).toMatchObject({
      status: 200,
      body: { decision: { undoneBy: 'Ben', undoneWhy: 'two fires' } },
    });
    expect(await stories()).toEqual(before);
  });

  test.each([
    ['POST', '/v1/decisions', { verdict: 'apart', articles: ['a_1'] }, 400, 'by'],
    ['POST', '/v1/decisions', { verdict: 'apart', articles: [], by: 'A' }, 400, 'articles'],
    ['POST', '/v1/decisions', { verdict: 'maybe', articles: ['a_1'], by: 'A' }, 400, 'verdict'],
    ['POST', '/v1/decisions', { verdict: 'apart', articles: ['a_1'], by: 'A' }, 404, 'articles'],
    ['POST', '/v1/decisions', { verdict: 'together', stories: ['s_1', 's_2'], by: 'A' }, 404, 'stories'],
    [
      'POST',
      '/v1/decisions',
      { verdict: 'apart', from: 'family', articles: [id('f1')], by: 'A' },
      422,
      'articles',
    ],
    ['POST', '/v1/decisions/d_none/undo', { by: 'A' }, 404, 'id'],
    ['GET', '/v1/why', undefined, 400, 'a'],
    ['GET', `/v1/why?a=${id('f1')}&b=${id('f1')}`, undefined, 422, 'b'],
    ['GET', '/v1/decisions?limit=0', undefined, 400, 'limit'],
  ])('%s %s %j names what is wrong', async (method, path, body, status, field) => {
    expect(await ask(method, path, body)).toMatchObject({ status, body: { field } });
  });
});
