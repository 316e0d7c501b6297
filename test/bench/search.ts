import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { createStore, type Database, migrate, openPostgres } from '@hearsay/store';
import type { Task } from '../support/run-task.js';
import { freshDatabase } from '../support/services.js';

/** Articles of the archive, claims of each, outlets they come from; rounds of each question. */
const [articles, claimsOfEach, outlets, rounds] = [100_000, 4, 300, 5] as const;

/** Words of a text. Word number n of 20,000 is drawn the oftener the smaller n is: w0 is in nearly all texts. */
const wordsOfEach = 120;
const words = (count: string) =>
  `(select string_agg('w' || floor(20000 * power(random(), 3))::int, ' ') from generate_series(1, ${count} + 0 * n))`;

const fill = [
  'select setseed(0.5)',
  `insert into hearsay.stories (id, title, first_seen, updated_at)
   select 's_' || n, ${words('8')}, now() - n * interval '9 minutes', now() - n * interval '9 minutes'
   from generate_series(1, ${articles / 5}) n`,
  `insert into hearsay.articles (id, url, outlet, outlet_name, published, first_seen, revision, story, family, copy_of)
   select 'a_' || n, 'https://paper' || n % ${outlets} || '.example/' || n, 'paper' || n % ${outlets} || '.example',
     'The Paper ' || n % ${outlets}, now() - n * interval '2 minutes', now(), 1, 's_' || 1 + n / 5 % ${articles / 5}, 'a_' || n,
     case when n % 7 = 0 then 'a_' || n + 1 end
   from generate_series(1, ${articles}) n`,
  `insert into hearsay.revisions (article, revision, title, byline, fetched, text, text_hash)
   select 'a_' || n, 1, ${words('8')}, '[]', now(), ${words(String(wordsOfEach))}, '' from generate_series(1, ${articles}) n`,
  `insert into hearsay.article_words (article, at, words)
   select a.id, a.published, hearsay.words_of(r.title, a.outlet_name, r.text)
   from hearsay.articles a join hearsay.revisions r on r.article = a.id`,
  `insert into hearsay.claims (id, story, text, kind, origins, counts, position)
   select 'c_' || n, 's_' || 1 + n % ${articles / 5}, ${words('14')}, 'statement', '[]',
     '{"outlets": 2, "independent": 1, "disputingOutlets": 0, "disputers": 0}', 0
   from generate_series(1, ${articles * claimsOfEach}) n`,
  `insert into hearsay.mentions (id, claim, article, revision, part, start_offset, end_offset, relation, current, position, data, made_by)
   select 'm_' || a || '_' || k, 'c_' || case when a / 5 = 0 then k * ${articles / 5} else a / 5 + (k - 1) * ${articles / 5} end, 'a_' || a, 1, 'text', k, k + 1, 'repeats', true, 0,
     jsonb_build_object('outlet', 'paper' || a % ${outlets} || '.example', 'speaker', 'Ines Okafor ' || k, 'speakerNamed', k % 4 = 0,
       'via', null, 'sentence', repeat('The office counted boats. ', 8)), 'bench'
   from generate_series(1, 5000) a, generate_series(1, 20) k`,
  'select hearsay.count_outlets(array(select id from hearsay.stories))',
  'analyze',
];

/**
 * `npm run bench -- search`: questions to an archive of 100,000 articles and 400,000 claims on PostgreSQL, with words from one that
 * nearly every text has to one that few have, and what outlets come to. The look-up of one article by its id stands beside them.
 */
export const task: Task = {
  about: 'search of 100,000 articles and 400,000 claims on PostgreSQL, and how outlets stand',
  async run() {
    const { url, drop } = await freshDatabase();
    const db = await openPostgres(url);
    try {
      await migrate(db, fileURLToPath(new URL('../migrations/', import.meta.resolve('@hearsay/store'))));
      for (const statement of fill) await db.query(statement);
      await measure(db);
    } finally {
      await db.close();
      await drop();
    }
  },
};

async function measure(db: Database): Promise<void> {
  const { search, outlets: table, articles: kept } = createStore(db);
  const asked = (query: string) => ({ query, limit: 21, after: null });
  const questions: [string, () => Promise<unknown>][] = [
    ['one article by its id', () => kept.get('a_77')],
    ['articles: a word of nearly all', () => search.articles(asked('w0'))],
    ['articles: a word of a quarter', () => search.articles(asked('w10'))],
    ['articles: a word of few', () => search.articles(asked('w15000'))],
    ['articles: two words', () => search.articles(asked('w10 w300'))],
    ['articles: exact words', () => search.articles(asked('"w10 w11"'))],
    ['claims: a word of a third', () => search.claims(asked('w0'))],
    ['claims: two words', () => search.claims(asked('w10 w300'))],
    ['stories: a word of a quarter', () => search.stories(asked('w0'))],
    ['people: a name of 25,000 mentions', () => search.people(asked('okafor'))],
    ['outlets by name', () => table.search('paper', 20)],
    ['all outlets', () => table.list()],
    ['one outlet', () => table.get('paper7.example')],
  ];
  for (const [name, ask] of questions) {
    const times: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const begun = performance.now();
      await ask();
      times.push(performance.now() - begun);
    }
    const median = times.sort((a, b) => a - b)[Math.floor(rounds / 2)] as number;
    process.stdout.write(`${name.padEnd(36)} median ${median.toFixed(1).padStart(8)} ms\n`);
  }
}
