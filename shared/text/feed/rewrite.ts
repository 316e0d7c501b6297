import { absolute } from './address.js';
import { authorOf } from './author.js';
import { escapeHtml, readConstruct } from './construct.js';
import { MAX_LINE_LENGTH, MAX_MARKUP_LENGTH, SHORT_LENGTH } from './limits.js';
import { linkOf } from './link.js';
import type { Located, Parts } from './locate.js';
import * as roles from './roles.js';
import { withoutControls } from './sanitise.js';
import { type Element, textOf } from './tree.js';

interface Context {
  parts: string[];
  /** What relative addresses are relative to where no xml:base says so. */
  base: string;
  atom10: boolean;
  /** Characters of markup that may still be handed on whole. */
  left: number;
}

/** Sources kept for one field of one entry: the first with something in it is taken, more are never needed. */
const MAX_CANDIDATES = 4;

/**
 * Writes a feed of any kind as one plain RSS 2.0 document that rss-parser reads without surprise: one level of
 * elements without namespaces, every value escaped text, markup as text with its base address beside it, the best
 * source of a field first. Without xml:base, Atom's relative addresses are relative to the document (RFC 4287, 2);
 * RSS never said, and its authors write them for their site, so there the entry's or the site's own address is the
 * base. `description` is avoided: rss-parser makes snippets of it with quadratic patterns.
 */
export function rewriteFeed(located: Located, url: string): string {
  const { feed, entries, atom, atom10 } = located;
  const parts = ['<rss version="2.0"><channel>'];
  const link = linkOf(feed, url);
  const site = atom ? url : (link ?? url);
  const context: Context = { parts, base: site, atom10, left: MAX_MARKUP_LENGTH };
  texts(context, feed, roles.FEED_TEXTS.title, 'title', site);
  texts(context, feed, roles.FEED_TEXTS.description, 'summary', site);
  dates(parts, feed, roles.FEED_DATES, 'updated');
  line(parts, 'link', link);
  line(parts, 'guid', idOf(feed, roles.FEED_IDS, url));
  line(parts, 'author', authorOf(feed, roles.FEED_AUTHORS));
  line(parts, 'language', languageOf(feed));
  for (const entry of entries) writeEntry(context, entry, atom);
  parts.push('</channel></rss>');
  return parts.join('');
}

function writeEntry(feed: Context, entry: Parts, atom: boolean): void {
  const { parts, base: site } = feed;
  const link = linkOf(entry, site);
  if (link === null && isCutInLink(entry)) return;
  const base = atom ? site : (link ?? site);
  parts.push('<item>');
  texts(feed, entry, roles.ENTRY_TEXTS.title, 'title', base);
  const { summary, content } = bodies(entry);
  for (const element of summary.slice(0, MAX_CANDIDATES)) text(feed, element, 'summary', base);
  for (const element of content.slice(0, MAX_CANDIDATES)) text(feed, element, 'content', base);
  dates(parts, entry, roles.ENTRY_DATES.published, 'pubDate');
  dates(parts, entry, roles.ENTRY_DATES.updated, 'updated');
  line(parts, 'link', link);
  line(parts, 'guid', idOf(entry, roles.ENTRY_IDS, site));
  line(parts, 'author', authorOf(entry, roles.ENTRY_AUTHORS));
  parts.push('</item>');
}

/** The document ended in this entry's address: it will be whole at the next poll. */
function isCutInLink({ self, byName }: Parts): boolean {
  const links = ['link', 'atom:link', 'guid', 'loc'].flatMap((name) => byName.get(name) ?? []);
  return !self.closed && links.some(({ closed }) => !closed);
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

function texts(context: Context, from: Parts, names: readonly string[], to: string, base: string): void {
  const elements = names.flatMap((name) => from.byName.get(name) ?? []);
  for (const element of elements.slice(0, MAX_CANDIDATES)) text(context, element, to, base);
}

function text(context: Context, element: Element, to: string, base: string): void {
  const { parts, atom10 } = context;
  const construct = readConstruct(element, atom10);
  if (construct === null) return;
  const kind = construct.plain ? 'plain' : 'html';
  parts.push(
    `<${to} kind="${kind}" base="${attribute(element.base ?? base)}">${cdata(spend(context, construct.html))}</${to}>`,
  );
}

/** Once the document's share is used up, only the beginning of each value. */
function spend(context: Context, html: string): string {
  context.left -= html.length;
  return context.left >= 0 ? html : html.slice(0, SHORT_LENGTH);
}

/** Of several elements of one name the last counts, as publishers append corrections. */
function dates(parts: string[], from: Parts, names: readonly string[], to: string): void {
  for (const name of names) {
    if (name.startsWith('@')) line(parts, to, from.self.attributes[name.slice(1)] ?? null);
    const whole = (from.byName.get(name) ?? []).filter(({ closed }) => closed);
    for (const element of whole.toReversed().slice(0, MAX_CANDIDATES))
      line(parts, to, textOf(element).slice(0, MAX_LINE_LENGTH));
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
  return escapeHtml(withoutControls(value));
}

/** Much faster to read than references, where a value is markup. */
function cdata(value: string): string {
  return `<![CDATA[${withoutControls(value).replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
}

function attribute(value: string): string {
  return escapeXml(value).replace(/"/g, '&quot;').replace(/\s+/g, ' ').slice(0, MAX_LINE_LENGTH);
}
