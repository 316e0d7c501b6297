import { one, type Sql } from './sql.js';
import type { Token } from './tokens.js';

/** A browser that is signed in. */
export interface Session {
  /** SHA-256 of the cookie's value in hex. */
  id: string;
  /** SHA-256 of the token it was opened with, or the mark of the one in the settings. */
  tokenHash: string;
  usedAt: Date;
  expiresAt: Date;
  /** The token it was opened with, while it can be used; null for that of the settings, and for one that is over. */
  token: Pick<Token, 'id' | 'name' | 'scope'> | null;
}

/** Sessions of the desk. */
export const sessions = (sql: Sql) => ({
  /** A session that is not over. Whether its token still holds is for the caller to see. */
  async get(id: string, now: Date): Promise<Session | null> {
    const row = await one<
      Omit<Session, 'token'> & { of: string | null; name: string; scope: Token['scope'] }
    >(
      sql,
      `select s.id, s.token_hash as "tokenHash", s.used_at as "usedAt", s.expires_at as "expiresAt",
         t.id as of, t.name, t.scope
       from hearsay.sessions s left join hearsay.tokens t
         on t.hash = s.token_hash and t.revoked_at is null and (t.expires_at is null or t.expires_at > $2)
       where s.id = $1 and s.expires_at > $2`,
      [id, now],
    );
    if (row === null) return null;
    const { of, name, scope, ...session } = row;
    return { ...session, token: of === null ? null : { id: of, name, scope } };
  },

  open: (id: string, tokenHash: string, now: Date, until: Date) =>
    sql.query(
      `insert into hearsay.sessions (id, token_hash, created_at, used_at, expires_at) values ($1, $2, $3, $3, $4)`,
      [id, tokenHash, now, until],
    ),

  /** It was used, and lasts until then. */
  extend: (id: string, now: Date, until: Date) =>
    sql.query('update hearsay.sessions set used_at = $2, expires_at = $3 where id = $1', [id, now, until]),

  end: (id: string) => sql.query('delete from hearsay.sessions where id = $1', [id]),

  /** Removes those that are over. */
  forget: (now: Date) => sql.query('delete from hearsay.sessions where expires_at <= $1', [now]),
});
