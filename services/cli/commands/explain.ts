import type { DecisionObject, WhyArticleAnswer, WhyPair } from '@hearsay/api';
import { readSettings } from '@hearsay/runtime/settings';
import { UsageError } from '@hearsay/runtime/stop';
import type { Command } from 'commander';
import { type Access, withAccess } from '../access.js';
import { type DecideOptions, decided, sayForeseen, sayJudged, whoAmI } from '../deciding.js';
import { columns, counted, cut, dim, plain, say, sayJson, when } from '../print.js';
import { sayArticle, sayPair } from '../why.js';

interface Options extends DecideOptions {
  from?: string;
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
      .description(
        'take articles out of their family (they are no copies) or out of their story; mentions, out of their claim',
      )
      .argument('<id...>', 'ids or addresses of articles, or ids of mentions')
      .option('--from <what>', 'family or story; unsaid: the family, where there is more of it'),
    (ids, options) =>
      ids.every((id) => id.startsWith('m_'))
        ? { verdict: 'apart', mentions: ids }
        : { verdict: 'apart', articles: ids, from: partOf(options.from) },
  );
  deciding(
    program
      .command('merge')
      .description('join stories (and articles with them), or claims; articles alone become one family')
      .argument('<id...>', 'ids of stories, ids or addresses of articles, or ids of claims'),
    (ids) =>
      ids.every((id) => id.startsWith('c_'))
        ? { verdict: 'together', claims: ids }
        : {
            verdict: 'together',
            stories: ids.filter((id) => id.startsWith('s_')),
            articles: ids.filter((id) => !id.startsWith('s_')),
          },
  );
  addDecisions(
    program.command('decisions').description('what people decided on mentions, claims, families and stories'),
  );
}

function addDecisions(decisions: Command): void {
  decisions
    .command('list')
    .description('the latest first')
    .option('--limit <n>', 'how many', '30')
    .option('--json', 'print them as JSON')
    .action((options: Options) => ask((access) => list(access, options)));
  decided(
    decisions.command('undo').description('take one back').argument('<decision>', 'its id as listed'),
  ).action((id: string, options: Options) =>
    ask(async (access) => {
      const path = `/v1/decisions/${encodeURIComponent(id)}/undo`;
      if (options.preview === true) return sayForeseen(access, `${path}/preview`, {}, options);
      const done = await access.call('POST', path, { by: options.by ?? whoAmI(), why: options.why });
      sayDone(done, access, options, `Took ${id} back.`);
    }),
  );
}

function ask(use: (access: Access) => Promise<void>): Promise<void> {
  return withAccess(readSettings(process.env), use);
}

function deciding(command: Command, request: (ids: string[], options: Options) => object): void {
  decided(command).action((ids: string[], options: Options) =>
    ask(async (access) => {
      const body = { ...request(ids, options), by: options.by ?? whoAmI(), why: options.why };
      if (options.preview === true) return sayForeseen(access, '/v1/decisions/preview', body, options);
      const done = await access.call('POST', '/v1/decisions', body);
      if (done.decision.about === 'mention') return sayJudged(done, options, access);
      sayDone(done, access, options, '');
    }),
  );
}

function partOf(from: string | undefined): 'family' | 'story' | null {
  if (from === undefined || from === 'family' || from === 'story') return from ?? null;
  throw new UsageError(`--from takes family or story, not "${from}".`);
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
    ...(daemon ? [] : [dim('Retractions go out when Hearsay runs: hearsay start')]),
  );
}

/** What was decided, in two or three words. */
function whatWas({ about, verdict, relation }: DecisionObject): string {
  if (verdict === 'confirmed') return relation === null ? 'confirmed' : `it ${relation}`;
  if (verdict === 'rejected') return 'no mention';
  const thing = { family: 'text', story: 'story', mention: 'claim' }[about];
  return `${verdict === 'apart' ? 'not one' : 'one'} ${thing}`;
}

async function list({ call }: Access, options: Options): Promise<void> {
  const answer = await call('GET', `/v1/decisions?limit=${encodeURIComponent(options.limit ?? '30')}`);
  if (options.json) return sayJson(answer);
  const rows = (answer.decisions as DecisionObject[]).map((each) => [
    when(each.at),
    each.id,
    plain(each.by),
    whatWas(each),
    String(each.subjects.length),
    cut(plain(each.why ?? ''), 40),
    each.undoneAt === null ? '' : `undone by ${plain(each.undoneBy ?? '')}`,
  ]);
  if (rows.length === 0) return say('Nobody has decided anything yet.');
  say(...columns([['AT', 'ID', 'BY', 'DECIDED', 'NAMED', 'WHY', ''], ...rows]));
}
