import type { AuditObject, TokenObject } from '@hearsay/api';
import { readSettings } from '@hearsay/runtime/settings';
import { UsageError } from '@hearsay/runtime/stop';
import type { Command } from 'commander';
import { type Access, withAccess } from '../access.js';
import { columns, cut, green, plain, red, say, sayJson, when } from '../print.js';

type Json = { json?: boolean };

const use = (run: (access: Access) => Promise<void>) => withAccess(readSettings(process.env), run);

/** `hearsay tokens …` and `hearsay audit`: who may do what, and who did. */
export function addTokenCommands(program: Command): void {
  const group = program.command('tokens').description('who may use the API and the desk');
  addMaking(group);
  addLooking(group);
  addAudit(program);
}

function addMaking(group: Command): void {
  group
    .command('add')
    .description('make a token; it is shown once')
    .argument('<name>', 'what the audit log calls who has it')
    .option(
      '--scope <scope>',
      'read, write (change things too) or admin (tokens and the audit log too)',
      'read',
    )
    .option('--expires <when>', 'a time such as 2031-05-01T08:00:00Z, or from now: 12h, 30d')
    .option('--json', 'print it as JSON')
    .action((name: string, options: Json & { scope: string; expires?: string }) =>
      use(async ({ call }) => {
        const expiresAt = options.expires === undefined ? null : expiryOf(options.expires, Date.now());
        const answer = await call('POST', '/v1/tokens', { name, scope: options.scope, expiresAt });
        if (options.json === true) return sayJson(answer);
        say(answer.secret);
        say(
          `This token of scope ${answer.token.scope} is shown once. Send it as "Authorization: Bearer …", give it to commands as HEARSAY_TOKEN, or sign in with it at /sign-in.`,
        );
      }),
    );
  group
    .command('revoke')
    .description('end a token, and every session that was opened with it')
    .argument('<token>', 'its name or id')
    .option('--json', 'print it as JSON')
    .action((token: string, options: Json) =>
      use(async ({ call }) => {
        const answer = await call('DELETE', `/v1/tokens/${encodeURIComponent(token)}`);
        if (options.json === true) return sayJson(answer);
        say(`Revoked "${plain(answer.name)}".`);
        if (answer.open) say('No token is left: on this machine nothing is asked any more.');
      }),
    );
}

function addLooking(group: Command): void {
  group
    .command('list')
    .description('the newest first; the tokens themselves are kept nowhere')
    .option('--json', 'print them as JSON')
    .action((options: Json) =>
      use(async ({ call }) => {
        const answer = await call('GET', '/v1/tokens');
        if (options.json === true) return sayJson(answer);
        sayTokens(answer.tokens);
      }),
    );
}

function addAudit(program: Command): void {
  program
    .command('audit')
    .description('who changed what, the latest first')
    .option('--who <name>', 'of this token alone; loopback is who was asked for none')
    .option('--limit <n>', 'how many', '50')
    .option('--before <seq>', 'those before this number')
    .option('--json', 'print it as JSON')
    .action((options: Json & { who?: string; limit: string; before?: string }) =>
      use(async ({ call }) => {
        const query = new URLSearchParams({ limit: options.limit });
        if (options.who !== undefined) query.set('who', options.who);
        if (options.before !== undefined) query.set('cursor', options.before);
        const answer = await call('GET', `/v1/audit?${query}`);
        if (options.json === true) return sayJson(answer);
        sayAudit(answer.changes);
      }),
    );
}

const spans: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

function expiryOf(text: string, now: number): string {
  const [, amount, unit] = /^(\d{1,6})([mhd])$/.exec(text) ?? [];
  const at =
    amount === undefined ? Date.parse(text) : now + Number(amount) * (spans[unit as string] as number);
  if (Number.isNaN(at)) throw new UsageError(`"${text}" is no time: write 2031-05-01T08:00:00Z, 12h or 30d.`);
  return new Date(at).toISOString();
}

function sayTokens(tokens: TokenObject[]): void {
  if (tokens.length === 0) {
    say('No tokens: on this machine nothing is asked; other addresses need one.');
    return;
  }
  say(
    ...columns([
      ['NAME', 'SCOPE', 'STATE', 'MADE', 'EXPIRES', 'LAST USED', 'ID'],
      ...tokens.map((each) => [
        cut(plain(each.name), 40),
        each.scope,
        each.state === 'active' ? green('active') : red(each.state),
        when(each.createdAt),
        each.expiresAt === null ? 'never' : when(each.expiresAt),
        each.lastUsedAt === null ? 'never' : when(each.lastUsedAt),
        each.id,
      ]),
    ]),
  );
}

function sayAudit(changes: AuditObject[]): void {
  if (changes.length === 0) {
    say('Nothing was changed yet.');
    return;
  }
  say(
    ...columns([
      ['SEQ', 'TIME', 'WHO', 'VIA', 'FROM', 'DID', 'SUBJECT'],
      ...changes.map((each) => [
        String(each.seq),
        when(each.at),
        cut(plain(each.who), 30),
        each.via,
        each.address ?? '',
        `${each.does}${each.status === null ? ' (no answer)' : each.status >= 500 ? ' (failed)' : ''}`,
        cut(plain(each.subject ?? ''), 60),
      ]),
    ]),
  );
}
