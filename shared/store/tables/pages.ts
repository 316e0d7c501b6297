import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { clean, json, many, one, type Sql } from './sql.js';

const pack = promisify(gzip);
const unpack = promisify(gunzip);

/** What the feed or the archive said of a page: used where the page itself is silent. */
export interface PageHints {
  title?: string | null;
  byline?: string[];
  published?: string | null;
  outlet?: string | null;
  outletName?: string | null;
  /** True if the bytes are plain text and not HTML. */
  plainText?: boolean;
}

export interface Page {
  id: string;
  url: string;
  contentHash: string;
  entry: string | null;
  status: number;
  contentType: string | null;
  headers: Record<string, string>;
  hints: PageHints;
  fetchedAt: Date;
  /** Why this answer means that the article is not there (a 404, the front page); null for a page that is one. */
  absent: string | null;
}

/** A page as it is found; `id` is made from its address and content. */
export type NewPage = Omit<Page, 'absent'> & { absent?: string | null };

/** What became of a page that was saved. */
export interface SavedPage {
  /** The id it has: that of its address and content, with a number where this content came back after another. */
  id: string;
  /** False if the address last answered just this. */
  isNew: boolean;
}

const columns = `id, url, content_hash as "contentHash", entry, status, content_type as "contentType", headers, hints,
  fetched_at as "fetchedAt", absent`;

/** Fetched revisions of addresses, with their raw bytes. */
export const pages = (sql: Sql) => ({
  get: (id: string) => one<Page>(sql, `select ${columns} from hearsay.pages where id = $1`, [id]),

  /** The raw bytes of a page, unpacked; null if they are no longer kept. */
  async body(page: Page): Promise<Uint8Array | null> {
    const row = await one<{ gzip: Uint8Array }>(sql, 'select gzip from hearsay.bodies where hash = $1', [
      page.contentHash,
    ]);
    return row === null ? null : new Uint8Array(await unpack(row.gzip));
  },

  /**
   * Keeps a page and its bytes. The bytes that an address last answered are no new page; those of an earlier answer are
   * one again, for the address went back to them. What is older than the last answer is kept once.
   */
  async save(page: NewPage, body: Uint8Array): Promise<SavedPage> {
    await sql.query('select pg_advisory_xact_lock(hashtextextended($1, 3))', [page.url]);
    const known = await turnsOf(sql, page);
    await keepBody(sql, page, body);
    if (known.id !== null) return { id: known.id, isNew: false };
    const id = known.turns === 0 ? page.id : `${page.id}-${known.turns + 1}`;
    await sql.query(
      `insert into hearsay.pages (id, url, content_hash, turn, entry, status, content_type, headers, hints, fetched_at,
         absent) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict do nothing`,
      [
        id,
        clean(page.url),
        page.contentHash,
        known.turns,
        page.entry,
        page.status,
        page.contentType && clean(page.contentType),
        json(page.headers),
        json(page.hints),
        page.fetchedAt,
        page.absent ?? null,
      ],
    );
    return { id, isNew: true };
  },

  /**
   * Removes raw bytes: those that no revision rests on and that are from before `unused`, and those from before
   * `before`, but for articles that were disputed, corrected or withdrawn. The page, its hash and what was read of it
   * stay. Returns how many were removed.
   */
  async forgetBodies(before: Date, unused: Date): Promise<number> {
    const { rowCount } = await sql.query(
      `delete from hearsay.bodies b where (b.kept_at < $2 and not exists (
           select from hearsay.pages p join hearsay.revisions r on r.page = p.id where p.content_hash = b.hash)
           and exists (select from hearsay.pages p where p.content_hash = b.hash))
         or (b.kept_at < $1 and not exists (${contested}))`,
      [before, unused],
    );
    return rowCount;
  },

  /** Removes the oldest raw bytes until no more than `most` are left; those of contested articles go last. */
  async shrinkBodies(most: number): Promise<number> {
    const { rowCount } = await sql.query(
      `delete from hearsay.bodies where hash in (
         select hash from (
           select b.hash, sum(octet_length(b.gzip)) over (order by (exists (${contested})) desc, b.kept_at desc nulls last, b.hash) as total
           from hearsay.bodies b) each where total > $1)`,
      [most],
    );
    return rowCount;
  },

  /** How much raw bytes take as they are kept. */
  async bodyBytes(): Promise<number> {
    const row = await one<{ total: string }>(
      sql,
      'select coalesce(sum(octet_length(gzip)), 0)::text as total from hearsay.bodies',
    );
    return Number(row?.total ?? 0);
  },
});

/** Bytes behind an article that somebody disputed, corrected or withdrew: the page may be asked for long after. */
const contested = `select from hearsay.pages p join hearsay.revisions r on r.page = p.id
  join hearsay.events e on e.article = r.article and e.type in ('disputed', 'corrected', 'withdrawn')
  where p.content_hash = b.hash`;

/** The page that this answer is, if it is kept; and how often its address answered so before. */
async function turnsOf(sql: Sql, page: NewPage): Promise<{ id: string | null; turns: number }> {
  const rows = await many<{ id: string; hash: string; fetchedAt: Date }>(
    sql,
    `select id, content_hash as hash, fetched_at as "fetchedAt" from hearsay.pages
     where url = $1 and (content_hash = $2 or fetched_at = (select max(fetched_at) from hearsay.pages where url = $1))
     order by fetched_at, turn`,
    [clean(page.url), page.contentHash],
  );
  const last = rows.at(-1);
  const same = rows.filter((row) => row.hash === page.contentHash);
  if (last !== undefined && last.hash === page.contentHash) return { id: last.id, turns: same.length };
  const before = same.findLast((row) => row.fetchedAt <= page.fetchedAt);
  const late = last !== undefined && page.fetchedAt <= last.fetchedAt;
  return { id: late ? (before?.id ?? null) : null, turns: same.length };
}

async function keepBody(sql: Sql, page: NewPage, body: Uint8Array): Promise<void> {
  await sql.query(
    `insert into hearsay.bodies (hash, bytes, gzip, kept_at) values ($1, $2, $3, now())
     on conflict (hash) do update set kept_at = excluded.kept_at`,
    [page.contentHash, body.byteLength, Buffer.from(await pack(body))],
  );
}
