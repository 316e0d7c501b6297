import { json, many, type Sql } from './sql.js';

/** A claim as far as it is looked for in other stories. */
export interface RecurrenceRow {
  id: string;
  story: string;
  text: string;
  /** When it was said first; null where no article says. */
  seen: Date | null;
  recurs: string | null;
}

/** A claim that another story tells again. */
export interface ToldAgain extends RecurrenceRow {
  storyTitle: string | null;
  /** In the shape of the JSON contract. */
  counts: unknown;
}

/** Claims of one key that are read on either side of the claim's time: what bounds the cost of a common key. */
const mostOfKey = 24;

const columns = 'c.id, c.story, c.text, c.seen, c.recurs';
const orLast = (column: string) => `coalesce(${column}, 'infinity'::timestamptz)`;

/** One row a key; a claim has ten, so its time is written once for all of them. */
const byKey = (rows: { claim: string; seen: Date | null; keys: number[] }[]) =>
  rows.flatMap(({ claim, seen, keys }) => {
    const at = seen?.toISOString() ?? null;
    return keys.map((key) => ({ claim, seen: at, key }));
  });

/** Claims that come up again in another story. */
export const recurrences = (sql: Sql) => ({
  /** The claims of a story; `version` is another whenever a row is. */
  ofStory: (story: string) =>
    many<RecurrenceRow & { version: string }>(
      sql,
      `select ${columns}, c.xmin::text as version from hearsay.claims c where c.story = $1`,
      [story],
    ),

  /** These claims, wherever they stand. */
  get: (ids: string[]) =>
    many<RecurrenceRow>(sql, `select ${columns} from hearsay.claims c where c.id = any($1)`, [ids]),

  /** The claims of a story that recur to one which is no longer in the record, or stands in the same story now. */
  adrift: (story: string) =>
    many<RecurrenceRow>(
      sql,
      `select ${columns} from hearsay.claims c left join hearsay.claims e on e.id = c.recurs
       where c.recurs is not null and c.story = $1 and (e.id is null or e.story = c.story)`,
      [story],
    ),

  /** The claims that recur to one of these which is no longer in the record. */
  followers: (ids: string[]) =>
    many<RecurrenceRow>(
      sql,
      `select ${columns} from hearsay.claims c
       where c.recurs = any($1) and not exists (select from hearsay.claims e where e.id = c.recurs)`,
      [ids],
    ),

  /** Writes the keys of claims in place of those they had. */
  async keep(rows: { claim: string; seen: Date | null; keys: number[] }[]): Promise<void> {
    if (rows.length === 0) return;
    await sql.query('delete from hearsay.claim_keys where claim = any($1)', [rows.map(({ claim }) => claim)]);
    const each = byKey(rows);
    await sql.query(
      `insert into hearsay.claim_keys (key, seen, claim)
       select k.key, ${orLast('k.seen')}, k.claim
       from unnest($1::text[], $2::timestamptz[], $3::int[]) as k (claim, seen, key)
       on conflict do nothing`,
      [each.map(({ claim }) => claim), each.map(({ seen }) => seen), each.map(({ key }) => key)],
    );
  },

  /**
   * The claims of other stories that share a key with these, each with the claim it may be the same as: earliest first. Of a key that many
   * share, the earliest and those next after the claim are read.
   */
  sharing: (story: string, rows: { claim: string; seen: Date | null; keys: number[] }[]) => {
    const each = byKey(rows);
    // Arrays, and a limit in what is looked up for each: the planner must not read all claims instead (it expects thousands of rows of a JSON).
    return many<RecurrenceRow & { of: string }>(
      sql,
      `select p.of, ${columns}
       from (
         select distinct k.claim as of, h.claim
         from unnest($2::text[], $3::timestamptz[], $4::int[]) as k (claim, seen, key)
           cross join lateral (
             (select l.claim from hearsay.claim_keys l where l.key = k.key order by l.seen, l.claim limit ${mostOfKey})
             union
             (select l.claim from hearsay.claim_keys l where l.key = k.key and l.seen >= ${orLast('k.seen')}
              order by l.seen, l.claim limit ${mostOfKey})) h
       ) p
       cross join lateral (select * from hearsay.claims c where c.id = p.claim and c.story <> $1 limit 1) c`,
      [story, each.map(({ claim }) => claim), each.map(({ seen }) => seen), each.map(({ key }) => key)],
    );
  },

  /** The other claims that are the same as a claim: the earliest, which it recurs to, and all that recur to that one; the earliest first. */
  same: (id: string, limit: number) =>
    many<ToldAgain>(
      sql,
      `with first as (select coalesce(e.id, c.id) as id from hearsay.claims c
           left join hearsay.claims e on e.id = c.recurs where c.id = $1)
       select ${columns}, s.title as "storyTitle", c.counts
       from first f join hearsay.claims c on c.id = f.id or c.recurs = f.id join hearsay.stories s on s.id = c.story
       where c.id <> $1 order by ${orLast('c.seen')}, c.id limit $2`,
      [id, limit],
    ),

  /** Says of claims which earlier claim they recur to; null for none. */
  async say(rows: { claim: string; recurs: string | null }[]): Promise<void> {
    if (rows.length === 0) return;
    await sql.query(
      `update hearsay.claims c set recurs = x.recurs
       from jsonb_to_recordset($1::jsonb) as x (claim text, recurs text)
       where c.id = x.claim and c.recurs is distinct from x.recurs`,
      [json(rows)],
    );
  },
});
