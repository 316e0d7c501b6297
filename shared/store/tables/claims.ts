import { clean, json, many, type Sql } from './sql.js';

export type Relation = 'originates' | 'repeats' | 'varies' | 'disputes';

/** A claim of a story. `origins` and `counts` have the shape of the JSON contract. */
export interface ClaimRow {
  id: string;
  story: string;
  /** The same claim in an earlier story; `recurrences.say` writes it. */
  recurs: string | null;
  text: string;
  /** When it was said first; null where no article says. */
  seen: Date | null;
  kind: 'statement' | 'quotation';
  origins: unknown;
  counts: unknown;
  /** Its place in the story's list. */
  position: number;
}

/** A mention; `data` is the whole of it as the JSON contract has it. */
export interface MentionRow {
  id: string;
  claim: string;
  article: string;
  revision: number;
  part: 'text' | 'title';
  start: number;
  end: number;
  relation: Relation;
  current: boolean;
  position: number;
  data: unknown;
  pageHash: string | null;
  /** Extractor and model version. */
  madeBy: string;
}

/** A mention as far as a grid shows it. */
export interface MentionMark {
  id: string;
  claim: string;
  article: string;
  outlet: string;
  relation: Relation;
  change: string | null;
  hedged: boolean;
  /** The first amount it says, in the shape of the JSON contract. */
  quantity: unknown;
}

/** Where a mention stands; `version` is another whenever its row is. */
export interface MentionPlace {
  id: string;
  claim: string;
  version: string;
}

/** Rows of a story that are to be written or taken out. */
export interface ClaimChanges {
  gone: { claims: string[]; mentions: string[] };
  claims: ClaimRow[];
  mentions: MentionRow[];
}

/** The versions of the rows that were written because they were new or other than before, by id. */
export interface WrittenClaims {
  claims: Map<string, string>;
  mentions: Map<string, string>;
}

const claimColumns = 'c.id, c.story, c.recurs, c.text, c.seen, c.kind, c.origins, c.counts, c.position';
const mentionColumns = `m.id, m.claim, m.article, m.revision, m.part, m.start_offset as "start",
  m.end_offset as "end", m.relation, m.current, m.position, m.data, m.page_hash as "pageHash", m.made_by as "madeBy"`;

/** Claims and their mentions. */
export const claims = (sql: Sql) => ({
  ofStory: (story: string) =>
    many<ClaimRow>(
      sql,
      `select ${claimColumns} from hearsay.claims c where c.story = $1 order by c.position, c.id`,
      [story],
    ),

  /** The claims of these stories, in no order. */
  ofStories: (stories: string[]) =>
    many<ClaimRow>(sql, `select ${claimColumns} from hearsay.claims c where c.story = any($1)`, [stories]),

  get: (id: string) =>
    many<ClaimRow>(sql, `select ${claimColumns} from hearsay.claims c where c.id = $1`, [id]).then(
      (rows) => rows[0] ?? null,
    ),

  mentionsOfStory: (story: string) =>
    many<MentionRow>(
      sql,
      `select ${mentionColumns} from hearsay.mentions m join hearsay.claims c on c.id = m.claim
       where c.story = $1 order by m.claim, m.position, m.id`,
      [story],
    ),

  /** The claim of each mention of a story. */
  placesOfStory: (story: string) =>
    many<MentionPlace>(
      sql,
      `select m.id, m.claim, m.xmin::text as version from hearsay.mentions m join hearsay.claims c on c.id = m.claim
       where c.story = $1`,
      [story],
    ),

  /** The mentions in one revision of an article of a story, in the order of their places. */
  mentionsIn: (story: string, article: string, revision: number) =>
    many<MentionRow>(
      sql,
      `select ${mentionColumns} from hearsay.mentions m join hearsay.claims c on c.id = m.claim
       where c.story = $1 and m.article = $2 and m.revision = $3 order by m.part, m.start_offset, m.id`,
      [story, article, revision],
    ),

  /** What a grid shows of the current mentions of these claims, in their order. */
  marksOf: (claims: string[]) =>
    many<MentionMark>(
      sql,
      `select m.id, m.claim, m.article, m.data->>'outlet' as outlet, m.relation, m.data->>'change' as change,
         (m.data->>'hedged')::boolean as hedged, m.data->'quantities'->0 as quantity
       from hearsay.mentions m where m.claim = any($1) and m.current order by m.claim, m.position, m.id`,
      [claims],
    ),

  /** Which outlets each article of a story relies on in its current mentions: as it names them, and where that leads. */
  reliedOn: (story: string) =>
    many<{ article: string; outlet: string | null; outletName: string; origin: string | null }>(
      sql,
      `select distinct m.article, m.data->'via'->>'outlet' as outlet, m.data->'via'->>'outletName' as "outletName",
         case when m.data->'origin'->>'kind' = 'outlet' then m.data->'origin'->>'name' end as origin
       from hearsay.mentions m join hearsay.claims c on c.id = m.claim
       where c.story = $1 and m.current and m.data->'via'->>'outletName' is not null`,
      [story],
    ),

  /** Ids of the claims of a story that some mention varies. */
  async varied(story: string): Promise<string[]> {
    const rows = await many<{ claim: string }>(
      sql,
      `select c.id as claim from hearsay.claims c where c.story = $1 and exists (
         select from hearsay.mentions m where m.claim = c.id and m.current and m.relation = 'varies')`,
      [story],
    );
    return rows.map((row) => row.claim);
  },

  /** Ids of the claims of a story that an outlet says something of. */
  async saidBy(story: string, outlet: string): Promise<string[]> {
    const rows = await many<{ claim: string }>(
      sql,
      `select distinct m.claim from hearsay.articles a join hearsay.mentions m on m.article = a.id and m.current
         join hearsay.claims c on c.id = m.claim and c.story = $1
       where a.story = $1 and a.outlet = $2`,
      [story, outlet],
    );
    return rows.map((row) => row.claim);
  },

  mentionsOf: (claim: string) =>
    many<MentionRow>(
      sql,
      `select ${mentionColumns} from hearsay.mentions m where m.claim = $1 order by m.position, m.id`,
      [claim],
    ),

  /** A mention with its claim's story; null where there is none. */
  mention: (id: string) =>
    many<MentionRow & { story: string }>(
      sql,
      `select ${mentionColumns}, c.story from hearsay.mentions m join hearsay.claims c on c.id = m.claim where m.id = $1`,
      [id],
    ).then((rows) => rows[0] ?? null),

  /** Mentions that nobody decided on and that are less sure than 0.6, the least sure first. */
  doubtful: (limit: number) =>
    many<MentionRow & { story: string; claimText: string; outletName: string }>(
      sql,
      `select ${mentionColumns}, c.story, c.text as "claimText", a.outlet_name as "outletName" from hearsay.mentions m
       join hearsay.claims c on c.id = m.claim join hearsay.articles a on a.id = m.article
       where m.current and (m.data->>'confidence')::double precision < 0.6 and m.data->>'decision' is null
       order by (m.data->>'confidence')::double precision, m.id limit $1`,
      [limit],
    ),

  all: () =>
    many<ClaimRow>(
      sql,
      `select ${claimColumns} from hearsay.claims c join hearsay.stories s on s.id = c.story
       order by s.first_seen, s.id, c.position, c.id`,
    ),

  allMentions: () =>
    many<MentionRow>(
      sql,
      `select ${mentionColumns} from hearsay.mentions m order by m.claim, m.position, m.id`,
    ),

  /**
   * Makes the record of a story equal to what match found: writes what is new or changed, and removes what
   * the story no longer holds; counts its outlets anew. Call it under the story's lock.
   */
  async replaceStory(story: string, found: { claims: ClaimRow[]; mentions: MentionRow[] }): Promise<void> {
    await sql.query('delete from hearsay.claims where story = $1 and not (id = any($2))', [
      story,
      found.claims.map((claim) => claim.id),
    ]);
    await sql.query(
      `delete from hearsay.mentions m using hearsay.claims c
       where c.id = m.claim and c.story = $1 and not (m.id = any($2))`,
      [story, found.mentions.map((mention) => mention.id)],
    );
    await writeClaims(sql, found.claims);
    await writeMentions(sql, found.mentions);
    await sql.query('select hearsay.count_outlets(array[$1::text])', [story]);
  },

  /** Writes and takes out rows of a story. Call it under the story's lock. */
  async change({ gone, claims, mentions }: ClaimChanges): Promise<WrittenClaims> {
    if (gone.claims.length > 0)
      await sql.query('delete from hearsay.claims where id = any($1)', [gone.claims]);
    if (gone.mentions.length > 0)
      await sql.query('delete from hearsay.mentions where id = any($1)', [gone.mentions]);
    return { claims: await writeClaims(sql, claims), mentions: await writeMentions(sql, mentions) };
  },
});

type Written = { id: string; version: string };

const versionsOf = (rows: Written[]) => new Map(rows.map(({ id, version }) => [id, version]));

async function writeClaims(sql: Sql, rows: ClaimRow[]): Promise<Map<string, string>> {
  if (rows.length === 0) return new Map();
  const written = await many<Written>(
    sql,
    `insert into hearsay.claims (id, story, recurs, text, seen, kind, origins, counts, position)
     select id, story, recurs, text, seen, kind, origins, counts, position
     from jsonb_to_recordset($1::jsonb) as x (id text, story text, recurs text, text text, seen timestamptz, kind text,
       origins jsonb, counts jsonb, position int)
     on conflict (id) do update set story = excluded.story, text = excluded.text, seen = excluded.seen,
       kind = excluded.kind, origins = excluded.origins, counts = excluded.counts, position = excluded.position
     where (claims.story, claims.text, claims.seen, claims.kind, claims.origins, claims.counts, claims.position)
       is distinct from (excluded.story, excluded.text, excluded.seen, excluded.kind, excluded.origins, excluded.counts,
         excluded.position)
     returning id, xmin::text as version`,
    [json(rows)],
  );
  return versionsOf(written);
}

async function writeMentions(sql: Sql, rows: MentionRow[]): Promise<Map<string, string>> {
  if (rows.length === 0) return new Map();
  const records = rows.map((row) => ({ ...row, s: row.start, e: row.end, made: clean(row.madeBy) }));
  const written = await many<Written>(
    sql,
    `insert into hearsay.mentions (id, claim, article, revision, part, start_offset, end_offset, relation, current,
       position, data, page_hash, made_by)
     select id, claim, article, revision, part, s, e, relation, current, position, data, "pageHash", made
     from jsonb_to_recordset($1::jsonb) as x (id text, claim text, article text, revision int, part text, s int,
       e int, relation text, current boolean, position int, data jsonb, "pageHash" text, made text)
     on conflict (id) do update set claim = excluded.claim, relation = excluded.relation,
       current = excluded.current, position = excluded.position, data = excluded.data, made_by = excluded.made_by
     where (mentions.claim, mentions.relation, mentions.current, mentions.position, mentions.data)
       is distinct from (excluded.claim, excluded.relation, excluded.current, excluded.position, excluded.data)
     returning id, xmin::text as version`,
    [json(records)],
  );
  return versionsOf(written);
}
