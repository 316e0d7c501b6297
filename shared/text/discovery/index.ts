import { feedKey } from '../url/index.js';
import type { Candidate } from './types.js';

export { feedsOfPage } from './page.js';
export { sitemapsOfRobots } from './robots.js';
export { feedsOfSite, PATHS, SITES, usualPaths } from './sites.js';
export type { Candidate, Found } from './types.js';

/** A candidate that was read and is a feed. */
export interface CheckedFeed extends Candidate {
  /** What the feed calls itself. */
  feedTitle: string | null;
  /** Addresses of the pages it lists. */
  links: string[];
}

/** A feed that was found, and whether it is taken unless all are wanted. */
export interface ChosenFeed extends CheckedFeed {
  chosen: boolean;
  /** Why it is taken or not, in a few words. */
  because: string;
}

/** Two feeds that share this part of the smaller one's links are one in two formats. */
const SAME_SHARE = 0.8;

/**
 * Chooses among the feeds of a page (in the order they were found, surest first). One is taken: the first the page
 * names, as publishers put their main feed first. The same feed in another format, of fewer entries, and feeds of
 * comments are none of their own; `all` takes every one that is.
 */
export function chooseFeeds(found: readonly CheckedFeed[], all: boolean): ChosenFeed[] {
  const taken: CheckedFeed[] = [];
  return found.map((feed) => {
    const twin = taken.find((each) => isSame(each, feed));
    if (twin !== undefined) return { ...feed, chosen: false, because: `the same feed as ${twin.url}` };
    if (isComments(feed)) return { ...feed, chosen: false, because: 'comments of readers' };
    taken.push(feed);
    if (taken.length === 1) return { ...feed, chosen: true, because: reason(feed) };
    return all
      ? { ...feed, chosen: true, because: feed.why }
      : { ...feed, chosen: false, because: 'another feed of the site: --all takes it too' };
  });
}

function reason({ found, why }: CheckedFeed): string {
  if (found === 'link') return 'the first the page names, which is its main feed';
  return found === 'itself' ? 'the address is a feed' : why;
}

function isComments({ url, title, feedTitle }: CheckedFeed): boolean {
  return (
    /\/comments?\//i.test(new URL(url).pathname) ||
    /\bcomments?\b.*\b(?:on|for|feed)\b|\bcomments feed\b/i.test(title ?? feedTitle ?? '')
  );
}

function isSame(a: CheckedFeed, b: CheckedFeed): boolean {
  if (feedKey(a.url) === feedKey(b.url)) return true;
  const [few, many] =
    a.links.length < b.links.length ? [a.links, new Set(b.links)] : [b.links, new Set(a.links)];
  return few.length > 0 && few.filter((link) => many.has(link)).length / few.length >= SAME_SHARE;
}
