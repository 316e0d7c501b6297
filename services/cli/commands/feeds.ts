import { readSettings } from '@hearsay/runtime';
import type { Command } from 'commander';
import { withAccess } from '../access.js';
import { columns, counted, green, plain, red, say, sayJson, when, yellow } from '../print.js';

interface FeedObject {
  id: string;
  url: string;
  title: string | null;
  outlet: string;
  status: string;
  statusSince: string;
  lastSuccessAt: string | null;
  intervalSeconds: number | null;
  lastError: string | null;
}

const paints: Record<string, (text: string) => string> = {
  healthy: green,
  broken: red,
  blocked: red,
  new: yellow,
};

/** `hearsay feeds add|list|remove` and `hearsay ingest`. */
export function addFeedCommands(program: Command): void {
  const feeds = program.command('feeds').description('the feeds that are watched');
  feeds
    .command('add')
    .description('watch feeds')
    .argument('<url...>', 'addresses of RSS, Atom, RDF or JSON feeds')
    .option('--json', 'print the feeds as JSON')
    .action((urls: string[], options: { json?: boolean }) =>
      withAccess(readSettings(process.env), async ({ call }) => {
        const answers = [];
        for (const url of urls) answers.push(await call('POST', '/v1/feeds', { url }));
        if (options.json === true) return sayJson({ feeds: answers.map((answer) => answer.feed) });
        for (const { feed, added } of answers) {
          say(
            `${added ? 'Watching' : 'Already watching'} ${plain(feed.title ?? feed.url)} (${feed.outlet}).`,
          );
        }
      }),
    );
  feeds
    .command('list')
    .description('list the feeds and how they are')
    .option('--json', 'print them as JSON')
    .action((options: { json?: boolean }) =>
      withAccess(readSettings(process.env), async ({ call }) => {
        const answer = (await call('GET', '/v1/feeds')) as { feeds: FeedObject[] };
        if (options.json === true) return sayJson(answer);
        sayFeeds(answer.feeds);
      }),
    );
  feeds
    .command('remove')
    .description('stop watching a feed; what it brought is kept')
    .argument('<feed>', 'its address or id')
    .action((feed: string) =>
      withAccess(readSettings(process.env), async ({ call }) => {
        const { removed } = await call('DELETE', `/v1/feeds?of=${encodeURIComponent(feed)}`);
        say(`No longer watching ${plain(removed.url)}.`);
      }),
    );
  program
    .command('ingest')
    .description('put pages into the pipeline by hand')
    .argument('<url...>', 'addresses of articles')
    .option('--json', 'print the entries as JSON')
    .action((urls: string[], options: { json?: boolean }) =>
      withAccess(readSettings(process.env), async ({ call, daemon }) => {
        const answer = await call('POST', '/v1/ingest', { urls });
        if (options.json === true) return sayJson(answer);
        const later = daemon ? '' : ' They are fetched when the daemon runs (hearsay start).';
        say(`${counted(urls.length, 'page')} put into the pipeline.${later}`);
      }),
    );
}

function sayFeeds(feeds: FeedObject[]): void {
  const watched = feeds.filter((feed) => feed.url !== 'by-hand:');
  if (watched.length === 0) {
    say('No feeds yet. Add one: hearsay feeds add https://outlet.example/rss.xml');
    return;
  }
  say(
    ...columns([
      ['STATUS', 'SINCE', 'OUTLET', 'LAST READ', 'EVERY', 'FEED'],
      ...watched.map((feed) => [
        (paints[feed.status] ?? String)(feed.status),
        when(feed.statusSince),
        plain(feed.outlet),
        when(feed.lastSuccessAt),
        pace(feed.intervalSeconds),
        plain(feed.title ?? feed.url) + (feed.lastError === null ? '' : red(`  ${plain(feed.lastError)}`)),
      ]),
    ]),
  );
}

function pace(seconds: number | null): string {
  if (seconds === null) return '—';
  if (seconds < 90) return `${Math.round(seconds)} s`;
  return seconds < 5_400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3_600).toFixed(1)} h`;
}
