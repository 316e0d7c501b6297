import { absolute } from './address.js';
import { personName } from './author.js';
import { escapeHtml } from './construct.js';
import { readDate } from './date.js';
import { NotAFeedError } from './error.js';
import { MAX_ENTRIES, MAX_HTML_LENGTH, MAX_LINE_LENGTH } from './limits.js';
import { Sanitiser } from './sanitise.js';
import type { FeedEntry, ReadFeed } from './shape.js';

type Json = Record<string, unknown>;

/** Reads a JSON Feed 1.0 or 1.1 (jsonfeed.org). Throws NotAFeedError for JSON that is none. */
export function readJsonFeed(text: string, url: string): ReadFeed {
  const json = parseObject(text);
  const versioned = typeof json.version === 'string' && json.version.includes('jsonfeed.org');
  if (!versioned && !(Array.isArray(json.items) && typeof json.title === 'string'))
    throw new NotAFeedError('This is JSON, but not a JSON Feed.');
  const items = Array.isArray(json.items) ? json.items.slice(0, MAX_ENTRIES) : [];
  const sanitiser = new Sanitiser();
  const site = link(json.home_page_url, url) ?? url;
  const entries = items.filter(isObject).map((item) => entryOf(item, site, sanitiser));
  const hubs = hubsOf(json, url);
  return {
    parsed: {
      feed: {
        title: line(json.title),
        link: link(json.home_page_url, url),
        id: line(json.feed_url),
        author: authors(json),
        description: plain(json.description),
        language: line(json.language),
        updated: null,
      },
      entries: entries.filter((entry) => Object.values(entry).some((value) => value !== null)),
    },
    kind: 'json',
    ttlSeconds: null,
    ...{ skipHours: [], skipDays: [] },
    hub: hubs[0] ?? null,
    self: link(json.feed_url, url),
    hubs,
    movedTo: null,
    next: link(json.next_url, url),
    sitemaps: [],
  };
}

/** Only hubs of the type WebSub; others (rssCloud) speak protocols we do not. */
function hubsOf(json: Json, url: string): string[] {
  const hubs = Array.isArray(json.hubs) ? json.hubs.filter(isObject).slice(0, 10) : [];
  const addresses = hubs
    .filter(({ type }) => String(type).toLowerCase() === 'websub')
    .map((hub) => link(hub.url, url));
  return addresses.filter((address) => address !== null);
}

function entryOf(item: Json, url: string, sanitiser: Sanitiser): FeedEntry {
  const address = link(item.url, url) ?? link(item.external_url, url) ?? link(item.id, '');
  const content = html(item.content_html, address ?? url, sanitiser) ?? plain(item.content_text);
  return {
    id: line(item.id),
    title: line(item.title),
    link: address,
    author: authors(item),
    published: date(item.date_published),
    updated: date(item.date_modified),
    summary: plain(item.summary) ?? content,
    content,
  };
}

function parseObject(text: string): Json {
  try {
    const value: unknown = JSON.parse(text);
    if (isObject(value)) return value;
  } catch (error) {
    throw new NotAFeedError(
      `This looks like JSON, but cannot be read: ${(error as Error).message.replace(/\s+/g, ' ').slice(0, 100)}.`,
    );
  }
  throw new NotAFeedError('This is JSON, but not a JSON Feed.');
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Ids may be numbers in the wild. */
function line(value: unknown): string | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const text = String(value).replace(/\s+/g, ' ').trim().slice(0, MAX_LINE_LENGTH);
  return text === '' ? null : text;
}

function link(value: unknown, url: string): string | null {
  const given = line(value);
  const full = given === null ? '' : absolute(given, url);
  return /^https?:\/\/[^/]/i.test(full) ? full : null;
}

function html(value: unknown, url: string, sanitiser: Sanitiser): string | null {
  return typeof value === 'string' ? sanitiser.clean(value.slice(0, MAX_HTML_LENGTH), url) : null;
}

function plain(value: unknown): string | null {
  return typeof value === 'string' ? escapeHtml(value.slice(0, MAX_HTML_LENGTH)).trim() : null;
}

function authors(owner: Json): string | null {
  const people = Array.isArray(owner.authors) ? owner.authors : [owner.author];
  const names = people.filter(isObject).map(({ name }) => personName(line(name) ?? ''));
  return line([...new Set(names.filter((name) => name !== ''))].join(', '));
}

function date(value: unknown): string | null {
  return typeof value === 'string' ? readDate(value) : null;
}
