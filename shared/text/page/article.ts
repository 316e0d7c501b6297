/** What cleaning yields: the readable text of a page and its metadata (the JSON of `hearsay stage clean`). */
export interface CleanArticle {
  title: string | null;
  /** One name an author, in the order of the page; empty where none is given. */
  byline: string[];
  /** ISO 8601 UTC. A page that gives a day alone is dated at midnight UTC of that day. */
  published: string | null;
  modified: string | null;
  /** ISO 639-1 code, lower case. */
  lang: string | null;
  /** The registrable domain of the page's URL. */
  outlet: string;
  outletName: string;
  /** As the page names it ("World", "Opinion"). */
  section: string | null;
  canonicalUrl: string;
  /** The address of the original, where the page names one of another outlet (RFC 6596 across domains, `syndication-source`). */
  syndicatedFrom: string | null;
  /** Paragraphs parted by one blank line; no line break inside a paragraph. */
  text: string;
}

/**
 * Why a page gave no article:
 * - `empty`: there is no text at all (a redirect stub, a page filled in by script);
 * - `too-short`: what is left after cleaning is shorter than any news item;
 * - `not-an-article`: nothing but links (a home page, a section front, an error page);
 * - `too-large`: longer than the limit (`MAX_HTML` here, `maxBytes` of the reader), or needs more memory than
 *   the reader gives;
 * - `too-slow`: did not end within the reader's time limit, or the reader was closed meanwhile;
 * - `unreadable`: the HTML parser itself failed on it.
 */
export type DropReason = 'empty' | 'too-short' | 'not-an-article' | 'too-large' | 'too-slow' | 'unreadable';

export interface Dropped {
  dropped: DropReason;
}

/** Longest HTML that is read, in UTF-16 units: twenty times the largest page of the two labelled sets. */
export const MAX_HTML = 20_000_000;

/** Shortest text that is an article, in characters: a one-sentence news flash. */
export const MIN_TEXT = 40;

/** True if a text is long enough to be an article and is made of words. */
export function isEnough(text: string): boolean {
  return text.length >= MIN_TEXT && (text.slice(0, 2_000).match(/\p{L}/gu)?.length ?? 0) >= MIN_TEXT / 2;
}
