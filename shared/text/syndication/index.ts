import { generateAtomFeed, generateJsonFeed, generateRssFeed } from 'feedsmith';
import { escapeHtml, withoutHostile } from '../alert/escape.js';

/** The formats a feed of ours is read in. */
export type Format = 'rss' | 'atom' | 'json';

/** What a feed of ours says. Every text is plain text. */
export interface Syndicated {
  title: string;
  description: string;
  /** The page it belongs to, and its own address. */
  home: string;
  self: string;
  /** Newest first. Times are ISO 8601; `id` is the same for ever. */
  items: { id: string; title: string; text: string; url: string; at: string }[];
}

export const contentTypes: Record<Format, string> = {
  rss: 'application/rss+xml; charset=utf-8',
  atom: 'application/atom+xml; charset=utf-8',
  json: 'application/feed+json; charset=utf-8',
};

/** Longer titles are cut: a reader shows one line. */
const longestTitle = 200;

/** RSS and JSON Feed want a title, and an empty one is none. */
const untitled = 'Untitled';

/** Writes a feed as RSS 2.0, Atom 1.0 (RFC 4287) or JSON Feed 1.1. Text of others is text in it: markup is escaped, controls go. */
export function syndicate(format: Format, feed: Syndicated): string {
  if (format === 'rss') return rss(feed);
  return format === 'atom' ? atom(feed) : json(feed);
}

function rss({ title, description, home, self, items }: Syndicated): string {
  return generateRssFeed({
    title: plain(title),
    description: plain(description),
    link: home,
    atom: { links: [{ href: self, rel: 'self', type: 'application/rss+xml' }] },
    items: items.map((item) => ({
      title: plain(item.title),
      link: item.url,
      description: html(item.text),
      guid: { value: item.id, isPermaLink: false },
      pubDate: new Date(item.at),
    })),
  });
}

function atom({ title, description, home, self, items }: Syndicated): string {
  return generateAtomFeed({
    id: self,
    title: { value: plain(title) },
    subtitle: { value: plain(description) },
    updated: new Date(items[0]?.at ?? 0),
    authors: [{ name: 'Hearsay' }],
    links: [
      { href: self, rel: 'self', type: 'application/atom+xml' },
      { href: home, rel: 'alternate', type: 'text/html' },
    ],
    entries: items.map((item) => ({
      id: item.id,
      title: { value: plain(item.title) },
      updated: new Date(item.at),
      links: [{ href: item.url, rel: 'alternate' }],
      content: { value: html(item.text), type: 'html' },
    })),
  });
}

function json({ title, description, home, self, items }: Syndicated): string {
  const written = generateJsonFeed({
    title: plain(title),
    description: plain(description),
    home_page_url: home,
    feed_url: self,
    items: items.map((item) => ({
      id: item.id,
      url: item.url,
      title: plain(item.title),
      content_text: writable(item.text).trim() || plain(item.title),
      date_published: new Date(item.at),
    })),
  });
  // The writer leaves an empty list out, which readers ask for (JSON Feed 1.1: "items" is required).
  return JSON.stringify({ ...(written as object), ...(items.length === 0 ? { items: [] } : {}) });
}

/** Text without controls, direction marks and what XML 1.0 (2.2) has no character for: halves of pairs, U+FFFE, U+FFFF. */
function writable(text: string): string {
  return withoutHostile(text.toWellFormed()).replace(/[\ufffe\uffff]/g, '');
}

/** One line; readers take titles as text, some as HTML, so it holds nothing that is markup in either. */
function plain(text: string): string {
  const line = writable(text).replace(/\s+/g, ' ').trim().replaceAll('<', '‹').replaceAll('>', '›');
  if (line === '') return untitled;
  return line.length <= longestTitle
    ? line
    : `${line
        .slice(0, longestTitle - 1)
        .toWellFormed()
        .trimEnd()}…`;
}

function html(text: string): string {
  const lines = text.split('\n').map((line) => escapeHtml(writable(line).trim()));
  return `<p>${lines.filter((line) => line !== '').join('<br>')}</p>`;
}
