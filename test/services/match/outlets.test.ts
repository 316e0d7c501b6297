import { articleObjects } from '@hearsay/api';
import { extract } from '@hearsay/extract';
import { match } from '@hearsay/match';
import { runJob } from '@hearsay/runtime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shuffled } from '../../eval/stories/shuffle.js';
import { engines, type TestRecord, testDeps, testRecord } from '../../support/record.js';
import { arrival } from '../dedupe/arrivals.js';

const claim = 'The Halden yard buried 40 drums of solvent under its slipway';
const told: [outletName: string, text: string][] = [
  ['Copper', `${claim}, two engineers told Copper.`],
  ['Harbour Post', `Copper reported that ${claim.toLowerCase().replace('halden', 'Halden')}.`],
  ['Metal & Mould', `${claim}, Copper reported, citing two engineers.`],
  ['Inland Courier', `${claim}, Metal & Mould reported on Tuesday.`],
];
const domainOf = (outletName: string) => `${outletName.toLowerCase().replace(/[^a-z]+/g, '-')}.example`;

describe.each(engines)('outlets known by name, on the record of the %s mode', (engine) => {
  let record: TestRecord;
  beforeAll(async () => {
    record = await testRecord(engine);
  });
  afterAll(() => record.end());

  let runs = 0;
  const arrive = async ([outletName, text]: (typeof told)[number]): Promise<void> => {
    const hour = told.findIndex(([name]) => name === outletName);
    const published = new Date(Date.UTC(2031, 4, 5, 6 + hour));
    const plain = { name: domainOf(outletName), outlet: domainOf(outletName), title: null, text, published };
    const { name: _, ...article } = arrival(plain);
    await record.store.articles.save({ ...article, outletName });
    await record.db.query(`update hearsay.articles set story = 'yard' where id = $1`, [article.article]);
    for (const [stage, handler] of [
      ['extract', extract as typeof match] as const,
      ['match', match] as const,
    ]) {
      runs += 1;
      const payload = { article: article.article, revision: 1 };
      const job = { attempt: 1, attempts: 1, queuedAt: 0, payload, id: `${stage}-${runs}`, stage };
      await runJob(stage, job, handler, testDeps(record.store));
    }
  };

  /** Claims with their mentions, and what articles cite, without ids. */
  const known = async () => {
    const { rows: claims } = await record.db.query(
      'select text, origins, counts from hearsay.claims order by text',
    );
    const { rows: mentions } = await record.db.query(
      `select data->>'outlet' as outlet, data->>'sentence' as sentence, data->'speaker' as speaker, data->'via' as via,
         data->'origin' as origin, relation from hearsay.mentions where current order by 1, 2, 3`,
    );
    const articles = await articleObjects(record.store, await record.store.articles.all());
    return { claims, mentions, cites: articles.map(({ outlet, cites }) => ({ outlet, cites })) };
  };

  it('are the same in every order in which their articles come', async () => {
    const runsOf: Awaited<ReturnType<typeof known>>[] = [];
    for (const order of [told, told.toReversed(), ...[1, 2, 3].map((seed) => shuffled(told, seed))]) {
      for (const table of ['events', 'claims', 'articles', 'stories'])
        await record.db.query(`truncate hearsay.${table} cascade`);
      await record.db.query(
        `insert into hearsay.stories (id, title, first_seen, updated_at) values ('yard', 'yard', now(), now())`,
      );
      for (const each of order) await arrive(each);
      runsOf.push(await known());
    }
    const [first, ...others] = runsOf;
    for (const other of others) expect(other).toEqual(first);
    expect(first?.claims).toMatchObject([
      { origins: [{ kind: 'outlet', name: 'Copper' }], counts: { outlets: 4, independent: 1 } },
    ]);
    const cited = first?.cites.map(({ outlet, cites }) => [outlet, cites.map((cite) => cite.outlet)]);
    expect(Object.fromEntries(cited ?? [])).toEqual({
      'copper.example': [],
      'harbour-post.example': ['copper.example'],
      'metal-mould.example': ['copper.example'],
      'inland-courier.example': ['metal-mould.example'],
    });
  });
});
