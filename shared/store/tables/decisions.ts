import { clean, json, many, one, type Sql } from './sql.js';

/** Something a person decided about articles (or, for `mention`, about mentions). */
export interface Decision {
  id: string;
  about: 'family' | 'story' | 'mention';
  verdict: 'together' | 'apart' | 'confirmed' | 'rejected';
  /** Ids decided on; for `apart`, kept apart from each of `others`. */
  subjects: string[];
  others: string[];
  /** What its subjects do to their claim, where it is on mentions and a person said so. */
  relation: 'repeats' | 'varies' | 'disputes' | null;
  by: string;
  why: string | null;
  at: Date;
  /** Where the articles that it moved were. */
  before: { article: string; story: string }[];
  undoneAt: Date | null;
  undoneBy: string | null;
  undoneWhy: string | null;
}

export type NewDecision = Omit<Decision, 'undoneAt' | 'undoneBy' | 'undoneWhy'>;

/** A mention that a decision names, by its words. */
export interface JudgedRow {
  decision: string;
  mention: string;
  article: string;
  part: 'text' | 'title';
  clause: string;
  sentence: string;
  side: 'subject' | 'other';
  /** The claim it was a mention of. */
  claim: string;
  /** What it did to it, in the shape of the JSON contract. */
  was: unknown;
}

/** A decision that holds, as it bears on one article. */
export interface Bond {
  article: string;
  decision: string;
  /** Later decisions have higher numbers. */
  number: number;
  about: 'family' | 'story';
  verdict: 'together' | 'apart';
  side: 'subject' | 'other';
  /** The stories its subjects are in now. */
  homes: string[];
}

const columns = `d.id, d.about, d.verdict, d.subjects, d.others, d.relation, d.by_name as "by", d.why, d.at, d.before,
  d.undone_at as "undoneAt", d.undone_by as "undoneBy", d.undone_why as "undoneWhy"`;

/** What people decided, and what follows from it for the stages. */
export const decisions = (sql: Sql) => ({
  get: (id: string) => one<Decision>(sql, `select ${columns} from hearsay.decisions d where d.id = $1`, [id]),

  some: (ids: string[]) =>
    many<Decision>(sql, `select ${columns} from hearsay.decisions d where d.id = any($1)`, [ids]),

  /** Decisions, the latest first; those that were undone too. */
  list: (limit: number, after: string | null = null) =>
    many<Decision>(
      sql,
      `select ${columns} from hearsay.decisions d
       where $2::text is null or d.number < (select number from hearsay.decisions where id = $2)
       order by d.number desc limit $1`,
      [limit, after],
    ),

  /** Decisions that hold and name one of these articles, the latest first. */
  naming: (articles: string[]) =>
    many<Decision>(
      sql,
      `select ${columns} from hearsay.decisions d
       where d.id in (select decision from hearsay.decided where article = any($1)) order by d.number desc`,
      [articles],
    ),

  /** Keeps a decision on articles; the stages heed it from the end of the transaction. */
  async save(decision: NewDecision): Promise<void> {
    const { id, about, verdict, subjects, others, relation, by, why, at, before } = decision;
    await sql.query(
      `insert into hearsay.decisions (id, about, verdict, subjects, others, relation, by_name, why, at, before)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [id, about, verdict, subjects, others, relation, clean(by), why && clean(why), at, json(before)],
    );
    if (about === 'mention') return;
    await sql.query(
      `insert into hearsay.decided (article, decision, side)
       select article, $1, 'subject' from unnest($2::text[]) as s (article)
       union all select article, $1, 'other' from unnest($3::text[]) as o (article)`,
      [id, subjects, others],
    );
  },

  /** Keeps which mentions a decision names. */
  saveJudged: (rows: JudgedRow[]) =>
    sql.query(
      `insert into hearsay.judged (decision, mention, article, part, clause, sentence, side, claim, was)
       select decision, mention, article, part, clause, sentence, side, claim, was
       from jsonb_to_recordset($1::jsonb) as x (decision text, mention text, article text, part text, clause text,
         sentence text, side text, claim text, was jsonb)`,
      [json(rows)],
    ),

  /** The decisions on mentions of these articles that hold, in the order in which they were made, each with all it names. */
  async judgements(articles: string[]): Promise<{ decision: Decision; judged: JudgedRow[] }[]> {
    const rows = await many<JudgedRow>(
      sql,
      `select decision, mention, article, part, clause, sentence, side, claim, was from hearsay.judged
       where decision in (select j.decision from hearsay.judged j join hearsay.decisions d on d.id = j.decision
         where j.article = any($1) and d.undone_at is null) order by decision, side, mention`,
      [articles],
    );
    if (rows.length === 0) return [];
    const made = await many<Decision>(
      sql,
      `select ${columns} from hearsay.decisions d where d.id = any($1) order by d.number`,
      [[...new Set(rows.map((row) => row.decision))]],
    );
    return made.map((decision) => ({
      decision,
      judged: rows.filter((row) => row.decision === decision.id),
    }));
  },

  /** The mentions that these decisions name. */
  judgedIn: (decisions: string[]) =>
    many<JudgedRow>(
      sql,
      `select decision, mention, article, part, clause, sentence, side, claim, was from hearsay.judged
       where decision = any($1) order by decision, side, mention`,
      [decisions],
    ),

  /** Notes which articles a decision moved, and from where. */
  moved: (id: string, before: Decision['before']) =>
    sql.query('update hearsay.decisions set before = $2 where id = $1', [id, json(before)]),

  /** Ends a decision. Returns false where it was undone before. */
  async undo(id: string, by: string, why: string | null, at: Date): Promise<boolean> {
    const { rowCount } = await sql.query(
      `update hearsay.decisions set undone_at = $2, undone_by = $3, undone_why = $4
       where id = $1 and undone_at is null`,
      [id, at, clean(by), why && clean(why)],
    );
    await sql.query('delete from hearsay.decided where decision = $1', [id]);
    return rowCount > 0;
  },

  /** The decisions that hold for each of these articles itself. */
  bonds: (articles: string[]) =>
    many<Bond>(
      sql,
      `select x.article, d.id as decision, d.number::int as number, d.about, d.verdict, x.side, '{}'::text[] as homes
       from hearsay.decided x join hearsay.decisions d on d.id = x.decision
       where x.article = any($1) order by d.number desc, x.article`,
      [articles],
    ),

  /** The decisions on stories that hold for each of these articles or for one that is one text with it. */
  storyBonds: (articles: string[]) =>
    many<Bond>(
      sql,
      `select a.id as article, d.id as decision, d.number::int as number, d.about, d.verdict, x.side,
         array(select distinct h.story from hearsay.decided s join hearsay.articles h on h.id = s.article
               where s.decision = d.id and s.side = 'subject' and h.story is not null order by 1) as homes
       from hearsay.articles a join hearsay.articles m on m.family = a.family
       join hearsay.decided x on x.article = m.id join hearsay.decisions d on d.id = x.decision
       where a.id = any($1) and d.about = 'story' order by d.number desc, a.id`,
      [articles],
    ),

  /** Lines of the log about these stories that hold now, as far as the record shows. */
  async standing(stories: string[]): Promise<string[]> {
    const rows = await many<{ seq: string }>(
      sql,
      `select e.seq from hearsay.events e where e.story = any($1)
         and not exists (select from hearsay.retractions r where r.retracted = e.seq)
         and case
           when e.type in ('split', 'merged') then false
           when e.type = 'covered' then exists (select from hearsay.articles a
             where a.story = e.story and a.outlet = e.outlet)
           when e.type = 'withdrawn' then exists (select from hearsay.claims c where c.id = e.claim)
           else exists (select from hearsay.mentions m where m.claim = e.claim and m.relation = case e.type
             when 'originated' then 'originates' when 'disputed' then 'disputes'
             when 'varied' then 'varies' when 'corrected' then 'varies' else 'repeats' end
             and m.article = e.article) end
       order by e.seq`,
      [stories],
    );
    return rows.map((row) => row.seq);
  },

  /** Has the next match of a story find which of these lines hold no longer; `event` is the line that says so. */
  correct: (story: string, event: string, standing: string[]) =>
    sql.query(
      `insert into hearsay.corrections (story, event, standing) values ($1, $2, $3) on conflict do nothing`,
      [story, event, standing],
    ),

  /**
   * Retracts the lines that held before a decision and hold no longer, now that a story was matched again: its own that
   * are not among its facts, and those of other stories that are facts of this one.
   * @param keys of the facts that hold in the story; coverage counts by its outlet, whatever its story was called
   * @param heirs claims that are one with another now: what was said of them counts as said of that one
   * @returns the lines that say so, with their stories; empty where there was nothing to correct
   */
  retract: (story: string, keys: string[], heirs: Record<string, string> = {}) =>
    many<{ event: string; story: string }>(
      sql,
      `with due as (delete from hearsay.corrections where story = $1 returning event, standing),
         gone as (
           select e.seq, due.event from due join hearsay.events e on e.seq = any(due.standing)
           where not (case when e.type = 'covered' then 'covered' || chr(10) || e.outlet
             else replace(split_part(e.key, chr(10) || 'again ', 1), e.claim, coalesce($3::jsonb->>e.claim, e.claim))
             end = any($2))
           union
           select e.seq, c.event from hearsay.corrections c join hearsay.events e on e.seq = any(c.standing)
           where c.story <> $1 and e.story = c.story and e.type <> 'covered'
             and split_part(e.key, chr(10) || 'again ', 1) = any($2)),
         kept as (insert into hearsay.retractions (retracted, event) select seq, min(event) from gone group by seq
           on conflict do nothing returning event)
       select distinct e.seq as event, e.story from kept join hearsay.events e on e.seq = kept.event order by 1`,
      [story, keys.map(clean), json(heirs)],
    ),

  /** The lines that a line of the log retracts. */
  async retractedBy(event: string): Promise<string[]> {
    const rows = await many<{ seq: string }>(
      sql,
      'select retracted as seq from hearsay.retractions where event = $1 order by 1',
      [event],
    );
    return rows.map((row) => row.seq);
  },

  /** What a subscription was told and what was retracted since, where it was not told so yet. */
  untoldRetractions: (subscription: string, story: string) =>
    many<{ event: string; retracted: string; alert: string }>(
      sql,
      `select r.event, r.retracted, told.alert from hearsay.retractions r
       join hearsay.events e on e.seq = r.event
       join hearsay.alert_events told on told.event = r.retracted and told.subscription = $1
       where e.story = $2 and not exists (select from hearsay.alert_events said
         where said.subscription = $1 and said.event = r.event)
       order by r.event, r.retracted`,
      [subscription, story],
    ),
});
