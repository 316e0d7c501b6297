import { extract } from '@hearsay/extract';
import { match } from '@hearsay/match';
import { createMemory } from '@hearsay/match/memory';
import { runJob } from '@hearsay/runtime';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { engines, type TestRecord, testDeps, testRecord } from '../../support/record.js';
import { arrival } from '../dedupe/arrivals.js';

const first = 'The harbour board of Velmar found 14 cracks in the northern pier, two engineers said.';
const second = `${first} The board will close the pier on Friday for 90 days.`;
const third = 'The harbour board of Velmar found 40 cracks in the northern pier, two engineers said.';

describe.each(engines)('what match remembers of a story, on the record of the %s mode', (engine) => {
  let record: TestRecord;
  beforeAll(async () => {
    record = await testRecord(engine);
  });
  afterAll(() => record.end());
  beforeEach(async () => {
    for (const table of ['events', 'claims', 'articles', 'stories'])
      await record.db.query(`truncate hearsay.${table} cascade`);
    await record.db.query(
      `insert into hearsay.stories (id, title, first_seen, updated_at) values ('pier', 'pier', now(), now())`,
    );
  });

  let runs = 0;
  const run = async (stage: 'extract' | 'match', article: string) => {
    const job = { attempt: 1, attempts: 1, queuedAt: 0, payload: { article, revision: 1 } };
    runs += 1;
    const handler = (stage === 'extract' ? extract : match) as typeof match;
    await runJob(stage, { ...job, id: `${stage}-${runs}`, stage }, handler, testDeps(record.store));
  };

  const tell = async (name: string, text: string, hour: number): Promise<string> => {
    const published = new Date(Date.UTC(2031, 2, 3, hour));
    const { name: _, ...article } = arrival({
      name,
      outlet: `${name}.example`,
      title: null,
      text,
      published,
    });
    await record.store.articles.save(article);
    await record.db.query(`update hearsay.articles set story = 'pier' where id = $1`, [article.article]);
    await run('extract', article.article);
    await run('match', article.article);
    return article.article;
  };

  /** The story's rows without, and with, the mark of who wrote them last. */
  const rows = async (marks = false) => {
    const mark = marks ? ', xmin::text as mark' : '';
    const { rows: claims } = await record.db.query(
      `select id, text, counts, position${mark} from hearsay.claims order by id`,
    );
    const { rows: mentions } = await record.db.query(
      `select id, claim, relation, current, position, data${mark} from hearsay.mentions order by id`,
    );
    return { claims, mentions };
  };

  it('writes nothing where nothing changed, and what an article adds where one came', async () => {
    const tribune = await tell('tribune', first, 8);
    await tell('courier', second, 9);
    const before = await rows(true);
    expect(before.mentions.length).toBeGreaterThan(2);
    await run('match', tribune);
    expect(await rows(true)).toEqual(before);
    await tell('herald', third, 10);
    const after = await rows(true);
    for (const row of before.mentions) expect(after.mentions).toContainEqual(row);
    expect(after.mentions.length).toBeGreaterThan(before.mentions.length);
  });

  it('does not go by what it remembers where another process wrote meanwhile', async () => {
    const tribune = await tell('tribune', first, 8);
    await tell('courier', second, 9);
    await tell('herald', third, 10);
    const right = await rows();
    await record.db.query(`update hearsay.mentions set relation = 'disputes', position = 7`);
    await record.db.query(`update hearsay.claims set text = 'Something else', counts = '{}'`);
    await run('match', tribune);
    expect(await rows()).toEqual(right);
    await record.db.query(`delete from hearsay.mentions where id = $1`, [right.mentions[0].id]);
    await run('match', tribune);
    expect(await rows()).toEqual(right);
    await record.db.query('delete from hearsay.claims');
    await run('match', tribune);
    expect(await rows()).toEqual(right);
  });

  it('reads again what extract wrote again', async () => {
    await tell('tribune', first, 8);
    const courier = await tell('courier', second, 9);
    await record.db.query(
      `update hearsay.revisions set extraction = jsonb_set(extraction, '{candidates}', '[]') where article = $1`,
      [courier],
    );
    await run('match', courier);
    const { mentions } = await rows();
    expect(mentions.length).toBeGreaterThan(0);
    expect(mentions.filter(({ data }) => data.article === courier)).toEqual([]);
  });
});

describe('createMemory', () => {
  const fill = (memory: ReturnType<ReturnType<typeof createMemory>>, articles: number) => {
    for (let at = 0; at < articles; at += 1)
      memory.articles.set(`a${at} 1`, { version: '1', article: {} as never });
  };

  it('forgets the stories asked for longest ago, once all have more articles than it keeps', () => {
    const memory = createMemory(10);
    fill(memory('a'), 4);
    fill(memory('b'), 4);
    expect(memory('a').articles.size).toBe(4);
    fill(memory('c'), 4);
    expect(memory('c').articles.size).toBe(4);
    expect(memory('b').articles.size).toBe(0);
    expect(memory('a').articles.size).toBe(4);
  });
});
