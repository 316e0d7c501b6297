import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { clean, json, one, type Sql } from './sql.js';

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
}

/** Fetched revisions of addresses, with their raw bytes. */
export const pages = (sql: Sql) => ({
  get: (id: string) =>
    one<Page>(
      sql,
      `select id, url, content_hash as "contentHash", entry, status, content_type as "contentType", headers,
         hints, fetched_at as "fetchedAt" from hearsay.pages where id = $1`,
      [id],
    ),

  /** The raw bytes of a page, unpacked; null if they are no longer kept. */
  async body(page: Page): Promise<Uint8Array | null> {
    const row = await one<{ gzip: Uint8Array }>(sql, 'select gzip from hearsay.bodies where hash = $1', [
      page.contentHash,
    ]);
    return row === null ? null : new Uint8Array(await unpack(row.gzip));
  },

  /** Keeps a page and its bytes. Returns false if this content of this address was kept before. */
  async save(page: Page, body: Uint8Array): Promise<boolean> {
    await sql.query(
      `insert into hearsay.bodies (hash, bytes, gzip) values ($1, $2, $3) on conflict do nothing`,
      [page.contentHash, body.byteLength, Buffer.from(await pack(body))],
    );
    const { rowCount } = await sql.query(
      `insert into hearsay.pages (id, url, content_hash, entry, status, content_type, headers, hints, fetched_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing`,
      [
        page.id,
        clean(page.url),
        page.contentHash,
        page.entry,
        page.status,
        page.contentType && clean(page.contentType),
        json(page.headers),
        json(page.hints),
        page.fetchedAt,
      ],
    );
    return rowCount > 0;
  },
});
