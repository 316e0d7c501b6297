import { clean, many, one, type Sql } from './sql.js';

/** What a token allows: each scope allows what those before it do. */
export type TokenScope = 'read' | 'write' | 'admin';

/** A token of the API; never the token itself. */
export interface Token {
  id: string;
  name: string;
  scope: TokenScope;
  createdAt: Date;
  createdBy: string;
  /** Null where it never expires. */
  expiresAt: Date | null;
  /** Within a minute; null where it was never used. */
  lastUsedAt: Date | null;
  revokedAt: Date | null;
  revokedBy: string | null;
}

export type NewToken = Pick<Token, 'id' | 'name' | 'scope' | 'createdAt' | 'createdBy' | 'expiresAt'> & {
  /** SHA-256 of the token in hex. */
  hash: string;
};

const columns = `t.id, t.name, t.scope, t.created_at as "createdAt", t.created_by as "createdBy",
  t.expires_at as "expiresAt", t.last_used_at as "lastUsedAt", t.revoked_at as "revokedAt", t.revoked_by as "revokedBy"`;

const isLive = '(t.revoked_at is null and (t.expires_at is null or t.expires_at > $1))';

/** Tokens of the API. */
export const tokens = (sql: Sql) => ({
  /** All of them, the newest first; revoked and expired ones too. */
  list: () =>
    many<Token>(sql, `select ${columns} from hearsay.tokens t order by t.created_at desc, t.id limit 1000`),

  /** The token of this hash if it may be used now. */
  live: (hash: string, now: Date) =>
    one<Token>(sql, `select ${columns} from hearsay.tokens t where ${isLive} and t.hash = $2`, [now, hash]),

  /** The unrevoked token of this id or name. */
  named: (of: string) =>
    one<Token>(
      sql,
      `select ${columns} from hearsay.tokens t
       where t.revoked_at is null and (t.id = $1 or lower(t.name) = lower($1)) order by t.id = $1 desc limit 1`,
      [of],
    ),

  /** True if any was made that is not revoked, expired or not: a token is asked for from then on. */
  async asked(): Promise<boolean> {
    const row = await one<{ asked: boolean }>(
      sql,
      'select exists (select from hearsay.tokens where revoked_at is null) as asked',
    );
    return row?.asked === true;
  },

  /** How many of a scope can be used now; of any scope for null. */
  async usable(scope: TokenScope | null, now: Date): Promise<number> {
    const row = await one<{ count: number }>(
      sql,
      `select count(*)::int as count from hearsay.tokens t where ${isLive} and ($2::text is null or t.scope = $2)`,
      [now, scope],
    );
    return row?.count ?? 0;
  },

  /** Adds a token. Returns false where one of that name is in use. */
  async add({ id, name, hash, scope, createdAt, createdBy, expiresAt }: NewToken): Promise<boolean> {
    const { rowCount } = await sql.query(
      `insert into hearsay.tokens (id, name, hash, scope, created_at, created_by, expires_at)
       values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
      [id, clean(name), hash, scope, createdAt, clean(createdBy), expiresAt],
    );
    return rowCount > 0;
  },

  /** Notes that it was used, where that was not noted since `before`. */
  used: (id: string, now: Date, before: Date) =>
    sql.query(
      `update hearsay.tokens set last_used_at = $2
       where id = $1 and (last_used_at is null or last_used_at < $3)`,
      [id, now, before],
    ),

  /** Ends a token and every session that was opened with it. */
  async revoke(id: string, by: string, now: Date): Promise<void> {
    await sql.query(
      `delete from hearsay.sessions s using hearsay.tokens t where t.id = $1 and s.token_hash = t.hash`,
      [id],
    );
    await sql.query(
      'update hearsay.tokens set revoked_at = $2, revoked_by = $3 where id = $1 and revoked_at is null',
      [id, now, clean(by)],
    );
  },
});
