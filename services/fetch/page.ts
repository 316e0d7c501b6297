import type { Answer } from '@hearsay/runtime/handler';
import type { Entry, NewPage } from '@hearsay/store';
import { contentHash, idOf } from '@hearsay/text/id';

/** What we can read: HTML in its two spellings, and plain text. */
export const readable = /^(text\/html|application\/xhtml\+xml|text\/plain)\b/i;

/** An answer as the record keeps it; null where it is nothing that we can read. */
export function pageOf(entry: Entry, { response }: Answer, now: Date): NewPage | null {
  const contentType = response.headers['content-type'] ?? 'text/html';
  if (!readable.test(contentType)) return null;
  const hash = contentHash(response.body);
  return {
    id: idOf('page', response.url, hash),
    url: response.url,
    contentHash: hash,
    entry: entry.id,
    status: response.status,
    contentType,
    headers: response.headers,
    hints: {
      title: entry.title,
      byline: entry.author === null ? [] : [entry.author],
      published: entry.published?.toISOString() ?? null,
      plainText: /^text\/plain/i.test(contentType),
    },
    fetchedAt: now,
  };
}
