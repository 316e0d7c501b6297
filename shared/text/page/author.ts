import { spellsDomain } from '../outlet/index.js';
import { isBylineLine, namesAfterBy, splitByline } from './byline.js';
import type { LinkedData } from './jsonld.js';
import { normalise } from './line.js';
import { isElsewhereInPage, metaContent, type Site, titleBlock } from './meta.js';
import type { PageView } from './view.js';

/** Keys of `<meta>` in order of trust: what publishers fill in for sharing and search before house keys. */
const AUTHOR_KEYS = [
  ...[
    'author',
    'article:author',
    'og:article:author',
    'parsely-author',
    'sailthru.author',
    'byl',
    'dc.creator',
  ],
  ...[
    'dcterms.creator',
    'article.author',
    'dc.contributor',
    'citation_author',
    'cxenseparse:author',
    'creator',
  ],
  ...['rbauthors', 'authors', 'shareaholic:article_author_name', 'vf:author', 'lp:author', 'author_name'],
];
/** Lines from the title in which a byline stands. */
const BYLINE_REACH = 40;

/** Longer lines are text. */
const MAX_BYLINE = 120;

/** The page's authors; names of people go before names of the site. */
export function chooseAuthors(
  view: PageView,
  linked: LinkedData,
  site: Site,
  title: string | null,
): string[] {
  const clues = authorClues(view);
  const sources = [
    linked.authors.flatMap(splitByline),
    ...AUTHOR_KEYS.map((key) =>
      view.metas.filter((each) => each.key === key).flatMap(({ content }) => splitByline(content)),
    ),
    writtenBy(view),
    ...clues,
    ...visibleBylines(view, title),
  ];
  const people = sources.map((names) => names.filter((name) => !isSite(name, site)));
  const found =
    people.find((names) => names.length > 0 && names.every(isFullName)) ??
    people.find((names) => names.length > 0) ??
    sources.find((names) => names.length > 0) ??
    [];
  const all = coAuthors(found, people) ?? found;
  return [...new Set(all.map((name) => spelledOut(name, sources.flat())))];
}

/** Content systems declare one author where the byline names several: the longest list that holds all of `found`. */
function coAuthors(found: string[], people: string[][]): string[] | undefined {
  const has = (names: string[]) => new Set(names.map(normalise));
  const wider = people.filter((names) => {
    const keys = has(names);
    return (
      names.length > found.length && names.every(isFullName) && found.every((n) => keys.has(normalise(n)))
    );
  });
  return found.length === 0 ? undefined : wider.sort((a, b) => b.length - a.length)[0];
}

/** Yoast's pair of Twitter labels. */
function writtenBy(view: PageView): string[] {
  const label = metaContent(view, ['twitter:label1']) ?? '';
  return /written by|verfasst von|geschrieben von|[ée]crit par|escrito por|scritto da/i.test(label)
    ? splitByline(metaContent(view, ['twitter:data1']) ?? '')
    : [];
}

function isSite(name: string, site: Site): boolean {
  const key = normalise(name);
  return (
    key === normalise(site.name ?? '') ||
    key === normalise(site.publisher ?? '') ||
    spellsDomain(name, site.domain)
  );
}

/** Two to five words, each with a capital (or a particle), no digits: how a person signs. */
function isFullName(name: string): boolean {
  const words = name.split(' ');
  if (words.length < 2 || words.length > 5 || /\d/.test(name)) return false;
  return words.every((word) =>
    /^(\p{Lu}|\p{Lo}|(de|von|van|der|den|da|di|del|la|le|el|al|bin|zu|ten|ter|dos|das|e|y|v\.)$)/u.test(word),
  );
}

/** A user name gives way to the same name with its blanks, a first name to the full one. */
function spelledOut(name: string, others: string[]): string {
  if (name.includes(' ')) return name;
  const key = normalise(name).replace(/ /g, '');
  return (
    others.find((other) => other.includes(' ') && normalise(other).replace(/ /g, '') === key) ??
    others.find((other) => isFullName(other) && normalise(other).startsWith(`${key} `)) ??
    name
  );
}

function authorClues(view: PageView): string[][] {
  const authors = view.clues.filter(
    (clue) =>
      clue.kind === 'author' &&
      clue.text.length < 160 &&
      !/comment(?!s-(open|closed))|avatar/.test(clue.hints) &&
      !isElsewhereInPage(view, clue.container),
  );
  const exact = authors.filter((c) =>
    /(^|\s)(author|byline)(\s|$)|rel:.*author|author-?name|name/.test(c.hints),
  );
  return [...exact, ...authors].map((clue) => splitByline(clue.text || (clue.value ?? '')));
}

/** Headlines say "by" of others than their author. */
function isHeading(view: PageView, container: number): boolean {
  return /^h[1-3]$/.test(view.containers[container]?.tag ?? '');
}

function visibleBylines(view: PageView, title: string | null): string[][] {
  const heading = titleBlock(view, title);
  return view.blocks
    .slice(Math.max(0, heading - 3), Math.max(0, heading) + BYLINE_REACH)
    .filter(
      (block) =>
        block.text.length <= MAX_BYLINE &&
        !isHeading(view, block.container) &&
        !(title !== null && block.text.includes(title)) &&
        !isElsewhereInPage(view, block.container),
    )
    .map((block) => {
      if (isBylineLine(block.text)) return splitByline(block.text);
      // In the middle of a line "by" has other uses: only a full name shows that it is this one.
      const names = namesAfterBy(block.text);
      return names.every(isFullName) ? names : [];
    });
}
