import { clean, many, one, type Sql } from './sql.js';

/** A change that somebody asked for. */
export interface AuditRow {
  seq: string;
  at: Date;
  /** The name of the token, or `loopback` where none was asked for. */
  who: string;
  /** How they came: by a token, a session of the desk, from this machine, by a command in its own process, by a link. */
  via: string;
  does: string;
  /** Id of what was changed; null where there is none. */
  subject: string | null;
  /** Null where nobody connected. */
  address: string | null;
  /** The answer's status; null where none was given. */
  status: number | null;
}

export type NewAudit = Pick<AuditRow, 'at' | 'who' | 'via' | 'does' | 'subject' | 'address'>;

/** Longest subject that is kept: a decision may name two hundred articles. */
const longestSubject = 500;

const columns = 'seq, at, who, via, does, subject, address, status';

/** Who changed what. */
export const audit = (sql: Sql) => ({
  /** Notes a change that begins; gives its number. */
  async begin({ at, who, via, does, subject, address }: NewAudit): Promise<string> {
    const row = await one<{ seq: string }>(
      sql,
      `insert into hearsay.audit (at, who, via, does, subject, address) values ($1, $2, $3, $4, $5, $6) returning seq`,
      [at, clean(who), via, does, cut(subject), address],
    );
    return (row as { seq: string }).seq;
  },

  /** Notes what came of it, and who it was: where somebody signs in, that is known by then only. */
  end: (seq: string, { status, subject, who, via }: Pick<AuditRow, 'status' | 'subject' | 'who' | 'via'>) =>
    sql.query(
      `update hearsay.audit set status = $2, subject = coalesce($3, subject), who = $4, via = $5 where seq = $1`,
      [seq, status, cut(subject), clean(who), via],
    ),

  /** Takes back the note of a change that was refused. */
  drop: (seq: string) => sql.query('delete from hearsay.audit where seq = $1', [seq]),

  /** The latest first; before a number, and of one person, where said. */
  list: (limit: number, { before, who }: { before: string | null; who: string | null }) =>
    many<AuditRow>(
      sql,
      `select ${columns} from hearsay.audit
       where ($2::bigint is null or seq < $2) and ($3::text is null or who = $3)
       order by seq desc limit $1`,
      [limit, before, who],
    ),

  /** Removes what is older. */
  forget: (before: Date) => sql.query('delete from hearsay.audit where at < $1', [before]),
});

function cut(subject: string | null): string | null {
  return subject === null ? null : clean(subject).slice(0, longestSubject);
}
