import { dedupe } from '@hearsay/dedupe';
import type { Deps } from '@hearsay/runtime';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bcubed } from '../eval/stories/bcubed.js';
import { type Labelled, readEcb } from '../eval/stories/data.js';
import { shuffled } from '../eval/stories/shuffle.js';
import { type TestRecord, testDeps, testRecord } from '../support/record.js';
import { hasShared } from '../support/shared-data.js';
import { type Arrival, arrival, arrive, breaches, groupsBy, run } from './dedupe/arrivals.js';

/** Orders of arrival tried of each set; workers that bring them; how far stories have to agree. */
const orders = 20;
const workers = 8;
const leastAgreement = 0.98;

const firstOf = 45;
const start = Date.UTC(2031, 0, 1);

/** Some whole stories of a labelled set, one article in ten minutes in the order of the file. */
function labelled(rows: Labelled[]): Arrival[] {
  return rows.slice(0, firstOf).map((row, at) =>
    arrival({
      name: row.id,
      outlet: `paper${at % 19}.example`,
      title: row.title,
      text: row.text,
      published: new Date(start + at * 600_000),
    }),
  );
}

const sets: { name: string; shared: boolean; build: () => Arrival[] }[] = [
  { name: 'ECB+', shared: true, build: () => labelled(readEcb()) },
];

let record: TestRecord;
let deps: Deps;
beforeAll(async () => {
  record = await testRecord('server');
  deps = testDeps(record.store);
});
afterAll(() => record.end());

/** Brings articles to dedupe, so many at a time; the record is empty before. */
async function bring(arrivals: Arrival[], atOnce: number) {
  await record.db.query(`truncate hearsay.articles, hearsay.stories, hearsay.claims, hearsay.events, hearsay.outcomes,
    hearsay.outbox, hearsay.bands, hearsay.story_keys cascade`);
  const queue = arrivals.values();
  const worker = async () => {
    for (const each of queue) await arrive(each, deps, { dedupe });
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  expect(await breaches(record.db)).toEqual([]);
  const articles = await record.store.articles.all();
  expect(articles.filter((each) => each.story === null)).toEqual([]);
  return {
    families: await groupsBy('family', arrivals, record.store),
    copies: articles.map(({ id, copyOf, copyKind }) => ({ id, copyOf, copyKind })),
    stories: new Map(articles.map(({ id, story }) => [id, story as string])),
  };
}

/** How alike two sets of stories of the same articles are: B-cubed F1 of one held against the other. */
function agreement(a: Map<string, string>, b: Map<string, string>): number {
  return bcubed([...a].map(([id, gold]) => ({ gold, found: b.get(id) ?? '' }))).f1;
}

for (const { name, shared, build } of sets)
  test.skipIf(shared && !hasShared('data'))(
    `${orders} orders of arrival of ${name}, every other one by ${workers} workers at once, give the same families and stories that agree; running twice changes nothing`,
    async () => {
      const arrivals = build();
      const expected = await bring(arrivals, 1);
      for (let seed = 1; seed <= orders; seed++) {
        const found = await bring(shuffled(arrivals, seed), seed % 2 === 0 ? workers : 1);
        expect({ seed, families: found.families }).toEqual({ seed, families: expected.families });
        expect({ seed, copies: found.copies }).toEqual({ seed, copies: expected.copies });
        const agreed = agreement(expected.stories, found.stories);
        expect(agreed, `stories under shuffle ${seed}`).toBeGreaterThanOrEqual(leastAgreement);
      }
      const rows = () => Promise.all([record.store.articles.all(), record.store.events.all()]);
      const before = await rows();
      for (const { id, revision } of shuffled(before[0], 4))
        await run('dedupe', { article: id, revision }, deps, { dedupe });
      expect(await rows()).toEqual(before);
    },
    900_000,
  );
