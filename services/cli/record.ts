import type { ArticleObject, ClaimObject, ExportObject, StoryObject } from '@hearsay/api';
import { ranked } from '@hearsay/api/contract';
import { grid } from './grid.js';
import { bold, columns, columnsWide, copyName, counted, cut, dim, plain, say, when, wrap } from './print.js';

/** Claims of a story that are shown; the rest are counted. */
const mostClaims = 12;

/** Prints what a record holds, story by story: who repeats, varies and disputes what, and where it comes from. */
export function sayRecord(record: ExportObject): void {
  const { stories, articles, claims } = record;
  const outlets = (story: StoryObject) => outletsOf(story, articles).size;
  const shared = stories.filter((story) => outlets(story) > 1).sort((a, b) => outlets(b) - outlets(a));
  const claimsOf = (story: StoryObject) => claims.filter((claim) => claim.story === story.id);
  for (const story of shared) sayStory(story, articles, claimsOf(story));
  const alone = stories.filter((story) => outlets(story) <= 1);
  if (alone.length > 0) say(...aloneLines(alone, articles, claimsOf), '');
  const many = stories.length === 1 ? 'story' : 'stories';
  say(
    dim(
      `${counted(articles.length, 'article')}, ${counted(claims.length, 'claim')}, ${stories.length} ${many}.`,
    ),
  );
}

/** Prints one story: its articles, then claims × outlets. */
export function sayStory(story: StoryObject, all: ArticleObject[], claims: ClaimObject[]): void {
  const articles = all.filter((article) => story.articles.includes(article.id));
  const room = columnsWide() - story.id.length - 2;
  say(bold(cut(plain(story.title ?? 'Untitled story'), room)) + dim(`  ${story.id}`));
  say(...articleLines(articles), ...linkLines(articles), '');
  const shown = chosen(claims);
  if (shown.length > 0) say(...grid(shown, articles), '');
  if (claims.length > shown.length) say(dim(`  ${restLine(claims, shown)}: hearsay claims ${story.id}`), '');
}

/** Claims that more than one outlet carries or someone disputes; others only where there are few of those. */
function chosen(claims: ClaimObject[]): ClaimObject[] {
  const all = ranked(claims);
  const telling = all.filter((claim) => claim.counts.outlets > 1 || claim.counts.disputers > 0);
  return (telling.length >= 3 ? telling : all.slice(0, 6)).slice(0, mostClaims);
}

function restLine(claims: ClaimObject[], shown: ClaimObject[]): string {
  const rest = claims.filter((claim) => !shown.includes(claim));
  const alone = rest.filter((claim) => claim.counts.outlets <= 1).length;
  const of =
    alone === 0
      ? ''
      : alone === rest.length
        ? ', said by one outlet each'
        : `, ${alone} of them said by one outlet each`;
  return `and ${counted(rest.length, 'more claim')}${of}`;
}

/** Stories that one outlet has to itself: a line each. */
function aloneLines(
  stories: StoryObject[],
  articles: ArticleObject[],
  claimsOf: (story: StoryObject) => ClaimObject[],
): string[] {
  const rows = stories.map((story) => {
    const own = articles.find((article) => story.articles.includes(article.id));
    return [
      `  ${when(own?.published ?? null)}`,
      plain(own?.outletName ?? ''),
      counted(claimsOf(story).length, 'claim'),
      cut(plain(story.title ?? 'Untitled story'), columnsWide() - 62),
    ];
  });
  return [bold('Seen at one outlet only'), ...columns(rows)];
}

function articleLines(articles: ArticleObject[]): string[] {
  const names = new Map(articles.map((article) => [article.id, article.outletName]));
  return columns(
    articles.map((article) => [
      `  ${when(article.published)}`,
      plain(article.outletName),
      article.copyOf === null
        ? citesLine(article)
        : dim(`${copyName(article.copyKind)} of ${plain(names.get(article.copyOf) ?? article.copyOf)}`),
    ]),
  );
}

/** Stories that an article of this one tells in passing. */
function linkLines(articles: ArticleObject[]): string[] {
  return articles.flatMap(({ outletName, linkedStories }) =>
    linkedStories.flatMap(({ story, title }) =>
      wrap(
        dim(`${plain(outletName)} also tells of “${plain(title ?? 'Untitled story')}” (${story})`),
        '    ',
      ),
    ),
  );
}

function citesLine(article: ArticleObject): string {
  const cited = [...new Set(article.cites.map((cite) => cite.outletName))];
  return cited.length === 0 ? '' : dim(`cites ${plain(cited.join(', '))}`);
}

function outletsOf(story: StoryObject, articles: ArticleObject[]): Set<string> {
  return new Set(
    articles.filter((article) => story.articles.includes(article.id)).map((article) => article.outlet),
  );
}
