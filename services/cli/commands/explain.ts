import { userInfo } from 'node:os';
import type { DecisionObject, WhyArticleAnswer, WhyPair } from '@hearsay/api';
import { readSettings, UsageError } from '@hearsay/runtime';
import type { Command } from 'commander';
import { type Access, withAccess } from '../access.js';
import { columns, counted, cut, dim, plain, say, sayJson, when } from '../print.js';
import { sayArticle, sayPair } from '../why.js';

interface Options {
  json?: boolean;
  from?: string;
  by?: string;
  why?: string;
  limit?: string;
}

/** Commands that explain where articles are, and put them elsewhere. */
export function addExplainCommands(program: Command): void {
  program
    .command('why')
    .description('why two articles are (or are not) one text and one story; of one: why it is where it is')
    .argument('<article>', 'its id or address')
    .argument('[other]', 'the id or address of another one')
    .option('--json', 'print it as JSON')
    .action((a: string, b: string | undefined, options: Options) =>
      ask((access) => why(access, a, b, options)),
    );
  deciding(
    program
      .command('split')
      .description('take articles out of their family (they are no copies) or out of their story')
      .argument('<article...>', 'ids or addresses')
      .option('--from <what>', 'family or story; unsaid: the family, where there is more of it'),
    (articles, options) => ({ verdict: 'apart', articles, from: partOf(options.from) }),
  );
  deciding(
    program
      .command('merge')
      .description('join stories (and articles with them); articles alone become one family')
      .argument('<id...>', 'ids of stories, ids or addresses of articles'),
    (ids) => ({
      verdict: 'together',
      stories: ids.filter((id) => id.startsWith('s_')),
      articles: ids.filter((id) => !id.startsWith('s_')),
    }),
  );
  addDecisions(program.command('decisions').description('what people decided on families and stories'));
}

function addDecisions(decisions: Command): void {
  decisions
    .command('list')
    .description('the latest first')
    .option('--limit <n>', 'how many', '30')
    .option('--json', 'print them as JSON')
    .action((options: Options) => ask((access) => list(access, options)));
  told(
    decisions.command('undo').description('take one back').argument('<decision>', 'its id as listed'),
  ).action((id: string, options: Options) =>
    ask(async (access) => {
      const done = await access.call('POST', `/v1/decisions/${encodeURIComponent(id)}/undo`, {
        by: options.by ?? whoAmI(),
        why: options.why,
      });
      sayDone(done, access, options, `Took ${id} back.`);
    }),
  );
}

function ask(use: (access: Access) => Promise<void>): Promise<void> {
  return withAccess(readSettings(process.env), use);
}

/** The options of everything a person decides. */
function told(command: Command): Command {
  return command
    .option('--why <reason>', 'the reason, kept and told')
    .option('--by <name>', 'who decides (the user of this terminal)')
    .option('--json', 'print what came of it as JSON');
}

function deciding(command: Command, request: (ids: string[], options: Options) => object): void {
  told(command).action((ids: string[], options: Options) =>
    ask(async (access) => {
      const body = { ...request(ids, options), by: options.by ?? whoAmI(), why: options.why };
      const done = await access.call('POST', '/v1/decisions', body);
      sayDone(done, access, options, '');
    }),
  );
}

function partOf(from: string | undefined): 'family' | 'story' | null {
  if (from === undefined || from === 'family' || from === 'story') return from ?? null;
  throw new UsageError(`--from takes family or story, not "${from}".`);
}

function whoAmI(): string {
  try {
    return userInfo().username;
  } catch {
    return 'someone at a terminal';
  }
}

async function why({ call }: Access, a: string, b: string | undefined, options: Options): Promise<void> {
  const query = b === undefined ? '' : `&b=${encodeURIComponent(b)}`;
  const answer = await call('GET', `/v1/why?a=${encodeURIComponent(a)}${query}`);
  if (options.json) return sayJson(answer);
  if (b === undefined) sayArticle(answer as WhyArticleAnswer);
  else sayPair(answer as WhyPair);
}

interface Done {
  decision: DecisionObject;
  moved: { article: string; from: string; to: string }[];
  stories: string[];
}

function sayDone(done: Done, { daemon }: Access, options: Options, first: string): void {
  if (options.json) {
    sayJson(done);
    return;
  }
  const { id, about, verdict, subjects, others } = done.decision;
  const what = about === 'family' ? 'one text' : 'one story';
  const said =
    verdict === 'apart'
      ? `${counted(subjects.length, 'article')} and ${counted(others.length, 'other')} are kept from being ${what}.`
      : `${counted(subjects.length, 'article')} are kept ${what}.`;
  const moved =
    done.moved.length === 0 ? [] : [`${counted(done.moved.length, 'article')} went to another story.`];
  say(
    [...(first === '' ? [`${said}`] : [first]), ...moved].join(' '),
    `Now: ${done.stories.map((story) => `hearsay story ${story}`).join('  ')}`,
    ...(first === '' ? [dim(`To take it back: hearsay decisions undo ${id}`)] : []),
    ...(daemon ? [] : [dim('Claims, counts and retractions follow when Hearsay runs: hearsay start')]),
  );
}

async function list({ call }: Access, options: Options): Promise<void> {
  const answer = await call('GET', `/v1/decisions?limit=${encodeURIComponent(options.limit ?? '30')}`);
  if (options.json) return sayJson(answer);
  const rows = (answer.decisions as DecisionObject[]).map((each) => [
    when(each.at),
    each.id,
    plain(each.by),
    `${each.verdict === 'apart' ? 'not one' : 'one'} ${each.about === 'family' ? 'text' : 'story'}`,
    String(each.subjects.length),
    cut(plain(each.why ?? ''), 40),
    each.undoneAt === null ? '' : `undone by ${plain(each.undoneBy ?? '')}`,
  ]);
  if (rows.length === 0) return say('Nobody has decided anything yet.');
  say(...columns([['AT', 'ID', 'BY', 'DECIDED', 'ARTICLES', 'WHY', ''], ...rows]));
}
