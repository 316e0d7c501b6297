import { done, drop, forward } from '@hearsay/pipeline';
import type { Answer, Handler, Write } from '@hearsay/runtime/handler';
import { failureReason } from '@hearsay/text/response';
import { pageOf, readable } from './page.js';
import { conditions, seenAgain, unread } from './revisit.js';

type Needs = 'store' | 'web' | 'clock' | 'settings';

/** Fetches the page of an entry and keeps its raw bytes; a page that is there already goes no further. */
export const fetchPage: Handler<'fetch', Needs> = async ({ entry: id }, deps) => {
  const entry = await deps.store.entries.get(id);
  if (entry === null) return drop('entry removed');
  const known = await deps.store.revisits.ofAddress(entry.canonicalUrl);
  let answer: Answer;
  try {
    const maxBytes = deps.settings.HEARSAY_PAGE_MB * 1_048_576;
    answer = await deps.web.get(entry.url, { maxBytes, only: readable, headers: conditions(known) });
  } catch (error) {
    const { final, code } = error as { final?: boolean; code: string };
    if (final === undefined) throw error;
    if (known !== null) return unread(known, code, deps);
    if (final) return drop(failureReason(code));
    throw error;
  }
  if (known !== null) return seenAgain(entry, known, answer, deps);
  const { response, meaning } = answer;
  if (meaning.kind === 'down') throw new Error(`${entry.url}: ${meaning.reason}.`);
  if (meaning.kind !== 'ok') return drop(`${meaning.kind}: ${meaning.reason}`);
  const page = pageOf(entry, answer, deps.clock.now());
  if (page === null) return drop('not a page');
  return async (write: Write) => {
    const saved = await write.pages.save(page, response.body);
    return saved.isNew ? forward<'fetch'>({ clean: [{ page: saved.id }] }) : done('not modified');
  };
};
