import { done, drop, forward } from '@hearsay/pipeline';
import type { Answer, Deps, Write } from '@hearsay/runtime/handler';
import type { Entry, NewPage, Revisit, Visited } from '@hearsay/store';
import { readAbsence } from '@hearsay/text/absence';
import { contentHash, idOf } from '@hearsay/text/id';
import { type Looks, nextLook, nextLookAfterNothing, nextLookForDeleted } from '@hearsay/text/revisit';
import { pageOf } from './page.js';

type Needs = Pick<Deps, 'clock' | 'settings'>;

/** How much of a page is looked at to see whether it says that it is not found: titles stand in the head. */
const headBytes = 64 * 1024;

/** A page that we have is asked for only if it changed; one that was gone is asked for whole. */
export function conditions(known: Revisit | null): Record<string, string> {
  if (known === null || known.absentSince !== null) return {};
  return {
    ...(known.etag === null ? {} : { 'if-none-match': known.etag }),
    ...(known.lastModified === null ? {} : { 'if-modified-since': known.lastModified }),
  };
}

/** What the answer to another look at an article means: nothing new, another wording, gone, or nothing at all. */
export function seenAgain(entry: Entry, known: Revisit, answer: Answer, deps: Needs) {
  const { response, meaning } = answer;
  if (meaning.kind === 'not-modified') return unchanged(known, deps);
  const head = new TextDecoder().decode(response.body.subarray(0, headBytes));
  const gonePage = meaning.kind === 'gone' ? meaning.reason : null;
  const read = meaning.kind === 'ok' || meaning.kind === 'gone';
  const asked = { asked: entry.url, answered: response.url, status: response.status, head };
  const absent = read ? (readAbsence(asked) ?? gonePage) : null;
  if (absent !== null) return gone(entry, known, absent, answer, deps);
  if (meaning.kind !== 'ok') return unread(known, meaning.kind, deps);
  return there(entry, known, answer, deps);
}

/** The site was down, or kept the page from us: that says nothing of the article. */
export function unread(known: Revisit, reason: string, deps: Needs) {
  const { HEARSAY_DELETED_AFTER: soon } = deps.settings;
  const found = visit(deps, nextLookAfterNothing(looksOf(known, deps), soon));
  return async (write: Write) => {
    await write.revisits.visited(known.article, found);
    return drop(`${reason} on another look`);
  };
}

function unchanged(known: Revisit, deps: Needs) {
  const found = visit(deps, nextLook(looksOf(known, deps)));
  return async (write: Write) => {
    await write.revisits.visited(known.article, found);
    return done('not modified');
  };
}

/** The page is there. Whether its text changed, clean finds out. */
function there(entry: Entry, known: Revisit, answer: Answer, deps: Needs) {
  const { response } = answer;
  const page = pageOf(entry, answer, deps.clock.now());
  if (page === null) return unread(known, 'not a page', deps);
  const found = {
    ...visit(deps, nextLook(looksOf(known, deps))),
    etag: response.headers.etag ?? null,
    lastModified: response.headers['last-modified'] ?? null,
    absentSince: null,
    absentWhy: null,
  };
  return async (write: Write) => {
    await write.revisits.visited(known.article, found);
    const saved = await write.pages.save(page, response.body);
    return saved.isNew ? forward<'fetch'>({ clean: [{ page: saved.id }] }) : done('not modified');
  };
}

/** A page that is gone is called deleted when a second look, some time later, finds it gone as well. */
function gone(entry: Entry, known: Revisit, why: string, { response }: Answer, deps: Needs) {
  const now = deps.clock.now();
  const { HEARSAY_DELETED_AFTER: wait } = deps.settings;
  const since = known.absentSince ?? now;
  const looks = looksOf(known, deps);
  if (known.deletedAt !== null) {
    const found = visit(deps, nextLookForDeleted(known.deletedAt.getTime(), looks));
    return async (write: Write) => {
      await write.revisits.visited(known.article, { ...found, absentSince: since });
      return done(`still gone: ${why}`);
    };
  }
  if (now.getTime() - since.getTime() < wait * 1_000) {
    const found = visit(deps, since.getTime() + wait * 1_000);
    return async (write: Write) => {
      await write.revisits.visited(known.article, { ...found, absentSince: since, absentWhy: why });
      return done(`gone, to be looked for again: ${why}`);
    };
  }
  const found = visit(deps, nextLookForDeleted(now.getTime(), looks));
  const page = absentPage(entry, known, why, response, now);
  return async (write: Write) => {
    await write.revisits.visited(known.article, {
      ...found,
      absentSince: since,
      absentWhy: why,
      deletedAt: now,
    });
    const saved = await write.pages.save(page, response.body);
    return forward<'fetch'>({ clean: [{ page: saved.id }] }, `deleted: ${why}`);
  };
}

/** The answer that stands where the article was: kept as what the address answered, for that is the evidence. */
function absentPage(
  entry: Entry,
  known: Revisit,
  absent: string,
  response: Answer['response'],
  fetchedAt: Date,
): NewPage {
  const hash = contentHash(response.body);
  return {
    id: idOf('page', known.pageUrl, hash),
    url: known.pageUrl,
    contentHash: hash,
    entry: entry.id,
    status: response.status,
    contentType: response.headers['content-type'] ?? null,
    headers: response.headers,
    hints: {},
    fetchedAt,
    absent,
  };
}

function looksOf(known: Revisit, { clock, settings }: Needs): Looks {
  return {
    firstSeen: known.firstSeen.getTime(),
    now: clock.now().getTime(),
    after: settings.HEARSAY_REVISIT_AFTER,
    least: settings.HEARSAY_REVISIT_MIN,
  };
}

function visit({ clock }: Needs, next: number | null): Visited {
  return { lastVisitAt: clock.now(), nextVisitAt: next === null ? null : new Date(next) };
}
