import { articleObjects } from '@hearsay/api';
import { dedupe } from '@hearsay/dedupe';
import type { Deps } from '@hearsay/runtime';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { shuffled } from '../eval/stories/shuffle.js';
import { engines, type TestRecord, testDeps, testRecord } from '../support/record.js';
import { arrival, arrive, fire } from './dedupe/arrivals.js';

/** Mostly on the strike, with a paragraph on each fire. */
const roundup = arrival({
  name: 'roundup',
  outlet: 'morning.example',
  title: 'Tram drivers walk out over night shifts, and more from Halvorsund',
  published: '2031-02-05T08:00:00Z',
  text: [
    'Tram drivers of the operator Byline walked out over plans for longer night shifts, and nine in ten joined the strike, the union Fagkraft said.',
    'The operator Byline ran two of eleven tram lines while drivers stayed away, and mediator Silje Moe has set talks on the night shifts for Friday.',
    'Elsewhere, the disused Brekke paper mill burned to the ground beside the Lissa river, and the investor Nordhus had planned flats in the mill from 1911.',
    'And three guests were treated for smoke poisoning at St. Olav hospital after a kitchen fire at the Hotel Meridian, manager Ida Solbakken said.',
  ].join('\n\n'),
});

describe.each(engines)('a roundup on the record of the %s mode', (engine) => {
  let record: TestRecord;
  let deps: Deps;

  beforeAll(async () => {
    record = await testRecord(engine);
    deps = testDeps(record.store);
  });
  afterAll(() => record.end());
  beforeEach(() => record.db.query('truncate hearsay.articles, hearsay.stories, hearsay.events cascade'));

  test('belongs to its main story and is linked to the others, whichever came first', async () => {
    const all = [roundup, ...['f1', 'f2', 'g1', 'g2', 'h1', 'h2'].map(fire)];
    for (const seed of [0, 1, 2, 3]) {
      await record.db.query('truncate hearsay.articles, hearsay.stories, hearsay.events cascade');
      for (const each of seed === 0 ? all : shuffled(all, seed)) await arrive(each, deps, { dedupe });
      const storyOf = async (name: string) => (await record.store.articles.get(fire(name).article))?.story;
      const own = await record.store.articles.get(roundup.article);
      expect(own?.story).toBe(await storyOf('h1'));
      const [object] = await articleObjects(record.store, [own!]);
      expect(object?.linkedStories.map((link) => link.story).sort()).toEqual(
        [await storyOf('f1'), await storyOf('g1')].sort(),
      );
      const telling = await record.store.asides.tellingOf((await storyOf('f1')) as string);
      expect(telling).toMatchObject([
        { article: roundup.article, why: expect.stringMatching(/^shares .*brekke/i) },
      ]);
      const plain = await record.store.articles.some(all.slice(1).map((each) => each.article));
      for (const each of await articleObjects(record.store, plain)) expect(each.linkedStories).toEqual([]);
    }
  });

  test('two parts that tell one article are one link, the better of them', async () => {
    for (const each of [roundup, fire('f1')]) await arrive(each, deps, { dedupe });
    const [article, other] = [roundup.article, fire('f1').article];
    const rows = [0.4, 0.7, 0.5].map((score) => ({ article, other, score, why: `shares ${score}` }));
    await record.store.asides.save(article, [], new Date(), rows);
    const kept = await record.db.query('select score from hearsay.asides where article = $1 and other = $2', [
      article,
      other,
    ]);
    expect(kept.rows).toEqual([{ score: 0.7 }]);
  });
});
