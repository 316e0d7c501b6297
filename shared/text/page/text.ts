import { detectLanguage } from '../language/index.js';
import { canonicalUrl, outletDomain } from '../url/index.js';
import { type CleanArticle, type Dropped, isEnough, MAX_HTML } from './article.js';
import { isBylineLine, splitByline } from './byline.js';
import { readDate } from './date.js';
import { isDateline, MAX_DATELINE } from './dateline.js';
import { filterLines } from './filter.js';
import { furnitureKind } from './furniture.js';
import { endsSentence, isProse, type Line } from './line.js';
import { splitParagraphs } from './paragraph.js';

/** A record of an archive that holds text in place of HTML; all but `url` and `text` may be absent. */
export interface TextRecord {
  url: string;
  text: string;
  title?: string | null | undefined;
  byline?: string | string[] | null | undefined;
  published?: string | null | undefined;
  outlet?: string | null | undefined;
  outletName?: string | null | undefined;
}

interface Head {
  title: string | null;
  byline: string[];
  published: string | null;
  modified: string | null;
  /** Indices of the lines that were read as one of these, or are labels above the headline. */
  read: Set<number>;
}

/** Headline, labels, byline and date stand in the first lines of a page. */
const HEAD_LINES = 20;
/** A label above a headline ("Exclusive", "World / Asia") has at most this many words. */
const MAX_LABEL_WORDS = 3;
const MAX_TITLE = 250;

/**
 * Cleans an article that is text already (an archive, a feed's full content): hard-wrapped lines are joined,
 * Markdown links and emphasis become their words, page furniture goes as in `cleanPage`. A title, byline or
 * date line found at the head fills in what the record does not give; what it gives is kept as given.
 * Never throws.
 */
export function cleanText(record: TextRecord): CleanArticle | Dropped {
  if (record.text.length > MAX_HTML) return { dropped: 'too-large' };
  const lines = splitParagraphs(plain(record.text)).map((text) => ({ text, links: 0, heading: false }));
  if (lines.length === 0) return { dropped: 'empty' };
  const head = readHead(lines);
  const given = typeof record.byline === 'string' ? splitByline(record.byline) : (record.byline ?? []);
  const title = record.title?.trim() || head.title;
  const byline = given.length > 0 ? given : head.byline;
  const body = lines.filter((_, i) => !head.read.has(i));
  const text = filterLines(body, { title, byline })
    .map((line) => line.text)
    .join('\n\n');
  if (!isEnough(text)) return { dropped: 'too-short' };
  const outlet = record.outlet?.trim() || outletDomain(record.url);
  return {
    ...{ title, byline },
    published: readDate(record.published ?? '', true) ?? head.published,
    modified: head.modified,
    lang: detectLanguage(text),
    outlet,
    outletName: record.outletName?.trim() || outlet,
    section: null,
    canonicalUrl: canonicalUrl(record.url),
    syndicatedFrom: null,
    text,
  };
}

/** Markdown as archives hold it: links and images become their words, emphasis and heading marks go. */
function plain(text: string): string {
  return text
    .replace(/!\[[^\]\n]{0,300}\]\([^)\n]{0,2000}\)/g, '')
    .replace(/\[([^\]\n]{1,500})\]\([^)\n]{0,2000}\)/g, '$1')
    .replace(/(\*\*|__)(?=\S)([^\n*_]{1,500}?)(?<=\S)\1/g, '$2')
    .replace(/(^|\s)\*(?=\S)([^\n*]{1,500}?)(?<=\S)\*(?=\s|$)/gm, '$1$2')
    .replace(/^#{1,6}\s+/gm, '');
}

function readHead(lines: Line[]): Head {
  const head: Head = { title: null, byline: [], published: null, modified: null, read: new Set() };
  const body = lines.findIndex((line) => isProse(line));
  lines.slice(0, HEAD_LINES).forEach((line, i) => {
    if (readDateline(line.text, head) || readByline(line.text, head)) head.read.add(i);
    else if (i < body && isLabel(line.text)) head.read.add(i);
    else if (i < body && isTitle(lines, i)) head.title ??= line.text;
  });
  return head;
}

/** "June 5, 2023, 5:53 PM EDT / Updated June 6, 2023, 3:08 PM EDT" */
function readDateline(text: string, head: Head): boolean {
  if (text.length > MAX_DATELINE || !isDateline(text)) return false;
  const [first, ...rest] = text.split(/(?=\b(?:last )?(?:updated|modified|aktualisiert|actualizado)\b)/i);
  const update = rest.join('') || (/^\W*(last )?(updated|modified)/i.test(text) ? text : '');
  const published = first === undefined || update === text ? null : readDate(first, false);
  const modified = update === '' ? null : readDate(update, false);
  if ((published ?? modified) === null) return false;
  head.published ??= published;
  head.modified ??= modified;
  return true;
}

function readByline(text: string, head: Head): boolean {
  if (!isBylineLine(text)) return false;
  if (head.byline.length === 0) head.byline = splitByline(text);
  return true;
}

function isLabel(text: string): boolean {
  const words = text.split(/\s+/).filter((word) => /\p{L}/u.test(word));
  return words.length > 0 && words.length <= MAX_LABEL_WORDS && !endsSentence(text);
}

/** The first line of several words that is no furniture and no video's headline. */
function isTitle(lines: Line[], i: number): boolean {
  const { text } = lines[i]!;
  if (text.length > MAX_TITLE || text.split(/\s+/).length <= MAX_LABEL_WORDS) return false;
  const next = lines[i + 1];
  return furnitureKind(lines[i]!) === null && (next === undefined || furnitureKind(next) !== 'duration');
}
