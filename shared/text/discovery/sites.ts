import type { Candidate } from './types.js';

interface Site {
  name: string;
  /** Host name without `www.`; a RegExp where it varies. */
  host: string | RegExp;
  /** Path of what has a feed; its groups fill `$1`, `$2` in `feed`. */
  path: RegExp;
  /**
   * Address of the feed; `$host` is the host as given, `$url` the address without query, fragment and last
   * slash, `$list` the query's `list`.
   */
  feed: string;
}

/**
 * Sites whose pages have feeds that they do not always name. Addresses as their own help pages or many years of feed
 * readers know them. A page that needs more than its address (YouTube's @names) names its feed in a link element.
 */
export const SITES: readonly Site[] = [
  {
    name: 'YouTube channel',
    host: /^(?:m\.)?youtube\.com$/,
    path: /^\/channel\/(UC[\w-]{22})/,
    feed: 'https://www.youtube.com/feeds/videos.xml?channel_id=$1',
  },
  {
    name: 'YouTube user',
    host: /^(?:m\.)?youtube\.com$/,
    path: /^\/user\/([\w.-]+)/,
    feed: 'https://www.youtube.com/feeds/videos.xml?user=$1',
  },
  {
    name: 'YouTube playlist',
    host: /^(?:m\.)?youtube\.com$/,
    path: /^\/playlist$/,
    feed: 'https://www.youtube.com/feeds/videos.xml?playlist_id=$list',
  },
  {
    name: 'Reddit community',
    host: /^(?:(?:old|new|m)\.)?reddit\.com$/,
    path: /^\/((?:r|u|user)\/[\w-]+)/,
    feed: 'https://www.reddit.com/$1/.rss',
  },
  {
    name: 'Bluesky profile',
    host: 'bsky.app',
    path: /^\/profile\/([\w.:-]+)/,
    feed: 'https://bsky.app/profile/$1/rss',
  },
  {
    name: 'Medium author or publication',
    host: 'medium.com',
    path: /^\/(@?[\w.-]+)/,
    feed: 'https://medium.com/feed/$1',
  },
  { name: 'Medium blog', host: /\.medium\.com$/, path: /^\//, feed: 'https://$host/feed' },
  { name: 'Substack letter', host: /\.substack\.com$/, path: /^\//, feed: 'https://$host/feed' },
  { name: 'Tumblr blog', host: /\.tumblr\.com$/, path: /^\//, feed: 'https://$host/rss' },
  {
    name: 'Blogger blog',
    host: /\.blogspot\.[a-z.]{2,6}$/,
    path: /^\//,
    feed: 'https://$host/feeds/posts/default',
  },
  { name: 'WordPress.com blog', host: /\.wordpress\.com$/, path: /^\//, feed: 'https://$host/feed/' },
  { name: 'Ghost site', host: /\.ghost\.io$/, path: /^\//, feed: 'https://$host/rss/' },
  { name: 'Beehiiv letter', host: /\.beehiiv\.com$/, path: /^\//, feed: 'https://$host/feed' },
  { name: 'Write.as blog', host: 'write.as', path: /^\/([\w-]+)/, feed: 'https://write.as/$1/feed/' },
  { name: 'Dev.to author', host: 'dev.to', path: /^\/([\w-]+)/, feed: 'https://dev.to/feed/$1' },
  {
    name: 'GitHub releases',
    host: 'github.com',
    path: /^\/([\w.-]+\/[\w.-]+)/,
    feed: 'https://github.com/$1/releases.atom',
  },
  {
    name: 'Vimeo channel',
    host: 'vimeo.com',
    path: /^\/(?!\d)([\w-]+)/,
    feed: 'https://vimeo.com/$1/videos/rss',
  },
  {
    name: 'Dailymotion channel',
    host: 'dailymotion.com',
    path: /^\/(?:user\/)?(?!video)([\w-]+)/,
    feed: 'https://www.dailymotion.com/rss/user/$1',
  },
  {
    name: 'Google News topic or publication',
    host: 'news.google.com',
    path: /^\/((?:topics|publications)\/[\w-]+)/,
    feed: 'https://news.google.com/rss/$1',
  },
  // Last, as any host may be a Mastodon, Pleroma or Misskey server, but those that write accounts so without being one.
  {
    name: 'Mastodon account',
    host: /^(?!.*(?:youtube|tiktok|threads|medium|flipboard)\.)/,
    path: /^\/(@[\w.-]+)\/?$/,
    feed: '$url.rss',
  },
  { name: 'Mastodon tag', host: /./, path: /^\/(tags\/[\w%-]+)\/?$/, feed: '$url.rss' },
];

/** Feeds known from the address alone. */
export function feedsOfSite(url: string): Candidate[] {
  const page = new URL(url);
  const host = page.hostname.replace(/^www\./, '');
  for (const site of SITES) {
    if (typeof site.host === 'string' ? site.host !== host : !site.host.test(host)) continue;
    const match = site.path.exec(page.pathname);
    if (match === null) continue;
    const whole = `${page.origin}${page.pathname}`.replace(/\/$/, '');
    const feed = site.feed
      .replace('$host', page.host)
      .replace('$url', whole)
      .replace('$list', page.searchParams.get('list') ?? '')
      .replace(/\$(\d)/g, (_, group: string) => match[Number(group)] ?? '');
    return [{ url: feed, title: null, found: 'site', why: `where a ${site.name} has its feed` }];
  }
  return [];
}

/** Where systems of publishing put their feeds, the most used first, and which do. */
export const PATHS: readonly { path: string; source: string }[] = [
  { path: '/feed/', source: 'WordPress, Substack, Medium, Hexo' },
  { path: '/rss', source: 'Ghost, Tumblr, Arc, many newsrooms' },
  { path: '/rss.xml', source: 'Astro, Drupal, Gatsby, many newsrooms' },
  { path: '/feed.xml', source: 'Jekyll, Eleventy' },
  { path: '/index.xml', source: 'Hugo' },
  { path: '/atom.xml', source: 'Movable Type, Hexo, Octopress' },
  { path: '/feeds/posts/default', source: 'Blogger' },
  { path: '/feed.json', source: 'JSON Feed' },
];

/** The usual addresses on this site: beside the page first where it is a section, then at the top. */
export function usualPaths(url: string): Candidate[] {
  const page = new URL(url);
  const section = page.pathname.replace(/\/(?:[^/]*\.\w{2,5})?$/, '');
  const bases = section.length > 1 && section.split('/').length <= 3 ? [section, ''] : [''];
  const found = bases.flatMap((base) =>
    PATHS.slice(0, base === '' ? PATHS.length : 2).map(({ path }) => `${page.origin}${base}${path}`),
  );
  return found.map((each) => ({ url: each, title: null, found: 'path', why: 'a usual address of feeds' }));
}
