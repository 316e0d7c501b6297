import { spellsDomain } from '../outlet/index.js';
import type { LinkedData } from './jsonld.js';
import { likeness, normalise } from './line.js';
import { metaContent, type Site } from './meta.js';
import type { PageView } from './view.js';
import { collapse } from './walk.js';

/** A heading of fewer words ("News", "About us") is believed only if another title repeats it. */
const MIN_WORDS = 3;
const MAX_TITLE = 300;
/** Titles that share so many words are one title, edited. */
const SAME = 0.8;

/** Separators between a page's title and its site's name; the first kind hardly ever stands inside a title. */
const STRONG = /\s*[|│»«•]\s*|\s+::\s+/;
const WEAK = /\s+[–—·/-]\s+/;

/** The title a reader sees: the page's heading where other titles or its length vouch for it. */
export function chooseTitle(view: PageView, linked: LinkedData, site: Site): string | null {
  const og = metaContent(view, ['og:title', 'twitter:title', 'dc.title', 'dcterms.title', 'title']);
  const page = stripSite(view.pageTitle, site);
  const declared = [og, linked.headline]
    .filter((title): title is string => title !== null && title !== '')
    .map((title) => stripSite(title, site))
    .sort((a, b) => Number(agrees(page, b)) - Number(agrees(page, a)));
  const found = headings(view, [...declared, page]).filter((text) => !isSiteName(text, site));
  return (
    found.find((text) => declared.some((title) => agrees(title, text))) ??
    longest(found.filter((text) => agrees(page, text))) ??
    found.find((text) => isLikely(text, view, found, declared)) ??
    (declared.find((title) => !isSiteName(title, site)) || page || declared[0] || found[0] || null)
  );
}

/** A page title that lists its sections ("Site - News - Headline") holds several headings; the headline is longest. */
function longest(texts: string[]): string | undefined {
  return texts.reduce<string | undefined>(
    (best, text) => (best === undefined || text.length > best.length ? text : best),
    undefined,
  );
}

/** An h1 that is the site's name or logo, or is for screen readers only. */
const NOT_A_TITLE =
  /site-?(title|name|branding|logo|header)|\b(branding|logo)\b|visually-?hidden|sr-only|screen-?reader|\baural\b/;
/** The part of a heading above the headline, as its class calls it. */
const LABEL =
  /kicker|overline|roofline|topline|dachzeile|spitzmarke|eyebrow|topic|sub-?title|supertitle|pre-?title|label|rubric|catchline/;

/**
 * Texts of the h1 elements. An h1 made of several parts (a label and the headline, each in its own element) is the
 * part of its own where the others are labels by name, its whole text if another title says that, else its longest
 * part.
 */
function headings(view: PageView, declared: string[]): string[] {
  const parts = new Map<number, { text: string; hints: string }[]>();
  for (const block of view.blocks) {
    const h1 = enclosing(view, block.container);
    if (h1 < 0 || view.containers[h1]!.hidden || NOT_A_TITLE.test(view.containers[h1]!.hints)) continue;
    const hints = block.container === h1 ? '' : view.containers[block.container]!.hints;
    parts.set(h1, [...(parts.get(h1) ?? []), { text: block.text, hints }]);
  }
  return [...parts.values()]
    .map((found) => joinParts(withoutLabels(found), declared))
    .filter((text) => text.length <= MAX_TITLE);
}

function withoutLabels(parts: { text: string; hints: string }[]): string[] {
  const rest = parts.filter(({ hints }) => !LABEL.test(hints)).map(({ text }) => text);
  const enough = rest.some((text) => text.split(' ').length >= MIN_WORDS);
  return enough ? rest : parts.map(({ text }) => text);
}

function joinParts(texts: string[], declared: string[]): string {
  const whole = collapse(texts.join(' '));
  const longest = texts.reduce((best, text) => (text.length > best.length ? text : best), '');
  const key = normalise(whole);
  return texts.length === 1 || declared.some((title) => normalise(title) === key)
    ? withoutLabel(whole, declared)
    : longest;
}

/** "Label Headline" where another title is the headline alone. */
function withoutLabel(heading: string, declared: string[]): string {
  const key = normalise(heading);
  return (
    declared.find((title) => title.split(' ').length >= MIN_WORDS && key.endsWith(` ${normalise(title)}`)) ??
    heading
  );
}

/** The h1 around a container, or -1. */
function enclosing(view: PageView, container: number): number {
  for (let at = container, depth = 0; at >= 0 && depth < 5; depth++) {
    const { tag, parent } = view.containers[at]!;
    if (tag === 'h1') return at;
    at = parent;
  }
  return -1;
}

function agrees(title: string, heading: string): boolean {
  const [a, b] = [normalise(title), normalise(heading)];
  if (a.length < 3 || b.length < 3) return false;
  if (a === b || likeness(title, heading) >= SAME) return true;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.length >= 10 && long.includes(short);
}

function isSiteName(text: string, site: Site): boolean {
  const key = normalise(text);
  return (
    key === normalise(site.name ?? '') ||
    key === normalise(site.publisher ?? '') ||
    spellsDomain(text, site.domain)
  );
}

/** A heading that no other title repeats: of several words, and the only one where there are other titles. */
function isLikely(text: string, view: PageView, found: string[], declared: string[]): boolean {
  const alone = found.length === 1 || declared.length === 0;
  return alone && text.split(' ').length >= MIN_WORDS && !isTail(view.pageTitle, text);
}

/** "Title | Heading": what stands behind the last separator is the site. */
function isTail(pageTitle: string, heading: string): boolean {
  const parts = pageTitle.split(STRONG).flatMap((part) => part.split(WEAK));
  return parts.length > 1 && normalise(parts.at(-1)!) === normalise(heading);
}

/** Cuts the site's name off a title's end or start: behind "|" whatever stands there, behind "-" if it is the site. */
function stripSite(title: string, site: Site): string {
  let text = collapse(title);
  for (const separator of [STRONG, WEAK]) {
    const parts = text.split(separator).filter((part) => part !== '');
    if (parts.length < 2) continue;
    const [first, last] = [parts[0]!, parts.at(-1)!];
    const cut = separator === STRONG ? last.length < text.length / 2 : isSiteName(last, site);
    if (isSiteName(first, site) && !isSiteName(last, site))
      text = text.slice(text.indexOf(parts[1]!, first.length));
    else if (cut) text = text.slice(0, text.lastIndexOf(last)).replace(/[\s|│»«•:–—·/-]+$/, '');
  }
  return text;
}
