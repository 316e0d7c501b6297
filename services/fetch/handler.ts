import { done, drop, forward } from '@hearsay/pipeline';
import type { Answer, Handler, Write } from '@hearsay/runtime/handler';
import type { Entry, Page } from '@hearsay/store';
import { contentHash, idOf } from '@hearsay/text/id';

type Needs = 'store' | 'web' | 'clock' | 'settings';

/** What we can read: HTML in its two spellings, and plain text. */
const readable = /^(text\/html|application\/xhtml\+xml|text\/plain)\b/i;

/** Addresses that the guarded client refuses stay refused; everything else may pass. */
const finalCodes = new Set([
  'bad-url',
  'scheme-refused',
  'credentials-refused',
  'port-refused',
  'address-refused',
  'too-large',
  'bomb',
  'bad-encoding',
  'too-many-redirects',
  'bad-redirect',
]);

/** Fetches the page of an entry and keeps its raw bytes; a page that is there already goes no further. */
export const fetchPage: Handler<'fetch', Needs> = async ({ entry: id }, deps) => {
  const entry = await deps.store.entries.get(id);
  if (entry === null) return drop('entry removed');
  let answer: Answer;
  try {
    answer = await deps.web.get(entry.url, { maxBytes: deps.settings.HEARSAY_PAGE_MB * 1_048_576 });
  } catch (error) {
    const code = (error as { code?: string }).code ?? '';
    if ((error as Error).name === 'HttpError' && finalCodes.has(code)) return drop(code);
    throw error;
  }
  const { response, meaning } = answer;
  if (meaning.kind === 'down') throw new Error(`${entry.url}: ${meaning.reason}.`);
  if (meaning.kind !== 'ok') return drop(meaning.kind);
  const contentType = response.headers['content-type'] ?? 'text/html';
  if (!readable.test(contentType)) return drop('not a page');
  const page = pageOf(entry, answer, contentType, deps.clock.now());
  return async (write: Write) =>
    (await write.pages.save(page, response.body))
      ? forward<'fetch'>({ clean: [{ page: page.id }] })
      : done('not modified');
};

function pageOf(entry: Entry, { response }: Answer, contentType: string, now: Date): Page {
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
