import type { DoubtfulObject } from '@hearsay/api';
import { readSettings } from '@hearsay/runtime/settings';
import { UsageError } from '@hearsay/runtime/stop';
import type { Command } from 'commander';
import { type Access, withAccess } from '../access.js';
import { type DecideOptions, decided, sayForeseen, sayJudged, whoAmI } from '../deciding.js';
import { dim, plain, say, sayJson } from '../print.js';

interface Options extends DecideOptions {
  as?: string;
  limit?: string;
}

/** Commands by which a person says what a mention is. */
export function addJudgeCommands(program: Command): void {
  const confirm = program
    .command('confirm')
    .description('a mention is one of its claim, and does to it what was found or what --as says')
    .argument('<mention>', 'its id')
    .option('--as <relation>', 'repeats, varies or disputes');
  judging(confirm, (mention, { as }) => ({ verdict: 'confirmed', mention, relation: relationOf(as) }));
  const reject = program
    .command('reject')
    .description('a mention is none of its claim: it becomes a claim of its own')
    .argument('<mention>', 'its id');
  judging(reject, (mention) => ({ verdict: 'rejected', mention }));
  program
    .command('review')
    .description('mentions that a person had better look at, the least sure first')
    .option('--limit <n>', 'how many', '30')
    .option('--json', 'print them as JSON')
    .action((options: Options) => withAccess(readSettings(process.env), (access) => review(access, options)));
}

function judging(command: Command, request: (mention: string, options: Options) => object): void {
  decided(command).action((mention: string, options: Options) =>
    withAccess(readSettings(process.env), async (access) => {
      const body = { ...request(mention, options), by: options.by ?? whoAmI(), why: options.why };
      if (options.preview === true) return sayForeseen(access, '/v1/decisions/preview', body, options);
      sayJudged(await access.call('POST', '/v1/decisions', body), options, access);
    }),
  );
}

function relationOf(as: string | undefined): string | null {
  if (as === undefined || ['repeats', 'varies', 'disputes'].includes(as)) return as ?? null;
  throw new UsageError(`--as takes repeats, varies or disputes, not "${as}".`);
}

async function review({ call }: Access, options: Options): Promise<void> {
  const answer = await call('GET', `/v1/review?limit=${encodeURIComponent(options.limit ?? '30')}`);
  if (options.json) return sayJson(answer);
  const mentions = answer.mentions as DoubtfulObject[];
  if (mentions.length === 0) return say('Nothing is in doubt.');
  for (const { mention, claim, outletName } of mentions)
    say(
      `${mention.id}  ${mention.relation}  ${dim(mention.confidence.toFixed(2))}  ${plain(outletName)}`,
      `  “${plain(mention.sentence)}”`,
      `  of: ${plain(claim.text)}  ${dim(claim.id)}`,
    );
  say(
    '',
    dim(
      'hearsay confirm MENTION [--as disputes], hearsay reject MENTION; --preview says what that would change.',
    ),
  );
}
