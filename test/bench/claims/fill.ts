import type { Database } from '@hearsay/store';
import { extractCandidates } from '@hearsay/text/candidate';
import { recurrenceKeys } from '@hearsay/text/recurrence';

/** What a claim of another story says, with the keys it is found again by. */
export interface OldClaim {
  text: string;
  keys: number[];
}

const claimsOfStory = 25;
const claimsOfArticle = 10;

/** What the claims of texts say. */
export function readOldClaims(texts: readonly string[]): OldClaim[] {
  return texts.flatMap((text, at) => {
    const outlet = { outlet: 'old.example', outletName: 'Old' };
    const given = { id: `o${at}`, revision: 1, ...outlet, title: null, text, lang: 'en', published: null };
    const { candidates } = extractCandidates(given);
    return candidates.map((each) => ({ text: each.text, keys: recurrenceKeys(each.text) }));
  });
}

/**
 * Fills a record with so many claims of other stories, each with its mention, its keys and its line of the log: what match must not
 * become slower by. What they say comes again where more are asked for than are given.
 */
export async function fillClaims(db: Database, claims: number, said: readonly OldClaim[]): Promise<void> {
  const texts = said.map(({ text }) => text);
  const keys = said.flatMap((each, n) => each.keys.map((key) => ({ n, key })));
  await db.query(
    'create table said as select (at - 1)::int as n, text from unnest($1::text[]) with ordinality as x (text, at)',
    [texts],
  );
  await db.query('create table said_keys as select * from unnest($1::int[], $2::int[]) as x (n, key)', [
    keys.map(({ n }) => n),
    keys.map(({ key }) => key),
  ]);
  await db.query(
    `create table old as
     select g as n, g % $2::int as said, 'oldc' || g as claim, 'olds' || g / ${claimsOfStory} as story,
       'olda' || g / ${claimsOfArticle} as article, 'old' || g % 40 || '.example' as outlet,
       timestamptz '2031-01-01 00:00Z' - make_interval(mins => g) as seen
     from generate_series(0, $1::int - 1) g`,
    [claims, said.length],
  );
  await db.query('analyze said, said_keys, old');
  for (const rows of rowsOfOld) await db.query(rows);
  await db.query('drop table old, said, said_keys');
  // A bulk load outruns the server's own upkeep; a stream of news does not.
  await db.query('vacuum analyze');
}

const rowsOfOld = [
  `insert into hearsay.stories (id, title, first_seen, updated_at)
   select distinct story, 'An old story', now(), now() from old`,
  `insert into hearsay.articles (id, url, outlet, outlet_name, published, first_seen, revision, story, family)
   select distinct on (article) article, 'https://' || outlet || '/' || article, outlet, outlet, seen, now(), 1, story, article
   from old order by article, n`,
  `insert into hearsay.claims (id, story, recurs, text, seen, kind, origins, counts, position)
   select claim, story, null, text, seen, 'statement', '[]', '{}', old.n % ${claimsOfStory} from old join said on said.n = old.said`,
  `insert into hearsay.mentions (id, claim, article, revision, part, start_offset, end_offset, relation, current, position, data, made_by)
   select 'oldm' || old.n, claim, article, 1, 'text', old.n * 200, old.n * 200 + length(text), 'originates', true, 0,
     jsonb_build_object('outlet', outlet, 'text', text, 'via', null, 'confidence', 1), 'bench'
   from old join said on said.n = old.said`,
  `insert into hearsay.claim_keys (key, seen, claim)
   select key, seen, claim from old join said_keys on said_keys.n = old.said`,
  `insert into hearsay.events (key, type, claim, story, outlet, article, mention, at, text)
   select 'old ' || old.n, 'originated', claim, story, outlet, article, 'oldm' || old.n, seen, text
   from old join said on said.n = old.said`,
];
