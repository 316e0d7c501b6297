import { readFileSync, writeFileSync } from 'node:fs';
import { readSettings } from '@hearsay/runtime/settings';
import { UsageError } from '@hearsay/runtime/stop';
import type { Command } from 'commander';
import { type Access, withAccess } from '../access.js';
import { type ShownFeed, sayFeed, sayFeeds, sayFound } from '../feeds.js';
import { counted, plain, say, sayJson } from '../print.js';

type Json = { json?: boolean };
type Added = Parameters<typeof sayFound>[0];

const use = (run: (access: Access) => Promise<void>) => withAccess(readSettings(process.env), run);

/** `hearsay feeds …` and `hearsay ingest`. */
export function addFeedCommands(program: Command): void {
  const feeds = program.command('feeds').description('the feeds that are watched');
  addWatching(feeds);
  addLooking(feeds);
  addLists(feeds);
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

function addWatching(feeds: Command): void {
  feeds
    .command('add')
    .description('watch feeds: of an address that is one, or of a home page')
    .argument('<url...>', 'addresses of feeds, home pages, channels, accounts')
    .option('--all', 'take every feed that is found, not the main one alone')
    .option('--tag <tag...>', 'tags to sort them by')
    .option('--json', 'print what was found and taken as JSON')
    .action((urls: string[], options: Json & { all?: boolean; tag?: string[] }) =>
      use(async ({ call }) => {
        const answers: Added[] = [];
        for (const url of urls)
          answers.push(
            await call('POST', '/v1/feeds', { url, all: options.all === true, tags: options.tag ?? [] }),
          );
        if (options.json === true) {
          const taken = answers.flatMap((answer) => answer.feeds.map((each) => each.feed));
          return sayJson({ feeds: taken, found: answers.flatMap((answer) => answer.found) });
        }
        for (const answer of answers) sayFound(answer);
      }),
    );
  feeds
    .command('revive')
    .description('poll a retired feed again')
    .argument('<feed>', 'its address or id')
    .option('--json', 'print it as JSON')
    .action((feed: string, options: Json) =>
      use(async ({ call }) => {
        const answer = await call('POST', `/v1/feeds/${encodeURIComponent(feed)}/revive`, {});
        if (options.json === true) return sayJson(answer);
        const done = answer.revived ? 'Polling' : 'It was not retired; polling';
        say(`${done} ${plain(answer.feed.url)} ${answer.revived ? 'again.' : 'goes on.'}`);
      }),
    );
  feeds
    .command('remove')
    .description('stop watching a feed; the articles it brought are kept')
    .argument('<feed>', 'its address or id')
    .action((feed: string) =>
      use(async ({ call }) => {
        const { removed } = await call('DELETE', `/v1/feeds?of=${encodeURIComponent(feed)}`);
        say(`No longer watching ${plain(removed.url)}.`);
      }),
    );
}

function addLooking(feeds: Command): void {
  feeds
    .command('list')
    .description('how all feeds are, those that want attention first')
    .option('--json', 'print them as JSON')
    .action((options: Json) =>
      use(async ({ call }) => {
        const answer = await call('GET', '/v1/feeds');
        if (options.json === true) return sayJson(answer);
        sayFeeds(answer.feeds, Date.now());
      }),
    );
  feeds
    .command('show')
    .description('one feed: how it is, why, its history and newest entries')
    .argument('<feed>', 'its address or id')
    .option('--json', 'print it as JSON')
    .action((feed: string, options: Json) =>
      use(async ({ call }) => {
        const answer = (await call('GET', `/v1/feeds/${encodeURIComponent(feed)}`)) as ShownFeed;
        if (options.json === true) return sayJson(answer);
        sayFeed(answer, Date.now());
      }),
    );
}

function addLists(feeds: Command): void {
  feeds
    .command('import')
    .description('watch all feeds of an OPML list; its folders become tags')
    .argument('<list>', 'a file, an address, or - for standard input')
    .option('--json', 'print the counts as JSON')
    .action((list: string, options: Json) =>
      use(async ({ call }) => {
        const body = /^https?:\/\//i.test(list) ? { url: list } : { opml: readList(list) };
        const answer = await call('POST', '/v1/feeds/import', body);
        if (options.json === true) return sayJson(answer);
        say(
          `${counted(answer.added, 'feed')} added, ${answer.known} watched already${answer.revived > 0 ? `, ${answer.revived} revived` : ''}.`,
        );
        for (const wrong of answer.wrong)
          say(`Left out, as it is no http or https address: "${plain(wrong)}".`);
      }),
    );
  feeds
    .command('export')
    .description('print the feeds as an OPML list')
    .argument('[file]', 'where to write it; - is standard output', '-')
    .action((file: string) =>
      use(async ({ call }) => {
        const { opml, feeds: many } = await call('GET', '/v1/feeds/export');
        if (file === '-') return say(opml.trimEnd());
        writeList(file, opml);
        say(`${counted(many, 'feed')} written to ${file}.`);
      }),
    );
}

function readList(file: string): string {
  try {
    return new TextDecoder().decode(readFileSync(file === '-' ? 0 : file));
  } catch (error) {
    throw new UsageError(`The list ${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
}

function writeList(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new UsageError(`The list cannot be written to ${file} (${(error as NodeJS.ErrnoException).code}).`);
  }
}
