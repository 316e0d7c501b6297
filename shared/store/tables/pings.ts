import { clean, one, type Sql } from './sql.js';

/** What a hub pushed. */
export interface Ping {
  /** From the push and the content, so that a repeat is the same ping. */
  id: string;
  push: string;
  feed: string;
  contentType: string | null;
  /** Null once it was read. */
  body: Uint8Array | null;
  /** It held no entries: the feed was polled instead. */
  thin: boolean;
  at: Date;
}

/** What hubs pushed, each content once. */
export const pings = (sql: Sql) => ({
  get: (id: string) =>
    one<Ping>(
      sql,
      `select id, push, feed, content_type as "contentType", body, thin, at from hearsay.pings where id = $1`,
      [id],
    ),

  /** Keeps a ping. Returns what became of it: new, the same is waiting to be read, or it was read before. */
  async save(ping: Omit<Ping, 'thin'>): Promise<'new' | 'waiting' | 'read' | 'thin'> {
    const { rowCount } = await sql.query(
      `insert into hearsay.pings (id, push, feed, content_type, body, at) values ($1, $2, $3, $4, $5, $6)
       on conflict do nothing`,
      [
        ping.id,
        ping.push,
        ping.feed,
        ping.contentType && clean(ping.contentType),
        ping.body && Buffer.from(ping.body),
        ping.at,
      ],
    );
    if (rowCount > 0) return 'new';
    const known = await one<{ thin: boolean; waiting: boolean }>(
      sql,
      'select thin, body is not null as waiting from hearsay.pings where id = $1',
      [ping.id],
    );
    if (known?.thin === true) return 'thin';
    return known?.waiting === true ? 'waiting' : 'read';
  },

  /** How many pings of a push wait to be read. */
  async unread(push: string): Promise<number> {
    const row = await one<{ n: number }>(
      sql,
      'select count(*)::int as n from hearsay.pings where push = $1 and body is not null',
      [push],
    );
    return row?.n ?? 0;
  },

  /** Its body is not needed any more. */
  read: (id: string, thin: boolean) =>
    sql.query('update hearsay.pings set body = null, thin = $2 where id = $1', [id, thin]),

  forget: (before: Date) => sql.query('delete from hearsay.pings where at < $1', [before]),
});
