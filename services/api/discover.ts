import { setTimeout as pause } from 'node:timers/promises';
import type { Deps } from '@hearsay/runtime';
import {
  type Candidate,
  type CheckedFeed,
  type ChosenFeed,
  chooseFeeds,
  feedsOfPage,
  feedsOfSite,
  sitemapsOfRobots,
  usualPaths,
} from '@hearsay/text/discovery';
import { decodeText } from '@hearsay/text/encoding';
import { NotAFeedError, plainText } from '@hearsay/text/feed';
import { isOpml } from '@hearsay/text/opml';
import { readSitemapIndex } from '@hearsay/text/sitemap';
import { canonicalUrl } from '@hearsay/text/url';
import { Problem } from './problem.js';

type Web = Pick<Deps, 'web' | 'reader'>;
type Answer = Awaited<ReturnType<Deps['web']['get']>>;

/** A person waits: what a site's budget makes us wait for longer than this in all is given up. */
const mostPatienceMs = 30_000;

/** Feeds read of one page with --all; newsrooms name some dozen. */
const mostChecked = 30;

/** A feed that was found, with what the subscription needs besides. */
export interface FoundFeed extends ChosenFeed {
  /** True for an index of sitemaps. */
  index: boolean;
  /** The addresses that led to it. */
  aliases: string[];
  /** The address it gives as its own. */
  self: string | null;
}

type Checked = CheckedFeed & Pick<FoundFeed, 'index' | 'aliases' | 'self'>;

/**
 * Finds the feeds of an address: itself, those its page names, those of its site, the usual places, news sitemaps.
 * Throws a Problem that names the field `url` and says where was looked.
 */
export async function discover(url: string, all: boolean, deps: Web): Promise<FoundFeed[]> {
  const until = performance.now() + mostPatienceMs;
  const get = (address: string) => patiently(address, until, deps);
  const known = feedsOfSite(url);
  const answer = await get(url).catch((error: Error) => error);
  if (!(answer instanceof Error) && answer.meaning.kind === 'ok') {
    const itself = await check(
      answer,
      { url, title: null, found: 'itself', why: 'the address is a feed' },
      deps,
    );
    if (!(itself instanceof Error)) return choose([itself], all);
    const page = textOf(answer);
    if (isOpml(page))
      throw new Problem(422, `${url} is a list of feeds (OPML): use hearsay feeds import ${url}`, 'url');
    const named = [...known, ...feedsOfPage(page, answer.response.url)];
    const found = await search(
      [() => named, () => usualPaths(answer.response.url), () => sitemaps(answer.response.url, get)],
      all,
      get,
      deps,
    );
    if (found.length > 0) return choose(found, all);
    throw new Problem(422, nothingFound(url, itself, named.length), 'url');
  }
  const found = await search([() => known], all, get, deps);
  if (found.length > 0) return choose(found, all);
  // The site asks for patience: the first poll will find out what this is.
  if (answer instanceof Error && 'waitMs' in answer) return choose([unread(url)], all);
  const why = answer instanceof Error ? answer.message : `${url}: ${answer.meaning.reason}.`;
  throw new Problem(422, `The feed cannot be read: ${why}`, 'url');
}

function unread(url: string): Checked {
  const why = 'taken as it is: the site asks us to wait before we read it';
  return {
    url,
    title: null,
    feedTitle: null,
    found: 'itself',
    why,
    links: [],
    index: false,
    aliases: [],
    self: null,
  };
}

function nothingFound(url: string, itself: Error, named: number): string {
  const links = named === 0 ? 'its page names none' : `none of the ${named} its page names can be read`;
  return `${url} is not a feed, and none was found: ${links}, and there is none at the usual addresses nor in robots.txt. (${itself.message})`;
}

function choose(found: Checked[], all: boolean): FoundFeed[] {
  return chooseFeeds(found, all).map((feed, at) => ({ ...(found[at] as Checked), ...feed }));
}

/** Tries one kind of place after the other until one holds a feed; with `all`, every candidate of that kind. */
async function search(
  kinds: (() => Candidate[] | Promise<Candidate[]>)[],
  all: boolean,
  get: (url: string) => Promise<Answer>,
  deps: Web,
): Promise<Checked[]> {
  for (const kind of kinds) {
    const candidates = await kind();
    const many = all || candidates.some((each) => each.found === 'link');
    const found: Checked[] = [];
    for (const candidate of candidates.slice(0, mostChecked)) {
      const answer = await get(candidate.url).catch(() => null);
      if (answer === null || answer.meaning.kind !== 'ok') continue;
      const feed = await check(answer, candidate, deps);
      if (feed instanceof Error) continue;
      found.push(feed);
      // Usual addresses are alternatives; what a page names is told whole, so that a person can choose.
      if (!many || candidate.found === 'path' || candidate.found === 'robots') break;
    }
    if (found.length > 0) return found;
  }
  return [];
}

async function sitemaps(url: string, get: (url: string) => Promise<Answer>): Promise<Candidate[]> {
  const robots = new URL('/robots.txt', url).href;
  const answer = await get(robots).catch(() => null);
  return answer?.meaning.kind === 'ok' ? sitemapsOfRobots(textOf(answer), robots) : [];
}

/** The candidate with what its document says, or why it is no feed. */
async function check(
  { response }: Answer,
  candidate: Candidate,
  { reader }: Web,
): Promise<Checked | NotAFeedError> {
  const permanent = response.redirects.every((hop) => hop.permanent);
  const hops = response.redirects.flatMap((hop) => [hop.from, hop.to]);
  // What a person adds is read and looked at now, so a permanent redirect is taken at its word.
  const url = permanent ? response.url : candidate.url;
  const base = { ...candidate, url, aliases: [candidate.url, ...hops], self: null };
  const index = readSitemapIndex(response.body, response.url);
  if (index !== null) return { ...base, index: true, feedTitle: null, links: [] };
  try {
    const contentType = response.headers['content-type'] ?? null;
    const { parsed, self } = await reader.feed(response.body, { url: response.url, contentType });
    const { title } = parsed.feed;
    return {
      ...base,
      index: false,
      self,
      feedTitle: title === null ? null : plainText(title),
      links: parsed.entries.flatMap(({ link }) => (link === null ? [] : [canonicalUrl(link)])).slice(0, 100),
    };
  } catch (error) {
    if (error instanceof NotAFeedError) return error;
    throw error;
  }
}

function textOf({ response }: Answer): string {
  const contentType = response.headers['content-type'] ?? null;
  return decodeText(response.body, { contentType, kind: 'html' }).text;
}

/** Waits where the site's budget says so, as long as the person may be kept waiting. */
async function patiently(url: string, until: number, { web }: Web): Promise<Answer> {
  for (;;) {
    try {
      return await web.get(url, { asked: true });
    } catch (error) {
      const { name, waitMs } = error as Error & { waitMs?: number };
      if (waitMs === undefined || !/RetryAfterError|ThrottledError/.test(name)) throw error;
      if (performance.now() + waitMs > until) throw error;
      await pause(waitMs);
    }
  }
}
