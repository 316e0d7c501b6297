import type { ArticleObject, ClaimObject, ExportObject, StoryObject } from '@hearsay/api';
import { bold, columns, counted, cyan, dim, green, plain, red, say, when, yellow } from './print.js';

/** Claims of a story that are shown; the rest are counted. */
const mostClaims = 12;

/** Characters of a claim in a table. */
const claimWidth = 64;

/** Prints what a record holds, story by story: who repeats, varies and disputes what, and where it comes from. */
export function sayRecord(record: ExportObject): void {
  const { stories, articles, claims } = record;
  const largest = [...stories].sort((a, b) => outletsOf(b, articles).size - outletsOf(a, articles).size);
  for (const story of largest)
    sayStory(
      story,
      articles,
      claims.filter((claim) => claim.story === story.id),
    );
  say(
    dim(
      `${counted(articles.length, 'article')}, ${counted(claims.length, 'claim')}, ${counted(stories.length, 'stories').replace('storiess', 'stories')}.`,
    ),
  );
}

/** Prints one story: its articles, then claims × outlets. */
export function sayStory(story: StoryObject, all: ArticleObject[], claims: ClaimObject[]): void {
  const articles = all.filter((article) => story.articles.includes(article.id));
  say(bold(plain(story.title ?? 'Untitled story')) + dim(`  ${story.id}`));
  say(...articleLines(articles), '');
  const shown = ranked(claims).slice(0, mostClaims);
  if (shown.length > 0) say(...grid(shown, articles), '');
  const rest = claims.length - shown.length;
  if (rest > 0) say(dim(`  and ${counted(rest, 'more claim')}: hearsay claims ${story.id}`), '');
}

function articleLines(articles: ArticleObject[]): string[] {
  const names = new Map(articles.map((article) => [article.id, article.outletName]));
  return columns(
    articles.map((article) => [
      `  ${when(article.published)}`,
      plain(article.outletName),
      article.copyOf === null
        ? citesLine(article)
        : dim(`${article.copyKind} copy of ${plain(names.get(article.copyOf) ?? article.copyOf)}`),
    ]),
  );
}

function citesLine(article: ArticleObject): string {
  const cited = [...new Set(article.cites.map((cite) => cite.outletName))];
  return cited.length === 0 ? '' : dim(`cites ${plain(cited.join(', '))}`);
}

/** Claims that many outlets carry or someone disputes come first. */
function ranked(claims: ClaimObject[]): ClaimObject[] {
  const weight = (claim: ClaimObject) => claim.counts.outlets + 3 * claim.counts.disputingOutlets;
  return [...claims].sort((a, b) => weight(b) - weight(a));
}

const marks = { originates: '●', repeats: '●', varies: '◐', disputes: '✗' } as const;
const paints = { originates: cyan, repeats: green, varies: yellow, disputes: red } as const;

/** The grid: one row a claim, one column an outlet. */
export function grid(claims: ClaimObject[], articles: ArticleObject[]): string[] {
  const outlets = [...new Set(articles.map((article) => article.outlet))];
  const names = outlets.map(
    (outlet) => articles.find((article) => article.outlet === outlet)?.outletName ?? outlet,
  );
  const head = ['  claim', ...outlets.map((_, at) => String(at + 1)), 'origins'];
  const rows = claims.map((claim) => [
    `  ${clip(plain(claim.text))}`,
    ...outlets.map((outlet) => cellOf(claim, outlet)),
    plain(claim.origins.map((origin) => origin.name).join(', ')),
  ]);
  const legend = names.map((name, at) => `${at + 1} ${plain(name)}`).join('   ');
  return [
    ...columns([head.map(dim), ...rows]),
    dim(`  ${legend}`),
    dim(
      `  ${cyan('●')} first seen  ${green('●')} repeats  ${yellow('◐')} varies  ${red('✗')} disputes  ~ hedged`,
    ),
  ];
}

function cellOf(claim: ClaimObject, outlet: string): string {
  const mentions = claim.mentions.filter((mention) => mention.outlet === outlet);
  const relations = ['disputes', 'varies', 'originates', 'repeats'] as const;
  const telling = relations.filter((relation) => mentions.some((mention) => mention.relation === relation));
  const kept = telling.includes('disputes') ? telling.slice(0, 2) : telling.slice(0, 1);
  const hedged = mentions.length > 0 && mentions.every((mention) => mention.hedged) ? '~' : '';
  return kept.map((relation) => paints[relation](marks[relation])).join('') + hedged || dim('·');
}

function clip(text: string): string {
  return text.length <= claimWidth ? text : `${text.slice(0, claimWidth - 1).trimEnd()}…`;
}

function outletsOf(story: StoryObject, articles: ArticleObject[]): Set<string> {
  return new Set(
    articles.filter((article) => story.articles.includes(article.id)).map((article) => article.outlet),
  );
}
