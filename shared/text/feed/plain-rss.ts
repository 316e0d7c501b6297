import Parser from 'rss-parser';
import { readDate } from './date.js';
import { MAX_LINE_LENGTH } from './limits.js';
import { plainText, Sanitiser } from './sanitise.js';
import type { FeedEntry, ParsedFeed } from './shape.js';

/** A value as xml2js gives it: text alone, or text (`_`) with attributes (`$`). */
type Value = string | { _?: string; $: { kind?: string; base?: string } };

interface Lists {
  titles?: Value[];
  summaries?: Value[];
  contents?: Value[];
  pubDates?: string[];
  updates?: string[];
  guid?: string;
  author?: string;
  language?: string;
}

const LISTS = [
  ['title', 'titles'],
  ['summary', 'summaries'],
  ['content', 'contents'],
  ['pubDate', 'pubDates'],
  ['updated', 'updates'],
].map(([from, to]) => [from, to, { keepArray: true }]);

/** Reads the plain RSS 2.0 that rewrite.ts writes, with rss-parser, into the fields we promise. */
export async function readPlainRss(xml: string): Promise<ParsedFeed> {
  const parser = new Parser<Lists, Lists>({
    customFields: {
      feed: [...LISTS, 'guid', 'author', 'language'] as never,
      item: [...LISTS, 'guid'] as never,
    },
  });
  const read = await parser.parseString(xml);
  const sanitiser = new Sanitiser();
  return {
    feed: {
      title: title(read.titles, sanitiser),
      link: read.link ?? null,
      id: read.guid ?? null,
      author: read.author ?? null,
      description: body(read.summaries, sanitiser),
      language: read.language ?? null,
      updated: firstDate(read.updates),
    },
    entries: read.items.map((item) => entryOf(item, sanitiser)).filter(saysSomething),
  };
}

function entryOf(item: Lists & Parser.Item, sanitiser: Sanitiser): FeedEntry {
  const content = body(item.contents, sanitiser);
  return {
    id: item.guid ?? null,
    title: title(item.titles, sanitiser),
    link: item.link ?? null,
    author: item.author ?? null,
    published: firstDate(item.pubDates),
    updated: firstDate(item.updates),
    summary: body(item.summaries, sanitiser) ?? content,
    content,
  };
}

/** An entry with nothing in it is a slip of the publisher's template. */
function saysSomething(entry: FeedEntry): boolean {
  return Object.values(entry).some((value) => value !== null && value !== '');
}

/** The first title with words in it: text, unless the feed marks it up. */
function title(values: Value[] | undefined, sanitiser: Sanitiser): string | null {
  for (const value of values ?? []) {
    const { text, plain, base } = unpacked(value);
    const line = plain ? plainText(text) : asTitle(sanitiser.clean(text, base));
    const folded = line.replace(/\s+/g, ' ').trim().slice(0, MAX_LINE_LENGTH);
    if (folded !== '') return folded;
  }
  return null;
}

/** Markup that would have to be cut is left out. */
function asTitle(html: string): string {
  return html.includes('<') && html.length <= MAX_LINE_LENGTH ? html : plainText(html);
}

/** The first value with something in it, as harmless HTML; empty text where every one is empty. */
function body(values: Value[] | undefined, sanitiser: Sanitiser): string | null {
  let found: string | null = null;
  for (const value of values ?? []) {
    const { text, plain, base } = unpacked(value);
    found = plain ? text.trim() : sanitiser.clean(text, base);
    if (found !== '') return found;
  }
  return found;
}

function unpacked(value: Value): { text: string; plain: boolean; base: string } {
  if (typeof value === 'string') return { text: value, plain: false, base: '' };
  return { text: value._ ?? '', plain: value.$.kind === 'plain', base: value.$.base ?? '' };
}

function firstDate(values: string[] | undefined): string | null {
  for (const value of values ?? []) {
    const date = typeof value === 'string' ? readDate(value) : null;
    if (date !== null) return date;
  }
  return null;
}
