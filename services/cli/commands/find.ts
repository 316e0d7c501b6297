import type { OutletDetail, OutletObject, SearchObject } from '@hearsay/api';
import { readSettings } from '@hearsay/runtime/settings';
import type { Command } from 'commander';
import { withAccess } from '../access.js';
import {
  bold,
  columns,
  columnsWide,
  counted,
  cut,
  dim,
  plain,
  red,
  say,
  sayJson,
  when,
  wrap,
} from '../print.js';

type Options = { json?: boolean; in?: string; limit?: string; cursor?: string };

/** `hearsay search` and `hearsay outlets`. */
export function addFindCommands(program: Command): void {
  program
    .command('search')
    .description('stories, claims, people, outlets and articles that have these words')
    .argument('<words...>', 'words; "exact words", or, -without')
    .option('--in <kind>', 'stories, claims, people, outlets or articles only')
    .option('--limit <n>', 'how many of each')
    .option('--cursor <place>', 'go on after this place (with --in)')
    .option('--json', 'print it as JSON')
    .action((words: string[], options: Options) =>
      withAccess(readSettings(process.env), async ({ call }) => {
        const { in: kind, limit, cursor } = options;
        const given = Object.entries({ q: words.join(' '), in: kind, limit, cursor });
        const query = new URLSearchParams(
          given.flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as [string, string]])),
        );
        const found = (await call('GET', `/v1/search?${query}`)) as SearchObject;
        if (options.json === true) return sayJson(found);
        sayFound(found, words.join(' '));
      }),
    );
  program
    .command('outlets')
    .description('who publishes: how often first, on its own word, disputed, corrected')
    .argument('[domain]', 'one outlet, by its domain')
    .option('--json', 'print it as JSON')
    .action((domain: string | undefined, options: Options) =>
      withAccess(readSettings(process.env), async ({ call }) => {
        const path = domain === undefined ? '/v1/outlets' : `/v1/outlets/${encodeURIComponent(domain)}`;
        const answer = await call('GET', path);
        if (options.json === true) return sayJson(answer);
        if (domain !== undefined) sayOutlet(answer);
        else if (answer.outlets.length === 0) say('No outlets yet.');
        else sayOutlets(answer.outlets);
      }),
    );
}

/** What was found, a line or two for each, the kinds in the order of the desk. */
function sayFound(found: SearchObject, words: string): void {
  const { stories, claims, people, outlets, articles } = found;
  const kinds: [string, { next: string | null } | undefined, string[]][] = [
    [
      'Stories',
      stories,
      (stories?.items ?? []).flatMap((each) =>
        item(each.title ?? 'Untitled', each.id, counted(each.outlets, 'outlet')),
      ),
    ],
    [
      'Claims',
      claims,
      (claims?.items ?? []).flatMap((each) => item(each.text, each.id, standing(each.counts))),
    ],
    [
      'People',
      people,
      (people?.items ?? []).flatMap(({ name, claims: many, said }) => [
        `  ${plain(name)}${dim(`  ${counted(many, 'claim')}`)}`,
        ...said.map(({ claim, text }) => `    ${cut(plain(text), columnsWide() - 26)}${dim(`  ${claim}`)}`),
      ]),
    ],
    [
      'Outlets',
      outlets,
      (outlets?.items ?? []).map(({ name, domain }) => `  ${plain(name)}${dim(`  ${plain(domain)}`)}`),
    ],
    [
      'Articles',
      articles,
      (articles?.items ?? []).flatMap(({ title, id, outletName, published, snippet }) => [
        ...item(title ?? 'Untitled', id, `${plain(outletName)}, ${when(published)}`),
        ...wrap(
          snippet
            .map(({ text, hit }) => (hit ? plain(text).split(' ').map(bold).join(' ') : plain(text)))
            .join('')
            .replace(/\s+/g, ' ')
            .trim(),
          '    ',
        ),
      ]),
    ],
  ];
  const some = kinds.filter(([, , lines]) => lines.length > 0);
  if (some.length === 0) say(`Nothing found for ${plain(words)}.`);
  for (const [name, results, lines] of some) {
    say(bold(name), ...lines);
    if (results?.next != null)
      say(dim(`  more: hearsay search --in ${name.toLowerCase()} --cursor ${results.next} ${plain(words)}`));
    say('');
  }
}

function item(text: string, id: string, more: string): string[] {
  return [
    `  ${cut(plain(text.replace(/\s+/g, ' ')), columnsWide() - 26)}${dim(`  ${id}`)}`,
    dim(`    ${more}`),
  ];
}

function standing({
  outlets,
  independent,
  disputingOutlets,
}: NonNullable<SearchObject['claims']>['items'][number]['counts']): string {
  const disputes = disputingOutlets === 0 ? '' : `, ${disputingOutlets} disputing`;
  return `${counted(outlets, 'outlet')}, ${counted(independent, 'independent origin')}${disputes}`;
}

function sayOutlets(outlets: OutletObject[]): void {
  say(
    ...columns([
      ['ARTICLES', 'OWN', 'FIRST', 'DISPUTED', 'DISPUTING', 'CORRECTED', 'WITHDRAWN', 'DOMAIN', 'OUTLET'],
      ...outlets.map((each) => [
        ...[
          each.articles,
          each.independent,
          each.first,
          each.disputed,
          each.disputing,
          each.corrected,
          each.withdrawn,
        ].map(String),
        plain(each.domain),
        `${plain(each.name)}${each.owner === null ? '' : dim(`  ${plain(each.owner)}`)}`,
      ]),
    ]),
  );
}

function sayOutlet({ outlet, feeds, articles }: OutletDetail): void {
  say(bold(plain(outlet.name)) + dim(`  ${plain(outlet.domain)}`));
  say(
    ...columns([
      ['  owner', outlet.owner === null ? 'not listed' : plain(outlet.owner)],
      [
        '  own reporting',
        `${outlet.independent} of ${counted(outlet.articles, 'article')}; ${outlet.citing} rely on others, ${outlet.copies} are copies`,
      ],
      ['  first', `${outlet.first} of ${counted(outlet.claims, 'claim')}, carried by others since`],
      ['  disputed', `${outlet.disputed} of its claims; it carries disputes of ${outlet.disputing}`],
      ['  changed', `${outlet.corrected} corrected, ${outlet.withdrawn} withdrawn`],
      ['  since', when(outlet.since)],
    ]),
  );
  for (const { url, health } of feeds) {
    const well = health.state === 'healthy';
    say(
      `  feed ${plain(url)}: ${well ? health.state : red(health.state)}${health.why === null ? '' : ` (${plain(health.why)})`}`,
    );
  }
  say(
    '',
    ...columns(
      articles.map(({ published, id, title, copyOf }) => [
        `  ${when(published)}`,
        id,
        `${plain(title ?? 'Untitled')}${copyOf === null ? '' : dim('  a copy')}`,
      ]),
    ),
  );
}
