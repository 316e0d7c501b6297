import { writeFileSync } from 'node:fs';
import type { ClaimObject, EventObject, ExportObject } from '@hearsay/api';
import { readSettings, type SettingName, shown, table } from '@hearsay/runtime/settings';
import type { Command } from 'commander';
import { type Access, withAccess } from '../access.js';
import { grid } from '../grid.js';
import { bold, columns, counted, dim, plain, red, say, sayJson, when } from '../print.js';
import { sayStory } from '../record.js';

type Options = { json?: boolean; limit?: string; after?: string };

/** Commands that read the record. */
export function addReadCommands(program: Command): void {
  read(
    program
      .command('stories')
      .description('stories, the latest moved first')
      .option('--limit <n>', 'how many', '30'),
    stories,
  );
  read(
    program
      .command('story')
      .description('a story: its articles, and claims by outlet')
      .argument('<story>', 'its id'),
    story,
  );
  read(
    program
      .command('claims')
      .description('the claims of a story, with who says what')
      .argument('<story>', 'its id'),
    claims,
  );
  read(
    program
      .command('events')
      .description('the event log, oldest first')
      .option('--after <seq>', 'only lines after this one', '0')
      .option('--limit <n>', 'how many', '100'),
    events,
  );
  read(
    program.command('alerts').description('alerts, newest first').option('--limit <n>', 'how many', '30'),
    alerts,
  );
  read(
    program
      .command('trail')
      .description('where an article went, and why')
      .argument('<article>', 'its address or id'),
    trail,
  );
  read(
    program.command('pipeline').description('the stages, their queues and what became of their jobs'),
    pipeline,
  );
  program
    .command('export')
    .description('all stories, articles, claims and events as one JSON object')
    .option('--json', 'the same: an export is always JSON')
    .option('--out <file>', 'write it to a file')
    .action((options: { out?: string }) =>
      withAccess(readSettings(process.env), async ({ call }) => {
        const record = (await call('GET', '/v1/export')) as ExportObject;
        if (options.out === undefined) sayJson(record);
        else writeFileSync(options.out, `${JSON.stringify(record, null, 2)}\n`);
      }),
    );
  program
    .command('config')
    .description('every setting, its value (secrets struck out) and what it is for')
    .option('--json', 'print them as JSON')
    .action((options: Options) => sayConfig(options.json === true));
}

type Print = (access: Access, options: Options, argument: string) => Promise<void>;

/** A command that asks the API and prints the answer, as JSON where that is asked for. */
function read(command: Command, print: Print): void {
  command.option('--json', 'print it as JSON').action((...args: unknown[]) => {
    const [options, argument] = typeof args[0] === 'string' ? [args[1], args[0]] : [args[0], ''];
    return withAccess(readSettings(process.env), (access) => print(access, options as Options, argument));
  });
}

const stories: Print = async ({ call }, options) => {
  const answer = await call('GET', `/v1/stories?limit=${encodeURIComponent(options.limit ?? '30')}`);
  if (options.json) return sayJson(answer);
  if (answer.stories.length === 0) return say('No stories yet.');
  say(
    ...columns([
      ['MOVED', 'OUTLETS', 'ARTICLES', 'ID', 'STORY'],
      ...answer.stories.map(
        (each: {
          updatedAt: string;
          outlets: number;
          articles: number;
          id: string;
          title: string | null;
        }) => [
          when(each.updatedAt),
          String(each.outlets),
          String(each.articles),
          each.id,
          plain(each.title ?? 'Untitled'),
        ],
      ),
    ]),
  );
};

const story: Print = async ({ call }, options, id) => {
  const answer = await call('GET', `/v1/stories/${encodeURIComponent(id)}`);
  if (options.json) return sayJson(answer);
  sayStory(answer.story, answer.articles, answer.claims);
};

const claims: Print = async ({ call }, options, id) => {
  const answer = await call('GET', `/v1/stories/${encodeURIComponent(id)}`);
  if (options.json) return sayJson({ claims: answer.claims });
  say(...grid(answer.claims, answer.articles), '');
  for (const claim of answer.claims as ClaimObject[]) sayClaim(claim);
};

function sayClaim(claim: ClaimObject): void {
  const { outlets, independent, disputers } = claim.counts;
  const origins = claim.origins.map((origin) => origin.name).join(', ');
  say(bold(plain(claim.text)) + dim(`  ${claim.id}`));
  say(
    `  ${counted(outlets, 'outlet')}, ${counted(independent, 'independent origin')}${origins ? ` (${plain(origins)})` : ''}` +
      (disputers > 0 ? red(`, disputed by ${disputers}`) : ''),
  );
  for (const mention of claim.mentions) {
    const change = mention.change === null ? '' : ` (${mention.change})`;
    const speaker = mention.speaker === null ? '' : ` — ${mention.speaker}`;
    const mark =
      mention.decision !== undefined
        ? ', decided by a person'
        : mention.confidence < 0.5
          ? ', suggested'
          : '';
    say(
      `  ${dim(mention.id)} ${mention.relation}${change}${mention.hedged ? ', hedged' : ''}${mark}: ${dim(mention.outlet)} “${plain(mention.sentence)}”${plain(speaker)}`,
    );
  }
  say('');
}

const events: Print = async ({ call }, options) => {
  const query = `after=${encodeURIComponent(options.after ?? '0')}&limit=${encodeURIComponent(options.limit ?? '100')}`;
  const answer = await call('GET', `/v1/events?${query}`);
  if (options.json) return sayJson(answer);
  say(...(answer.events as EventObject[]).map(eventLine));
};

/** One line of the log for a terminal. */
export function eventLine(event: EventObject): string {
  return `${dim(String(event.seq).padStart(5))}  ${when(event.at)}  ${plain(event.text)}`;
}

const alerts: Print = async ({ call }, options) => {
  const answer = await call('GET', `/v1/alerts?limit=${encodeURIComponent(options.limit ?? '30')}`);
  if (options.json) return sayJson(answer);
  for (const alert of answer.alerts) {
    say(
      `${when(alert.createdAt)}  ${plain(alert.body.headline)}  ${dim(`${alert.subscription}, ${alert.state}`)}`,
    );
  }
};

const trail: Print = async ({ call }, options, of) => {
  const answer = await call('GET', `/v1/trail?of=${encodeURIComponent(of)}`);
  if (options.json) return sayJson(answer);
  if (answer.outcomes.length === 0) return say(`Nothing is known of ${plain(of)}.`);
  say(
    ...columns(
      answer.outcomes.map(
        (row: {
          at: string;
          stage: string;
          outcome: string;
          reason: string | null;
          milliseconds: number;
        }) => [
          when(row.at),
          row.stage,
          row.outcome === 'failed' ? red(row.outcome) : row.outcome,
          `${Math.round(row.milliseconds)} ms`,
          plain(row.reason ?? ''),
        ],
      ),
    ),
  );
};

const pipeline: Print = async ({ call }, options) => {
  const answer = await call('GET', '/v1/pipeline');
  if (options.json) return sayJson(answer);
  say(
    ...columns([
      ['STAGE', 'WAITING', 'ACTIVE', 'DELAYED', 'FAILED', 'NEXT', 'DOES'],
      ...answer.stages.map(
        (stage: { name: string; queue: Record<string, number>; next: string[]; does: string }) => [
          stage.name,
          ...['waiting', 'active', 'delayed', 'failed'].map((state) => String(stage.queue[state] ?? 0)),
          stage.next.join(', ') || '—',
          stage.does,
        ],
      ),
    ]),
  );
};

function sayConfig(json: boolean): void {
  const settings = readSettings(process.env);
  const rows = (Object.keys(table) as SettingName[]).map((name) => ({
    name,
    value: shown(name, settings[name]) || null,
    default: table[name].default,
    about: table[name].about,
  }));
  if (json) sayJson({ settings: rows });
  else say(...columns(rows.map((row) => [row.name, row.value ?? dim('unset'), dim(row.about)])));
}
