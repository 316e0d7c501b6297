import { done, drop, forward } from '@hearsay/pipeline';
import type { Answer, Handler, Write } from '@hearsay/runtime/handler';
import { pageOf } from './page.js';
import { conditions, seenAgain, unread } from './revisit.js';

type Needs = 'store' | 'web' | 'clock' | 'settings';

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
  const known = await deps.store.revisits.ofAddress(entry.canonicalUrl);
  let answer: Answer;
  try {
    const maxBytes = deps.settings.HEARSAY_PAGE_MB * 1_048_576;
    answer = await deps.web.get(entry.url, { maxBytes, headers: conditions(known) });
  } catch (error) {
    const code = (error as { code?: string }).code ?? '';
    if ((error as Error).name !== 'HttpError') throw error;
    if (known !== null) return unread(known, code, deps);
    if (finalCodes.has(code)) return drop(code);
    throw error;
  }
  if (known !== null) return seenAgain(entry, known, answer, deps);
  const { response, meaning } = answer;
  if (meaning.kind === 'down') throw new Error(`${entry.url}: ${meaning.reason}.`);
  if (meaning.kind !== 'ok') return drop(meaning.kind);
  const page = pageOf(entry, answer, deps.clock.now());
  if (page === null) return drop('not a page');
  return async (write: Write) => {
    const saved = await write.pages.save(page, response.body);
    return saved.isNew ? forward<'fetch'>({ clean: [{ page: saved.id }] }) : done('not modified');
  };
};
