import robotsParser from 'robots-parser';
import { isUrl } from '../url/valid.js';
import type { Candidate } from './types.js';

/** RFC 9309, 2.5: parsers read at least 500 kB. */
const MAX_ROBOTS_LENGTH = 512 * 1024;

/** News sitemaps that a robots.txt names: those with "news" in their address first, then the others. */
export function sitemapsOfRobots(text: string, url: string): Candidate[] {
  const robots = (robotsParser as unknown as typeof robotsParser.default)(
    url,
    text.slice(0, MAX_ROBOTS_LENGTH),
  );
  const all = [...new Set(robots.getSitemaps())].filter(
    (each) => isUrl(each) && /^https?:$/.test(new URL(each).protocol) && each.length <= 8192,
  );
  const isNews = (each: string) => /news/i.test(new URL(each).pathname);
  return [...all.filter(isNews), ...all.filter((each) => !isNews(each))].map((each) => ({
    url: each,
    title: null,
    found: 'robots',
    why: isNews(each) ? 'a news sitemap named by robots.txt' : 'a sitemap named by robots.txt',
  }));
}
