import { authorOf } from './author.js';
import { readConstruct } from './construct.js';
import { MAX_LINE_LENGTH } from './limits.js';
import { linkOf } from './link.js';
import type { Located, Parts } from './locate.js';
import * as roles from './roles.js';
import { absolute } from './sanitise.js';
import { type Element, textOf } from './tree.js';

/**
 * Writes a feed of any kind as one plain RSS 2.0 document that rss-parser reads without surprise: one level of
 * elements without namespaces, every value escaped text, markup as text with its base address beside it, the best
 * source of a field first. `description` is avoided: rss-parser makes snippets of it with quadratic patterns.
 */
export function rewriteFeed({ feed, entries }: Located, url: string): string {
  const parts = ['<rss version="2.0"><channel>'];
  texts(parts, feed, roles.FEED_TEXTS.title, 'title', url);
  texts(parts, feed, roles.FEED_TEXTS.description, 'summary', url);
  dates(parts, feed, roles.FEED_DATES, 'updated');
  line(parts, 'link', linkOf(feed, url));
  line(parts, 'guid', idOf(feed, roles.FEED_IDS, url));
  line(parts, 'author', authorOf(feed, roles.FEED_AUTHORS));
  line(parts, 'language', languageOf(feed));
  for (const entry of entries) writeEntry(parts, entry, url);
  parts.push('</channel></rss>');
  return parts.join('');
}

function writeEntry(parts: string[], entry: Parts, url: string): void {
  parts.push('<item>');
  texts(parts, entry, roles.ENTRY_TEXTS.title, 'title', url);
  const { summary, content } = bodies(entry);
  for (const element of summary) text(parts, element, 'summary', url);
  for (const element of content) text(parts, element, 'content', url);
  dates(parts, entry, roles.ENTRY_DATES.published, 'pubDate');
  dates(parts, entry, roles.ENTRY_DATES.updated, 'updated');
  line(parts, 'link', linkOf(entry, url));
  line(parts, 'guid', idOf(entry, roles.ENTRY_IDS, url));
  line(parts, 'author', authorOf(entry, roles.ENTRY_AUTHORS));
  parts.push('</item>');
}

/** RSS entries with both a description and a summary: the first to come is the summary, the other the content. */
function bodies(entry: Parts): { summary: Element[]; content: Element[] } {
  const all = roles.ENTRY_TEXTS.summary.flatMap((name) => entry.byName.get(name) ?? []);
  const content = roles.ENTRY_TEXTS.content.flatMap((name) => entry.byName.get(name) ?? []);
  const [description] = entry.byName.get('description') ?? [];
  const [summary] = entry.byName.get('summary') ?? [];
  if (description === undefined || summary === undefined) return { summary: all, content };
  const children = entry.self.children;
  const [first, second] =
    children.indexOf(description) < children.indexOf(summary)
      ? [description, summary]
      : [summary, description];
  return { summary: [first], content: [...content, second] };
}

function texts(parts: string[], from: Parts, names: readonly string[], to: string, url: string): void {
  for (const name of names) for (const element of from.byName.get(name) ?? []) text(parts, element, to, url);
}

function text(parts: string[], element: Element, to: string, url: string): void {
  const construct = readConstruct(element);
  if (construct === null) return;
  const kind = construct.plain ? 'plain' : 'html';
  parts.push(
    `<${to} kind="${kind}" base="${attribute(element.base ?? url)}">${escapeXml(construct.html)}</${to}>`,
  );
}

/** Of several elements of one name the last counts, as publishers append corrections. */
function dates(parts: string[], from: Parts, names: readonly string[], to: string): void {
  for (const name of names) {
    for (const element of (from.byName.get(name) ?? []).toReversed())
      if (element.closed) line(parts, to, textOf(element).slice(0, MAX_LINE_LENGTH));
  }
}

function line(parts: string[], name: string, value: string | null): void {
  const trimmed = value?.trim() ?? '';
  if (trimmed !== '') parts.push(`<${name}>${escapeXml(trimmed)}</${name}>`);
}

/** An id is kept letter for letter; only one that is clearly a relative address is made absolute. */
function idOf(parts: Parts, names: readonly string[], url: string): string | null {
  for (const name of names) {
    const [element] = (parts.byName.get(name) ?? []).filter(({ closed }) => closed);
    const value = name.startsWith('@') ? parts.self.attributes[name.slice(1)] : element && textOf(element);
    const id = value?.trim().slice(0, MAX_LINE_LENGTH) ?? '';
    if (id !== '')
      return /^(?:\/|\.\.?\/|\?)/.test(id) ? absolute(id, element?.base ?? parts.self.base ?? url) : id;
  }
  return null;
}

function languageOf(feed: Parts): string | null {
  for (const name of roles.LANGUAGES) {
    const [element] = feed.byName.get(name) ?? [];
    if (element !== undefined && textOf(element).trim() !== '') return textOf(element).slice(0, 100);
  }
  return feed.self.lang;
}

function escapeXml(value: string): string {
  return value
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');
}

function attribute(value: string): string {
  return escapeXml(value).replace(/"/g, '&quot;').replace(/\s+/g, ' ').slice(0, MAX_LINE_LENGTH);
}
