import { readSettings } from '@hearsay/runtime/settings';
import type { Command } from 'commander';
import { type Access, withAccess } from '../access.js';
import { bold, columns, counted, cut, dim, green, plain, red, say, sayJson, when } from '../print.js';

interface DeliveryObject {
  alert: string;
  attempt: number;
  at: string;
  ok: boolean;
  status: number | null;
  error: string | null;
  milliseconds: number | null;
  answer: string | null;
}

interface AlertAnswer {
  alert: {
    id: string;
    subscription: string;
    kind: string;
    createdAt: string;
    state: string;
    held: string | null;
    toldIn: string | null;
    body: { headline: string };
  };
  deliveries: DeliveryObject[];
  nextTry: string | null;
}

interface Options {
  subscription?: string;
  failed?: boolean;
  limit: string;
  json?: boolean;
}

/** `hearsay deliveries`: each attempt to tell somebody, and what came of it. */
export function addDeliveryCommands(program: Command): void {
  program
    .command('deliveries')
    .description(
      'attempts to deliver alerts, the latest first; of one alert: all of them, and when the next is',
    )
    .argument('[alert]', 'the id of an alert')
    .option('--subscription <id>', 'only those of this subscription')
    .option('--failed', 'only those that did not arrive')
    .option('--limit <n>', 'how many', '30')
    .option('--json', 'print them as JSON')
    .action((alert: string | undefined, options: Options) =>
      withAccess(readSettings(process.env), (access) =>
        alert === undefined ? list(options, access) : show(alert, options, access),
      ),
    );
}

async function list({ subscription, failed, limit, json }: Options, { call }: Access): Promise<void> {
  const query = new URLSearchParams({ limit });
  if (subscription !== undefined) query.set('subscription', subscription);
  if (failed === true) query.set('ok', 'false');
  const answer = await call('GET', `/v1/deliveries?${query}`);
  if (json === true) return sayJson(answer);
  const deliveries = answer.deliveries as (DeliveryObject & { subscription: string; headline: string })[];
  if (deliveries.length === 0)
    return say(failed === true ? 'No attempt failed.' : 'Nothing was delivered yet.');
  say(
    ...columns([
      ['AT', 'SUBSCRIPTION', 'TRY', 'CAME OF IT', 'ALERT', 'ID'],
      ...deliveries.map((each) => [
        when(each.at),
        plain(each.subscription),
        String(each.attempt),
        cut(outcomeOf(each), 40),
        cut(plain(each.headline), 60),
        dim(each.alert),
      ]),
    ]),
  );
}

async function show(id: string, { json }: Options, { call }: Access): Promise<void> {
  const answer = (await call('GET', `/v1/alerts/${encodeURIComponent(id)}`)) as AlertAnswer;
  if (json === true) return sayJson(answer);
  const { alert, deliveries } = answer;
  say(
    bold(plain(alert.body.headline)) + dim(`  ${alert.id}`),
    ...columns([
      ['  kind', alert.kind],
      ['  made', when(alert.createdAt)],
      ['  for', plain(alert.subscription)],
      ['  stands', standing(answer)],
    ]),
  );
  for (const each of deliveries) say('', ...attemptLines(each));
}

/** How the alert stands now, as a person would say it. */
function standing({ alert, deliveries, nextTry }: AlertAnswer): string {
  const tries = counted(deliveries.length, 'attempt');
  const next = nextTry === null ? '' : `, next ${when(nextTry)} UTC`;
  switch (alert.state) {
    case 'delivered':
      return deliveries.length === 0
        ? 'told; its channel is read, not delivered to'
        : green(`told, after ${tries}`);
    case 'pending':
      return nextTry === null ? red('waits: its subscription is stopped') : `waits, ${tries} so far${next}`;
    case 'held':
      return `held back (${plain(alert.held ?? '')})${next}`;
    case 'failed':
      return red(`given up after ${tries}; tell it again: hearsay subscriptions resend ${alert.id}`);
    case 'folded':
      return `told in the digest ${alert.toldIn ?? ''}`;
    default:
      return 'not told: the subscription is muted';
  }
}

function attemptLines(each: DeliveryObject): string[] {
  const took = each.milliseconds === null ? '' : dim(`  ${Math.round(each.milliseconds)} ms`);
  const answer = each.answer?.trim() ?? '';
  return [
    `  ${each.attempt}. ${when(each.at)} UTC  ${each.ok ? green(outcomeOf(each)) : red(outcomeOf(each))}${took}`,
    ...(answer === '' ? [] : [dim(`     it answered: ${cut(plain(answer).replace(/\s+/g, ' '), 100)}`)]),
  ];
}

/** "arrived (204)", "500 Internal Server Error", "connection refused". */
function outcomeOf({ ok, status, error }: DeliveryObject): string {
  if (ok) return status === null ? 'arrived' : `arrived (${status})`;
  return plain(error ?? (status === null ? 'failed' : `status ${status}`));
}
