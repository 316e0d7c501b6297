import { generateOpml, type Opml, parseOpml } from 'feedsmith';
import { feedKey } from '../url/index.js';
import { isUrl } from '../url/valid.js';

/** A feed of a list, with the folders it stands in as tags. */
export interface ListedFeed {
  /** http or https. */
  url: string;
  title: string | null;
  /** Sorted, each once. A folder in a folder is `outer/inner`. */
  tags: string[];
}

/** What a list holds: its feeds, each once, and the lines that are none. */
export interface ReadOpml {
  feeds: ListedFeed[];
  /** Addresses that are no http(s) address, as they stand there. */
  wrong: string[];
}

/** Not a list of feeds; the message says why in one sentence. */
export class NotOpmlError extends Error {
  override name = 'NotOpmlError';
}

/** The largest lists readers export have some thousand feeds in 2 MB. */
export const MAX_OPML_LENGTH = 8 * 1024 * 1024;
export const MAX_OPML_FEEDS = 20_000;

/** Folders nest two or three deep; deeper is hostile. */
const MAX_DEPTH = 20;
const MAX_TAG_LENGTH = 100;

type Outline = Opml.Outline<string>;

/** True if a document looks like OPML. */
export function isOpml(text: string): boolean {
  return /<opml[\s>]/i.test(text.slice(0, 4096));
}

/** Reads a list of feeds (OPML 1.0 and 2.0). Throws NotOpmlError. */
export function readOpml(text: string): ReadOpml {
  if (text.length > MAX_OPML_LENGTH) throw new NotOpmlError('The list is longer than 8 MB.');
  if (!isOpml(text)) throw new NotOpmlError('This is not a list of feeds: it has no <opml> element.');
  // Nesting is counted before the parser, which is recursive, sees it.
  if (deepest(text) > MAX_DEPTH) throw new NotOpmlError(`Its folders nest deeper than ${MAX_DEPTH}.`);
  let outlines: Outline[];
  try {
    outlines = parseOpml(text).body?.outlines ?? [];
  } catch (error) {
    throw new NotOpmlError(`This is not a list of feeds that can be read (${(error as Error).message}).`);
  }
  const byKey = new Map<string, ListedFeed>();
  const wrong: string[] = [];
  for (const { outline, folders } of flattened(outlines, [])) {
    const url = (outline.xmlUrl ?? '').trim().replace(/^feed:(?:\/\/)?(?=https?:)/i, '');
    if (url.length > 8192 || !isUrl(url) || !/^https?:$/.test(new URL(url).protocol))
      wrong.push(url.slice(0, 200));
    else add(byKey, url, outline, folders);
  }
  if (byKey.size > MAX_OPML_FEEDS) throw new NotOpmlError(`It lists more than ${MAX_OPML_FEEDS} feeds.`);
  return { feeds: [...byKey.values()], wrong };
}

function add(byKey: Map<string, ListedFeed>, url: string, outline: Outline, folders: string[]): void {
  const known = byKey.get(feedKey(url));
  const categories = (outline.category ?? '')
    .split(',')
    .map((each) => tagOf(each.split('/').filter(Boolean)));
  const tags = [...(known?.tags ?? []), tagOf(folders), ...categories].filter((tag) => tag !== '');
  const title = known?.title ?? (outline.title?.trim() || outline.text?.trim() || null);
  byKey.set(feedKey(url), { url: known?.url ?? url, title, tags: [...new Set(tags)].sort() });
}

function* flattened(
  outlines: Outline[],
  folders: string[],
): Generator<{ outline: Outline; folders: string[] }> {
  for (const outline of outlines) {
    if (outline.xmlUrl !== undefined) yield { outline, folders };
    const name = (outline.text ?? outline.title ?? '').trim();
    if (outline.outlines !== undefined)
      yield* flattened(
        outline.outlines,
        outline.xmlUrl !== undefined || name === '' ? folders : [...folders, name],
      );
  }
}

function tagOf(folders: string[]): string {
  return folders
    .map((each) => each.trim().replaceAll(',', ' '))
    .join('/')
    .slice(0, MAX_TAG_LENGTH);
}

/** How deep outlines nest, by a walk over their tags. */
function deepest(text: string): number {
  let depth = 0;
  let most = 0;
  for (const [tag] of text.matchAll(/<\/?outline\b[^<>]{0,20000}>?/gi)) {
    if (tag.startsWith('</')) depth = Math.max(0, depth - 1);
    else if (!tag.endsWith('/>')) most = Math.max(most, ++depth);
  }
  return most;
}

/** What an export says of a feed. */
export interface ExportedFeed extends ListedFeed {
  link: string | null;
}

/**
 * Writes a list that this and other readers import: a feed stands in the folder of its first tag, and all its tags are
 * in its `category` (OPML 2.0: slash-delimited paths parted by commas). `at` is the time of the export.
 */
export function writeOpml(feeds: readonly ExportedFeed[], at: Date): string {
  const folders = new Map<string, Outline[]>();
  const top: Outline[] = [];
  for (const feed of feeds) {
    const [first] = feed.tags;
    const into = first === undefined ? top : (folders.get(first) ?? []);
    if (first !== undefined) folders.set(first, into);
    into.push(outlineOf(feed));
  }
  const grouped = [...folders]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([text, outlines]) => ({ text, outlines }));
  const document = {
    head: { title: 'Feeds watched by Hearsay', dateCreated: at },
    body: { outlines: [...grouped, ...top] },
  };
  return generateOpml(document as unknown as Parameters<typeof generateOpml>[0]);
}

function outlineOf({ url, title, tags, link }: ExportedFeed): Outline {
  return {
    text: title ?? url,
    title: title ?? url,
    type: 'rss',
    xmlUrl: url,
    ...(link === null ? {} : { htmlUrl: link }),
    ...(tags.length === 0 ? {} : { category: tags.map((tag) => `/${tag}`).join(',') }),
  };
}
