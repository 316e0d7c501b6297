import { readSettings } from '@hearsay/runtime/settings';
import { UsageError } from '@hearsay/runtime/stop';
import { type Command, Option } from 'commander';
import { type Access, withAccess } from '../access.js';
import { columns, cut, dim, green, plain, red, say, sayJson, when } from '../print.js';

interface SubscriptionObject {
  id: string;
  name: string;
  channel: { kind: string; url?: string; to?: string };
  wants: { about: Record<string, string>[]; events: string[] | null } | null;
  pace: Record<string, unknown> | null;
  state: 'active' | 'stopped';
  stoppedWhy: string | null;
  failures: number;
  retryAt: string | null;
}

interface AlertObject {
  id: string;
  seq: string;
  createdAt: string;
  state: string;
  held: string | null;
  dueAt: string;
  body: { headline: string };
}

interface Wish {
  name?: string;
  slack?: string;
  email?: string;
  feed?: boolean;
  about?: string[];
  events?: string;
  minConfidence?: string;
  minIndependent?: string;
  crossing?: string;
  perHour?: string;
  digest?: string;
  digestAt?: string;
  quiet?: string;
  urgent?: boolean;
  zone?: string;
  days?: string;
  json?: boolean;
}

const run = (use: (access: Access) => Promise<void>) => withAccess(readSettings(process.env), use);

/** `hearsay subscriptions …`: who is told of what, where and when. */
export function addSubscriptionCommands(program: Command): void {
  const group = program.command('subscriptions').description('who is told of what, where and when');
  addMaking(group);
  addReading(group);
  addChanging(group);
}

/** The options that say what is wanted, and when. */
function withWants(command: Command): Command {
  return command
    .option(
      '--about <what>',
      'story:ID, claim:ID, outlet:DOMAIN, owner:NAME, person:NAME or words:QUERY (may be given again: any of them)',
      (value: string, before: string[] = []) => [...before, value],
    )
    .option(
      '--events <types>',
      'only these, parted by commas: covered, originated, repeated, varied, disputed, confirmed, withdrawn, corrected, turned',
    )
    .option('--min-confidence <0..1>', 'leave out what we are less sure of')
    .option('--min-independent <n>', 'only claims with so many independent origins; disputes are always told')
    .option('--crossing <n>', 'tell when a claim reaches so many independent origins')
    .option('--per-hour <n>', 'at most so many an hour; the rest is gathered into one')
    .addOption(new Option('--digest <how>', 'gather alerts').choices(['off', 'hourly', 'daily', 'copies']))
    .option('--digest-at <hh:mm>', 'when the daily one is sent (08:00)')
    .option('--quiet <hh:mm-hh:mm>', 'nothing between these times; it is gathered until their end')
    .option('--urgent', 'disputes are told in quiet hours too')
    .option('--zone <name>', 'time zone of these times, such as Europe/Berlin (UTC)');
}

function addMaking(group: Command): void {
  withWants(
    group
      .command('add')
      .description('tell somebody: a webhook address, --slack, --email or --feed')
      .argument('[url]', 'a webhook to post alerts to'),
  )
    .option('--slack <url>', 'an incoming webhook of Slack, Mattermost or their like')
    .option('--email <address>', 'an e-mail address (needs HEARSAY_SMTP_URL)')
    .option('--feed', 'nothing is sent: it is read as RSS, Atom or JSON Feed')
    .option('--name <name>', 'what to call it')
    .option('--json', 'print it as JSON')
    .action((url: string | undefined, wish: Wish) => run((access) => add(url, wish, access)));
  withWants(
    group
      .command('backtest')
      .description('what such a subscription would have been told, before it is switched on'),
  )
    .option('--days <n>', 'over so many days', '7')
    .option('--json', 'print it as JSON')
    .action((wish: Wish) => run((access) => backtest(wish, access)));
}

async function add(url: string | undefined, wish: Wish, { call }: Access): Promise<void> {
  const answer = await call('POST', '/v1/subscriptions', {
    ...(wish.name === undefined ? {} : { name: wish.name }),
    channel: channelOf(url, wish),
    wants: wantsOf(wish),
    pace: paceOf(wish),
  });
  if (wish.json) return sayJson(answer);
  const { subscription, added, secret } = answer;
  if (!added) return say(`There is such a subscription already: ${subscription.id}.`);
  say(`Alerts from now on go to ${placeOf(subscription)} (${subscription.id}).`);
  if (secret !== undefined) say(`They are signed with ${secret} (shown once; Standard Webhooks).`);
  say(`Try it: hearsay subscriptions test ${subscription.id}`);
}

function channelOf(url: string | undefined, { slack, email, feed }: Wish): object {
  const given = [
    url === undefined ? null : { kind: 'webhook', url },
    slack === undefined ? null : { kind: 'slack', url: slack },
    email === undefined ? null : { kind: 'email', to: email },
    feed === true ? { kind: 'feed' } : null,
  ].filter((each) => each !== null);
  const [channel, ...more] = given;
  if (channel === undefined)
    throw new UsageError('Say where to tell it: a webhook address, --slack, --email or --feed.');
  if (more.length > 0) throw new UsageError('One subscription has one channel: make another for the other.');
  return channel;
}

/** Null where nothing is said of what is wanted: everything, as told out of the box. */
function wantsOf(wish: Wish): object | null {
  const wants = {
    ...(wish.about === undefined ? {} : { about: wish.about.map(readAbout) }),
    ...(wish.events === undefined ? {} : { events: wish.events.split(',').map((each) => each.trim()) }),
    ...numbers({
      minConfidence: wish.minConfidence,
      minIndependent: wish.minIndependent,
      crossing: wish.crossing,
    }),
  };
  return Object.keys(wants).length === 0 ? null : wants;
}

const aboutKeys: Record<string, string> = {
  story: 'id',
  claim: 'id',
  outlet: 'domain',
  owner: 'name',
  person: 'name',
  words: 'query',
};

function readAbout(value: string): object {
  if (value === 'everything') return { kind: 'everything' };
  const at = value.indexOf(':');
  const [kind, rest] = [value.slice(0, at), value.slice(at + 1)];
  const key = aboutKeys[kind];
  if (at < 0 || key === undefined) {
    throw new UsageError(
      `--about takes story:ID, claim:ID, outlet:DOMAIN, owner:NAME, person:NAME or words:QUERY, not "${value}".`,
    );
  }
  return { kind, [key]: rest };
}

function paceOf(wish: Wish): object | null {
  const [from, to] = wish.quiet?.split('-') ?? [];
  const pace = {
    ...numbers({ perHour: wish.perHour }),
    ...(wish.digest === undefined ? {} : { digest: wish.digest }),
    ...(wish.digestAt === undefined ? {} : { digestAt: wish.digestAt }),
    ...(wish.quiet === undefined ? {} : { quiet: { from, to: to ?? '' } }),
    ...(wish.urgent === undefined ? {} : { urgent: true }),
    ...(wish.zone === undefined ? {} : { zone: wish.zone }),
  };
  return Object.keys(pace).length === 0 ? null : pace;
}

function numbers(given: Record<string, string | undefined>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [[name, Number(value)]])),
  );
}

async function backtest(wish: Wish, { call }: Access): Promise<void> {
  const body = { wants: wantsOf(wish), pace: paceOf(wish), days: Number(wish.days) };
  const answer = await call('POST', '/v1/backtest', body);
  if (wish.json) return sayJson(answer);
  const kinds = Object.entries(answer.kinds as Record<string, number>).map(([kind, n]) => `${n} ${kind}`);
  say(
    `Over ${wish.days} days, on ${answer.stories} ${answer.stories === 1 ? 'story' : 'stories'}: ${answer.total} alerts${kinds.length > 0 ? ` (${kinds.join(', ')})` : ''}, ${answer.atOnce} of them at once.`,
  );
  if (!answer.complete) say('There were more stories than a back-test reads: the true number is higher.');
  const rows = answer.alerts.map(
    (each: { at: string; kind: string; held: string | null; headline: string }) => [
      when(each.at),
      each.kind,
      each.held ?? 'at once',
      cut(plain(each.headline), 100),
    ],
  );
  if (rows.length > 0) say('', ...columns([['WHEN', 'KIND', 'SENT', 'ALERT'], ...rows]));
}

function addReading(group: Command): void {
  group
    .command('list')
    .description('list them')
    .option('--json', 'print them as JSON')
    .action((options: { json?: boolean }) => run((access) => list(options.json === true, access)));
  group
    .command('show')
    .description('one subscription and the last alerts it was told')
    .argument('<id>', 'its id as listed')
    .option('--json', 'print it as JSON')
    .action((id: string, options: { json?: boolean }) =>
      run((access) => show(id, options.json === true, access)),
    );
}

async function list(json: boolean, { call }: Access): Promise<void> {
  const answer = await call('GET', '/v1/subscriptions');
  if (json) return sayJson(answer);
  const rows = (answer.subscriptions as SubscriptionObject[]).map((each) => [
    each.id,
    plain(each.name),
    placeOf(each),
    aboutOf(each),
    stateOf(each),
  ]);
  say(
    ...(rows.length === 0
      ? ['No subscriptions yet.']
      : columns([['ID', 'NAME', 'CHANNEL', 'ABOUT', 'STATE'], ...rows])),
  );
}

async function show(id: string, json: boolean, { call }: Access): Promise<void> {
  const { subscription } = await call('GET', `/v1/subscriptions/${encodeURIComponent(id)}`);
  const { alerts } = await call('GET', `/v1/alerts?limit=20&subscription=${encodeURIComponent(id)}`);
  if (json) return sayJson({ subscription, alerts });
  say(
    `${plain(subscription.name)}: ${placeOf(subscription)}, ${aboutOf(subscription)}; ${stateOf(subscription)}.`,
    ...(subscription.pace === null ? [] : [dim(JSON.stringify(subscription.pace))]),
    '',
    ...(alerts.length === 0
      ? ['Told nothing yet.']
      : columns([
          ['SEQ', 'MADE', 'STATE', 'ALERT', 'ID'],
          ...(alerts as AlertObject[]).map((each) => [
            each.seq,
            when(each.createdAt),
            each.held === null ? each.state : `${each.state} (${each.held}) until ${when(each.dueAt)}`,
            cut(plain(each.body.headline), 90),
            each.id,
          ]),
        ])),
  );
}

function placeOf({ channel }: SubscriptionObject): string {
  const where = channel.url ?? channel.to;
  return plain(where === undefined ? channel.kind : `${channel.kind} ${where}`);
}

function aboutOf({ wants }: SubscriptionObject): string {
  const about = (wants?.about ?? [{ kind: 'everything' }]).map(({ kind, ...rest }) =>
    [kind, ...Object.values(rest)].join(' '),
  );
  return plain(`${about.join(', ')}${wants?.events ? ` (${wants.events.join(', ')})` : ''}`);
}

function stateOf({ state, stoppedWhy, failures, retryAt }: SubscriptionObject): string {
  if (state === 'stopped') return red(`stopped: ${plain(stoppedWhy ?? '')}`);
  if (failures === 0) return green('active');
  return red(`failing: ${failures} in a row${retryAt === null ? '' : `, next try ${when(retryAt)}`}`);
}

function addChanging(group: Command): void {
  const simple: [string, string, string, (answer: Record<string, unknown>, id: string) => string][] = [
    [
      'test',
      'send a test alert',
      'POST',
      (answer) => `Sent ${answer.alert}: see hearsay subscriptions show.`,
    ],
    ['stop', 'tell it nothing until it is started again', 'POST', (_, id) => `Stopped ${id}.`],
    ['start', 'tell it again', 'POST', (_, id) => `Started ${id}.`],
    [
      'rotate',
      'give its webhook a new secret; the old one signs too for a day',
      'POST',
      (answer) =>
        `The new secret is ${answer.secret} (shown once); the old one signs too until ${answer.previousUntil}.`,
    ],
    ['remove', 'end it', 'DELETE', (_, id) => `Ended ${id}.`],
  ];
  for (const [name, description, method, said] of simple) {
    group
      .command(name)
      .description(description)
      .argument('<id>', 'its id as listed')
      .action((id: string) =>
        run(async ({ call }) => {
          const path = `/v1/subscriptions/${encodeURIComponent(id)}`;
          const answer = await call(method, method === 'DELETE' ? path : `${path}/${name}`);
          say(said(answer, id));
        }),
      );
  }
  group
    .command('snooze')
    .description('gather what comes until a time, or for good (mute), or no longer (off)')
    .argument('<id>', 'its id as listed')
    .argument('<until>', 'a time such as 2031-05-01T08:00:00Z, "mute" or "off"')
    .action((id: string, until: string) => run((access) => snooze(id, until, access)));
  group
    .command('resend')
    .description('tell an alert again, or everything after one')
    .argument('<id>', 'the id of an alert, or of a subscription with --after')
    .option('--after <seq>', 'everything after this one, in order')
    .action((id: string, options: { after?: string }) =>
      run(async ({ call }) => {
        const answer =
          options.after === undefined
            ? await call('POST', `/v1/alerts/${encodeURIComponent(id)}/resend`)
            : await call('POST', `/v1/subscriptions/${encodeURIComponent(id)}/replay`, {
                after: Number(options.after),
              });
        say(`Put back to be told: ${answer.resent}.`);
      }),
    );
}

async function snooze(id: string, until: string, { call }: Access): Promise<void> {
  const path = `/v1/subscriptions/${encodeURIComponent(id)}`;
  const { subscription } = await call('GET', path);
  const isTime = until !== 'mute' && until !== 'off';
  if (isTime && Number.isNaN(Date.parse(until)))
    throw new UsageError(`"${until}" is no time: write it as 2031-05-01T08:00:00Z.`);
  const snoozeUntil = isTime ? new Date(until).toISOString() : null;
  await call('PATCH', path, { pace: { ...subscription.pace, snoozeUntil, muted: until === 'mute' } });
  say(
    until === 'off'
      ? `${id} is told again.`
      : until === 'mute'
        ? `${id} is muted.`
        : `${id} is snoozed until ${when(snoozeUntil ?? '')}.`,
  );
}
