import type { ReadAgain, ReprocessObject, StoryChanges } from '@hearsay/api';
import { readSettings } from '@hearsay/runtime/settings';
import { UsageError } from '@hearsay/runtime/stop';
import type { Command } from 'commander';
import { type Access, withAccess } from '../access.js';
import { sentenceLines, titleLines } from '../diff.js';
import { bold, counted, dim, plain, red, say, sayJson, when, wrap } from '../print.js';
import { workOff } from '../work-off.js';

type Options = {
  since: string;
  until?: string;
  stage: string;
  outlet?: string;
  apply?: boolean;
  json?: boolean;
  full?: boolean;
};

/** Sentences of an article, and claims or lines of a story, that are spelled out; the rest are counted unless `--full`. */
const mostShown = 6;

const unitMs: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `hearsay reprocess`: the stages of today over pages of yesterday, shown before it is kept. */
export function addReprocessCommand(program: Command): void {
  program
    .command('reprocess')
    .description('read kept pages again with the stages of this version, and show what would change')
    .requiredOption('--since <time>', 'articles read since then: 7d, 2026-03-04 or 2026-03-04T10:00:00Z')
    .option('--until <time>', 'and before then')
    .option('--stage <stage>', 'the first stage to run: clean, extract or match', 'clean')
    .option('--outlet <domain>', 'only articles of this outlet')
    .option('--apply', 'keep it: nothing is changed without this')
    .option('--full', 'every sentence, claim and line that changes')
    .option('--json', 'print it as JSON')
    .addHelpText(
      'after',
      `
What is read otherwise is kept as a revision of ours, beside what was read before. It is no edit by the outlet: nothing
is told as withdrawn or corrected by it. Claims that are found anew are told as found now.`,
    )
    .action((options: Options) =>
      withAccess(readSettings(process.env), async (access) => {
        const found = await askAll(options, access);
        if (options.apply === true && found.jobs > 0) await workOff(access);
        if (options.json === true) sayJson(found);
        else sayFound(found, options, access);
      }),
    );
}

/** Asks part by part, so that no request takes long, and adds up. */
async function askAll(options: Options, { call }: Access): Promise<ReprocessObject> {
  const asked = {
    since: timeOf(options.since, '--since'),
    ...(options.until === undefined ? {} : { until: timeOf(options.until, '--until') }),
    ...(options.outlet === undefined ? {} : { outlet: options.outlet }),
    stage: options.stage,
    apply: options.apply === true,
  };
  const all: ReprocessObject = (await call('POST', '/v1/reprocess', asked)) as ReprocessObject;
  while (all.next !== null) {
    const part = (await call('POST', '/v1/reprocess', { ...asked, after: all.next })) as ReprocessObject;
    all.articles.push(...part.articles);
    all.stories.push(...part.stories);
    for (const count of ['looked', 'stayed', 'jobs'] as const) all[count] += part[count];
    all.next = part.next;
  }
  return all;
}

/** A time as given: a distance back from now, a day, or a moment. */
function timeOf(given: string, option: string): string {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)([mhd])$/.exec(given.trim()) ?? [];
  if (amount !== undefined)
    return new Date(Date.now() - Number(amount) * (unitMs[unit as string] as number)).toISOString();
  const time = new Date(given);
  if (!/^\d{4}-\d{2}-\d{2}/.test(given) || Number.isNaN(time.getTime()))
    throw new UsageError(
      `${option} must be a time such as 7d, 2026-03-04 or 2026-03-04T10:00:00Z, not "${given}".`,
    );
  return time.toISOString();
}

function sayFound(found: ReprocessObject, options: Options, { daemon }: Access): void {
  const full = options.full === true;
  for (const article of found.articles)
    if (article.outcome === 'changes') say(...articleLines(article, full), '');
  for (const story of found.stories) say(...storyLines(story, full), '');
  say(...summary(found));
  if (found.applied) say(appliedLine(found, daemon));
  else if (found.articles.some(({ outcome }) => outcome === 'changes') || found.stories.length > 0)
    say('Nothing was changed. The same command with --apply keeps it.');
  else say('Nothing would change.');
}

function appliedLine({ jobs }: ReprocessObject, daemon: boolean): string {
  if (jobs === 0) return 'Nothing was changed.';
  return daemon
    ? `Kept; the daemon is working on what follows (${counted(jobs, 'job')}).`
    : `Kept, with what follows from it (${counted(jobs, 'job')}).`;
}

function articleLines({ title, url, outletName, changes }: ReadAgain, full: boolean): string[] {
  if (changes === null) return [];
  const { byline, published, sentences } = changes;
  const names = (list: string[]) => plain(list.join(', ')) || 'nobody';
  const shown = full ? sentences : sentences.slice(0, mostShown);
  return [
    bold(plain(title ?? 'Untitled')) + dim(`  ${plain(outletName)}`),
    dim(`  ${plain(url)}`),
    ...titleLines(changes.title),
    ...(byline === null ? [] : wrap(`${names(byline.before)} → ${names(byline.after)}`, '  byline: ')),
    ...(published === null ? [] : [`  published: ${when(published.before)} → ${when(published.after)}`]),
    ...shown.flatMap(sentenceLines),
    ...restLine(sentences.length - shown.length, 'more sentence'),
  ];
}

function storyLines({ story, title, claims, events }: StoryChanges, full: boolean): string[] {
  const part = <T>(list: T[], line: (each: T) => string[], thing: string): string[] => {
    const shown = full ? list : list.slice(0, mostShown);
    return [...shown.flatMap(line), ...restLine(list.length - shown.length, thing)];
  };
  return [
    bold(`Story: ${plain(title ?? 'Untitled story')}`) + dim(`  ${story}`),
    ...part(claims.added, ({ text }) => wrap(plain(text), '  + claim: '), 'more new claim'),
    ...part(claims.gone, ({ text }) => wrap(plain(text), '  - claim: ').map(red), 'more claim that would go'),
    ...part(
      claims.changed,
      ({ text, before, after }) => wrap(`${plain(text)} (${countsLine(before, after)})`, '  ~ claim: '),
      'more claim with other counts',
    ),
    ...part(events, ({ text }) => wrap(plain(text), '  log: '), 'more line of the log'),
  ];
}

type Counts = StoryChanges['claims']['changed'][number]['before'];

function countsLine(before: Counts, after: Counts): string {
  const names: [keyof Counts, string][] = [
    ['outlets', 'outlets'],
    ['independent', 'independent origins'],
    ['disputingOutlets', 'disputing outlets'],
    ['disputers', 'disputers'],
  ];
  return names
    .filter(([key]) => before[key] !== after[key])
    .map(([key, name]) => `${name} ${before[key]} → ${after[key]}`)
    .join(', ');
}

function restLine(count: number, thing: string): string[] {
  return count > 0 ? [dim(`  and ${counted(count, thing)}`)] : [];
}

/** What it comes to, in the order a person decides by. */
function summary({ looked, stayed, articles, stories, stage }: ReprocessObject): string[] {
  const changed = articles.flatMap(({ changes }) => (changes === null ? [] : [changes]));
  const sentences = changed.flatMap((each) => each.sentences);
  const of = (kind: string) => sentences.filter((each) => each.kind === kind).length;
  const skipped = new Map<string, number>();
  for (const { why } of articles) if (why !== null) skipped.set(why, (skipped.get(why) ?? 0) + 1);
  const total = (pick: (story: StoryChanges) => unknown[]) =>
    stories.reduce((sum, each) => sum + pick(each).length, 0);
  const text =
    stage === 'clean'
      ? `${counted(looked, 'article')} read again: ${changed.length} differ, ${stayed} stay as they are.`
      : `${counted(looked, 'article')} looked at again, their texts as they are.`;
  return [
    text,
    ...(changed.length === 0
      ? []
      : [
          `  sentences: ${of('added')} come, ${of('removed')} go, ${of('changed')} change; headlines ${changed.filter((each) => each.title !== null).length}, bylines ${changed.filter((each) => each.byline !== null).length}, dates ${changed.filter((each) => each.published !== null).length}`,
        ]),
    ...[...skipped].map(([why, count]) => `  skipped: ${counted(count, 'article')}: ${why}`),
    `  claims: ${total((each) => each.claims.added)} come, ${total((each) => each.claims.gone)} go, ${total((each) => each.claims.changed)} are counted otherwise; ${total((each) => each.events)} lines come to the log`,
  ];
}
