import { withoutClock } from '../end-to-end/seeds/poll-seeds.js';
import { workOf } from './ledger.js';
import type { Played } from './play.js';

/** Differences shown of one part; the first ones say what is wrong. */
const mostShown = 5;

/** What a run has that an unharmed one has not, and the other way round; a sentence each, none if they are the same. */
export function compare(unharmed: Played, harmed: Played): string[] {
  const [expected, found] = [partsOf(unharmed), partsOf(harmed)];
  return (Object.keys(expected) as (keyof typeof expected)[]).flatMap((part) => [
    ...without(expected[part], found[part]).map((each) => `${part} lost: ${each}`),
    ...without(found[part], expected[part]).map((each) => `${part} only after the kill: ${each}`),
  ]);
}

/** Webhooks are at-least-once: each alert arrived, under its own id, and nothing else did. */
export function examineWebhooks({ ledger, received }: Played): string[] {
  const sent = ledger.alerts.filter((alert) => alert.subscription !== 'everything');
  const ids = new Set(received.map((each) => each.id));
  const known = new Set(sent.map((alert) => alert.id));
  const told = sent.flatMap((alert) => alert.events.map((event) => `${alert.subscription} ${event}`));
  return [
    ...sent.filter((alert) => !ids.has(alert.id)).map((alert) => `Alert ${alert.id} never arrived.`),
    ...sent
      .filter((alert) => alert.state !== 'delivered')
      .map((alert) => `Alert ${alert.id} is ${alert.state}.`),
    ...[...ids].filter((id) => !known.has(id)).map((id) => `A webhook had the unknown id ${id}.`),
    ...(new Set(told).size === told.length ? [] : ['An event was told twice.']),
  ];
}

function partsOf({ record, ledger }: Played) {
  const { stories, articles, claims, events } = withoutClock(record) as Record<string, unknown[]>;
  const mentions = (claims as { mentions: object[]; id: string }[]).flatMap((claim) =>
    claim.mentions.map((mention) => ({ claim: claim.id, ...mention })),
  );
  const told = ledger.alerts.map(({ subscription, kind, outlet, events: keys }) => ({
    subscription,
    kind,
    outlet,
    keys,
  }));
  return Object.fromEntries(
    Object.entries({ stories, articles, claims, mentions, events, alerts: told, jobs: workOf(ledger) }).map(
      ([part, list]) => [part, (list ?? []).map((each) => JSON.stringify(each))],
    ),
  );
}

/** The members of a list that another list has not, each as often as it is missing. */
function without(list: string[] = [], other: string[] = []): string[] {
  const left = new Map<string, number>();
  for (const each of other) left.set(each, (left.get(each) ?? 0) + 1);
  return list
    .filter((each) => {
      const n = left.get(each) ?? 0;
      left.set(each, n - 1);
      return n <= 0;
    })
    .slice(0, mostShown)
    .map((each) => (each.length > 300 ? `${each.slice(0, 300)}…` : each));
}
