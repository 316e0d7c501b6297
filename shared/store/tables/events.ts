import { json, many, one, type Sql } from './sql.js';

/** What a line of the log may tell. */
export const eventTypes = [
  ...(['covered', 'originated', 'repeated', 'varied', 'disputed', 'confirmed'] as const),
  ...(['withdrawn', 'corrected', 'split', 'merged'] as const),
];

export type EventType = (typeof eventTypes)[number];

/** One line of the append-only log. */
export interface EventRow {
  /** Grows with each line; a decimal string, since it may pass 2^53. */
  seq: string;
  key: string;
  type: EventType;
  claim: string | null;
  story: string;
  outlet: string;
  article: string | null;
  mention: string | null;
  at: Date;
  text: string;
}

export type NewEvent = Omit<EventRow, 'seq'>;

/** Where each append is announced once it is committed. */
export const eventsChannel = 'hearsay_events';

const columns = 'seq, key, type, claim, story, outlet, article, mention, at, text';

/** The event log. */
export const events = (sql: Sql) => ({
  /**
   * Appends the facts whose key the log does not hold yet, in their order, and returns those lines. Writers
   * wait for each other here until their transaction ends, so that a reader who has seen a seq has seen all before it.
   */
  async append(facts: NewEvent[]): Promise<EventRow[]> {
    if (facts.length === 0) return [];
    const fresh = await unsaid(sql, facts);
    if (fresh.length === 0) return [];
    await sql.query("select pg_advisory_xact_lock(4747002), pg_notify($1, '')", [eventsChannel]);
    return many<EventRow>(
      sql,
      `insert into hearsay.events (key, type, claim, story, outlet, article, mention, at, text)
       select key, type, claim, story, outlet, article, mention, at, text
       from jsonb_array_elements($1::jsonb) with ordinality as list (fact, n),
         jsonb_to_record(fact) as x (key text, type text, claim text, story text, outlet text, article text,
           mention text, at timestamptz, text text) order by n
       on conflict (key) do nothing returning ${columns}`,
      [json(fresh)],
    );
  },

  get: (seq: string) => one<EventRow>(sql, `select ${columns} from hearsay.events where seq = $1`, [seq]),
  /** Of these keys, those that the log has. */
  async known(keys: string[]): Promise<Set<string>> {
    const rows = await many<{ key: string }>(sql, 'select key from hearsay.events where key = any($1)', [
      keys,
    ]);
    return new Set(rows.map((row) => row.key));
  },

  /** Lines after a seq, oldest first. */
  after: (
    seq: string,
    limit: number,
    of: {
      type?: EventType | undefined;
      story?: string | undefined;
      claim?: string | undefined;
      outlet?: string | undefined;
    } = {},
  ) =>
    many<EventRow>(
      sql,
      `select ${columns} from hearsay.events where seq > $1 and ($3::text is null or type = $3)
         and ($4::text is null or story = $4) and ($5::text is null or claim = $5)
         and ($6::text is null or outlet = $6) order by seq limit $2`,
      [seq, limit, of.type ?? null, of.story ?? null, of.claim ?? null, of.outlet ?? null],
    ),

  /** Lines of these stories after a seq and up to another one, without those that were retracted. */
  ofStories: (stories: string[], after: string, upTo: string) =>
    many<EventRow>(
      sql,
      `select ${columns} from hearsay.events e where story = any($1) and seq > $2 and seq <= $3
         and not exists (select from hearsay.retractions r where r.retracted = e.seq) order by seq`,
      [stories, after, upTo],
    ),

  /** Lines of a story or of a claim, newest first. */
  latestOf: (of: { story: string } | { claim: string }, limit: number) =>
    many<EventRow>(
      sql,
      `select ${columns} from hearsay.events where ${'story' in of ? 'story' : 'claim'} = $1 order by seq desc limit $2`,
      ['story' in of ? of.story : of.claim, limit],
    ),

  /** The last lines of these types, of a story or (null) of any, newest first, without those that were retracted. */
  latest: (types: EventType[], story: string | null, limit: number) =>
    many<EventRow>(
      sql,
      `select ${columns} from hearsay.events e where type = any($1) and ($2::text is null or story = $2)
         and not exists (select from hearsay.retractions r where r.retracted = e.seq) order by seq desc limit $3`,
      [types, story, limit],
    ),

  all: () => many<EventRow>(sql, `select ${columns} from hearsay.events order by seq`),

  /** The last seq, "0" where the log is empty. */
  async last(): Promise<string> {
    const row = await one<{ seq: string }>(
      sql,
      'select coalesce(max(seq), 0)::text as seq from hearsay.events',
    );
    return row?.seq ?? '0';
  },
});

/**
 * The facts that no line of the log says; one whose line was retracted is said again, under a key that names that line.
 */
async function unsaid(sql: Sql, facts: NewEvent[]): Promise<NewEvent[]> {
  const fresh: NewEvent[] = [];
  for (let left = facts; left.length > 0; ) {
    const rows = await many<{ key: string; seq: string; retracted: boolean }>(
      sql,
      `select e.key, e.seq, exists (select from hearsay.retractions r where r.retracted = e.seq) as retracted
       from hearsay.events e where e.key = any($1)`,
      [left.map((fact) => fact.key)],
    );
    const known = new Map(rows.map((row) => [row.key, row]));
    fresh.push(...left.filter((fact) => !known.has(fact.key)));
    left = left.flatMap((fact) => {
      const row = known.get(fact.key);
      return row?.retracted ? [{ ...fact, key: `${baseKey(fact.key)}${again}${row.seq}` }] : [];
    });
  }
  return fresh;
}

/** What parts the key of a fact from the line it says again. */
const again = '\nagain ';

function baseKey(key: string): string {
  return key.split(again)[0] as string;
}
