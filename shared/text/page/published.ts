import { readDate } from './date.js';
import { isDateline } from './dateline.js';
import type { LinkedData } from './jsonld.js';
import { isElsewhereInPage, metaContent, titleBlock } from './meta.js';
import type { Clue, PageView } from './view.js';

/** Keys of `<meta>` in order of trust: what publishers fill in for sharing and search before house keys. */
const PUBLISHED_KEYS = [
  ...['article:published_time', 'og:article:published_time', 'og:published_time', 'datepublished'],
  ...[
    'article.published',
    'parsely-pub-date',
    'sailthru.date',
    'cxenseparse:recs:publishtime',
    'published_at',
  ],
  ...['dcterms.created', 'dc.date.issued', 'dcterms.issued', 'dc.date.created', 'citation_publication_date'],
  ...[
    'publishdate',
    'publish-date',
    'pubdate',
    'publish_date',
    'publication_date',
    'date.created',
    'created',
  ],
  ...['dcterms.date', 'dc.date', 'dcterms.available', 'date', 'article_date_original', 'rnews:datepublished'],
  ...[
    'shareaholic:article_published_time',
    'bt:pubdate',
    'citation_date',
    'citation_online_date',
    'uploaddate',
  ],
];
/** So many of them are for sharing and search. */
const SHARING_KEYS = 4;
const MODIFIED_KEYS = [
  ...[
    'article:modified_time',
    'og:article:modified_time',
    'og:updated_time',
    'article:modified',
    'datemodified',
  ],
  ...['dcterms.modified', 'dc.date.modified', 'last-modified', 'lastmod', 'last_updated', 'revised'],
];
const UPDATED = /updated|modified|aktualisiert|actualizado|modifi/;
/** Lines around the title in which a date stands. */
const REACH_BEFORE = 6;
const REACH_AFTER = 15;
/** A line that holds a date and is still a dateline of some kind. */
const MAX_LINE = 160;
/** The date that opens a paragraph, up to the mark that parts it from the text: "27.1.2022 - ", "Press release of 25 January 2022 | ". */
const OPENING_DATE =
  /^[^.!?|–—]{0,30}?\(?\d{1,2}(?:\.|\/|\s|\.\s)[^.!?|–—\s()]{1,12}(?:\.|\/|\s)\d{4}\)?(?=\s?[-–—|:)]|\)\s)/u;

const HOUR = 3_600_000;
/** Local time is at most this many hours from UTC. */
const MAX_OFFSET = 14;

/** When the page was published, as it says; null where it does not. */
export function choosePublished(
  view: PageView,
  linked: LinkedData,
  url: string,
  title: string | null,
  dayFirst: boolean,
): string | null {
  const clues = view.clues.filter((clue) => clue.kind === 'date' && !isElsewhereInPage(view, clue.container));
  const first = clues.filter((clue) => !UPDATED.test(clue.hints));
  const sharing = PUBLISHED_KEYS.slice(0, SHARING_KEYS);
  const house = PUBLISHED_KEYS.slice(SHARING_KEYS);
  const declared = mostAgreed(
    [
      [linked.published],
      sharing.map((key) => metaContent(view, [key])),
      house.map((key) => metaContent(view, [key])),
      values(first.filter((clue) => /datepublished|pubdate/.test(clue.hints))),
      values(first.filter((clue) => clue.tag === 'time')),
      [dateInUrl(url)],
      values(first),
    ].map((sources) => firstDate(sources, dayFirst)),
  );
  const visible = visibleDates(view, title);
  return declared === null
    ? firstDate(visible, dayFirst)
    : localMidnight(declared, firstDate(visible, dayFirst));
}

/** The first of the dates in order of trust, unless no other has its day and two others agree on another day. */
function mostAgreed(dates: (string | null)[]): string | null {
  const known = dates.filter((date) => date !== null);
  const day = (date: string) => date.slice(0, 10);
  const [first, ...others] = known;
  if (first === undefined || others.some((date) => day(date) === day(first))) return first ?? null;
  const agreed = others.find((date, at) => others.slice(at + 1).some((other) => day(other) === day(date)));
  return agreed === undefined || mayFallOn(first, agreed) ? first : agreed;
}

/** True if a date is a bare day, on which the instant can lie somewhere: an evening in Lima is the next day in UTC. */
function mayFallOn(instant: string, date: string): boolean {
  const after = Date.parse(instant) - Date.parse(date);
  return date.endsWith('T00:00:00.000Z') && after > -MAX_OFFSET * HOUR && after < (24 + MAX_OFFSET) * HOUR;
}

/**
 * A day alone, turned into UTC by the site ("T23:00Z" for the next day's midnight in Berlin), is dated as days alone are: where the
 * page shows a day and no time, and its midnight can be the declared full hour.
 */
function localMidnight(declared: string, visible: string | null): string {
  const isDay = visible?.endsWith('T00:00:00.000Z') === true;
  if (!isDay || !declared.endsWith(':00:00.000Z')) return declared;
  const apart = Math.abs(Date.parse(declared) - Date.parse(visible));
  return apart < MAX_OFFSET * HOUR && declared.slice(0, 10) !== visible.slice(0, 10) ? visible : declared;
}

/** When the page was last changed, as it says. */
export function chooseModified(view: PageView, linked: LinkedData, dayFirst: boolean): string | null {
  const clues = view.clues.filter(
    ({ kind, hints }) => kind === 'date' && /datemodified|updated|modified/.test(hints),
  );
  return firstDate(
    [linked.modified, ...MODIFIED_KEYS.map((key) => metaContent(view, [key])), ...values(clues)],
    dayFirst,
  );
}

function values(clues: Clue[]): (string | null)[] {
  return clues.flatMap((clue) => [clue.value, clue.text]);
}

function firstDate(sources: (string | null)[], dayFirst: boolean): string | null {
  for (const source of sources) {
    const date = source === null ? null : readDate(source, dayFirst);
    if (date !== null) return date;
  }
  return null;
}

/** Short lines with a date around the title; failing these, the first line of the page that is a date. */
function visibleDates(view: PageView, title: string | null): string[] {
  const heading = titleBlock(view, title);
  const near =
    heading < 0
      ? []
      : [
          ...view.blocks.slice(heading + 1, heading + REACH_AFTER),
          ...view.blocks.slice(Math.max(0, heading - REACH_BEFORE), heading),
        ];
  const anywhere = view.blocks.filter(
    (block) => isDateline(block.text) && !isElsewhereInPage(view, block.container),
  );
  const short = near.filter((block) => block.text.length <= MAX_LINE);
  const opened = near.flatMap((block) => OPENING_DATE.exec(block.text.slice(0, MAX_LINE))?.[0] ?? []);
  return [...short.map((block) => block.text), ...opened, ...anywhere.map((block) => block.text)];
}

function dateInUrl(url: string): string | null {
  const address = url.replace(/^https?:\/\/web\.archive\.org\/web\/[^/]+\//, '');
  const parted = /(?<!\d)((?:19|20)\d{2})[/_-](\d{1,2})[/_-](\d{1,2})(?!\d)/.exec(address);
  const packed = /(?<!\d)((?:19|20)\d{2})(\d{2})(\d{2})(?!\d)/.exec(address);
  const reversed = /(?<!\d)(\d{1,2})[._-](\d{1,2})[._-](20\d{2})(?!\d)/.exec(address);
  for (const match of [parted, packed]) {
    const day = match && readDate(`${match[1]}-${match[2]}-${match[3]}`, true);
    if (day) return day;
  }
  return reversed && `${reversed[1]}.${reversed[2]}.${reversed[3]}`;
}
