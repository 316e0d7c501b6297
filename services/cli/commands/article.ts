import type { ArticleObject, HistoryObject } from '@hearsay/api';
import { readSettings } from '@hearsay/runtime/settings';
import type { Command } from 'commander';
import { withAccess } from '../access.js';
import { revisionLines } from '../diff.js';
import { bold, columns, counted, dim, plain, red, say, sayJson, when } from '../print.js';

/** `hearsay article`: an article and what became of it, revision by revision. */
export function addArticleCommand(program: Command): void {
  program
    .command('article')
    .description('an article: its revisions, what each changed, and when it is read again')
    .argument('<article>', 'its address or id')
    .option('--text', 'print its text as well')
    .option('--json', 'print it as JSON')
    .action((of: string, options: { text?: boolean; json?: boolean }) =>
      withAccess(readSettings(process.env), async ({ call }) => {
        const path = `/v1/articles/${encodeURIComponent(of)}`;
        const { article } = (await call('GET', path)) as { article: ArticleObject };
        const history = (await call('GET', `${path}/revisions`)) as HistoryObject;
        if (options.json === true) return sayJson({ article, history });
        sayArticle(article, history);
        if (options.text === true) say('', plain(article.text));
      }),
    );
}

function sayArticle(article: ArticleObject, history: HistoryObject): void {
  say(bold(plain(article.title ?? 'Untitled')) + dim(`  ${article.id}`));
  say(
    ...columns([
      ['  outlet', plain(article.outletName)],
      ['  address', plain(article.url)],
      ['  published', when(article.published)],
      ...headFacts(history),
      ['  read', visits(history)],
      ['  revisions', counted(history.revisions.length, 'revision')],
    ]),
  );
  if (history.absent !== null) say(red(`  ${absence(history.absent)}`));
  for (const revision of history.revisions) say('', ...revisionLines(revision));
}

/** What the latest page said of itself beside its text. */
function headFacts({ revisions }: HistoryObject): string[][] {
  const latest = revisions.at(-1);
  return [
    ['  section', latest?.section ?? null],
    ['  original', latest?.syndicatedFrom ?? null],
  ].flatMap(([name, value]) => (value == null ? [] : [[name as string, plain(value)]]));
}

function visits({ lastVisit, nextVisit }: HistoryObject): string {
  if (lastVisit === null) return 'once; it is not read again';
  return `last ${when(lastVisit)}, ${nextVisit === null ? 'not again' : `next ${when(nextVisit)}`}`;
}

function absence({ since, why, confirmed }: NonNullable<HistoryObject['absent']>): string {
  return confirmed === null
    ? `Not there since ${when(since)} (${why}); looked for again before it is called deleted.`
    : `Deleted: not there since ${when(since)} (${why}), found gone again ${when(confirmed)}.`;
}
