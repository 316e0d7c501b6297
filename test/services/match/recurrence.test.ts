import { extract } from '@hearsay/extract';
import { match } from '@hearsay/match';
import { runJob } from '@hearsay/runtime';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { engines, type TestRecord, testDeps, testRecord } from '../../support/record.js';
import { arrival } from '../dedupe/arrivals.js';

const dam =
  'The northern dam at Norvik was built in 1968 from gravel that engineers later called unsuitable.';
const spring = `A flood closed the valley road at Norvik on Monday, the county said. ${dam}`;
const summer = `The county council of Norvik voted on Tuesday to sell its old town hall to a hotel. ${dam}`;
const winter = `Ivo Brandt won the ski race above Norvik on Sunday, ahead of two Swedes. ${dam}`;
const other = `The county opened a bridge at Halden. ${dam.replace('northern dam at Norvik', 'southern dam at Halden')}`;

describe.each(engines)('recurs, on the record of the %s mode', (engine) => {
  let record: TestRecord;
  beforeAll(async () => {
    record = await testRecord(engine);
  });
  afterAll(() => record.end());
  beforeEach(async () => {
    for (const table of ['events', 'claims', 'articles', 'stories'])
      await record.db.query(`truncate hearsay.${table} cascade`);
  });

  let runs = 0;
  const runMatch = async (stage: 'extract' | 'match', article: string) => {
    const job = { attempt: 1, attempts: 1, queuedAt: 0, payload: { article, revision: 1 } };
    runs += 1;
    const handler = stage === 'extract' ? extract : match;
    await runJob(
      stage,
      { ...job, id: `${stage}-${runs}`, stage },
      handler as typeof match,
      testDeps(record.store),
    );
  };

  /** An article in a story of its own, read and matched. */
  const tell = async (name: string, text: string, day: string): Promise<string> => {
    const published = new Date(`2031-${day}T08:00:00.000Z`);
    const { name: _, ...article } = arrival({
      name,
      outlet: `${name}.example`,
      title: null,
      text,
      published,
    });
    await record.store.articles.save(article);
    await record.db.query(
      'insert into hearsay.stories (id, title, first_seen, updated_at) values ($1, $1, now(), now())',
      [name],
    );
    await record.db.query('update hearsay.articles set story = $1 where id = $2', [name, article.article]);
    await runMatch('extract', article.article);
    await runMatch('match', article.article);
    return article.article;
  };

  /** Which story each story's claim about a dam recurs to. */
  const recurring = async (): Promise<Record<string, string | null>> => {
    const { rows } = await record.db.query<{ story: string; earlier: string | null }>(
      `select c.story, e.story as earlier from hearsay.claims c left join hearsay.claims e on e.id = c.recurs
       where c.text like '%dam at%' and c.text like '%gravel%' order by c.story`,
    );
    return Object.fromEntries(rows.map(({ story, earlier }) => [story, earlier]));
  };
  const told: [string, string, string][] = [
    ['spring', spring, '03-03'],
    ['summer', summer, '07-08'],
    ['winter', winter, '12-07'],
    ['other', other, '12-08'],
  ];
  const expected = { spring: null, summer: 'spring', winter: 'spring', other: null };

  it('points at the earliest story that has the claim, and not at a like one of another place', async () => {
    for (const [name, text, day] of told) await tell(name, text, day);
    expect(await recurring()).toEqual(expected);
  });

  it('names for each claim the same one in every other story, the earliest first', async () => {
    for (const [name, text, day] of told) await tell(name, text, day);
    const { rows } = await record.db.query<{ id: string; story: string }>(
      `select id, story from hearsay.claims where text like '%dam at%' and text like '%gravel%'`,
    );
    const again = async (story: string) => {
      const id = rows.find((row) => row.story === story)?.id ?? '';
      return (await record.store.recurrences.same(id, 9)).map(({ storyTitle }) => storyTitle);
    };
    expect(await again('winter')).toEqual(['spring', 'summer']);
    expect(await again('spring')).toEqual(['summer', 'winter']);
    expect(await again('other')).toEqual([]);
  });

  it('is the same where the earlier stories arrive last', async () => {
    for (const [name, text, day] of [...told].reverse()) await tell(name, text, day);
    expect(await recurring()).toEqual(expected);
  });

  it('finds the next where the earliest story is taken out, and stays when a story is matched again', async () => {
    const articles: string[] = [];
    for (const [name, text, day] of told) articles.push(await tell(name, text, day));
    await runMatch('match', articles[2]!);
    expect(await recurring()).toEqual(expected);
    await record.db.query(`update hearsay.articles set story = 'summer' where id = $1`, [articles[0]]);
    await record.store.transaction((write) =>
      write.claims.replaceStory('spring', { claims: [], mentions: [] }),
    );
    await runMatch('match', articles[1]!);
    await runMatch('match', articles[2]!);
    expect(await recurring()).toEqual({ summer: null, winter: 'summer', other: null });
  });
});
