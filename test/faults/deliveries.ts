import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createStore } from '@hearsay/store';
import { testBody } from '@hearsay/text/alert';
import { type ChildDaemon, eventually, startChildDaemon } from '../support/child-daemon.js';
import type { Random } from '../world/random.js';
import type { Place } from './place.js';

/** Longest time for all of them, with what waits for dead workers. */
const allMs = 300_000;

/** How a receiver answers a call: its status, or that it hangs up half-way. */
type Manner = (call: number, random: Random) => number | 'reset';

/** Receivers as they are in the world: one that works, one that fails now and then, one that is down for a while. */
const manners: Record<string, Manner> = {
  steady: () => 200,
  shaky: (_, random) => {
    const draw = random.whole(0, 9);
    return draw === 0 ? 'reset' : draw === 1 ? 500 : draw === 2 ? 429 : 200;
  },
  down: (call) => (call <= 25 ? 503 : 200),
};

/** What the deliveries of one run came to. */
export interface Delivered {
  alerts: number;
  /** Requests that a receiver took, and those that carried an alert it had taken before. */
  taken: number;
  repeated: number;
  wrong: string[];
}

/**
 * Gives a daemon many alerts to deliver to three receivers, two of which fail, and kills it with SIGKILL `kills` times on the
 * way. At the end each alert has to have been taken at least once, in the order it was made, and again only under its own id.
 */
export async function playDeliveries(
  place: Place,
  { alerts: alertsInAll, kills }: { alerts: number; kills: number },
  random: Random,
  tell: (line: string) => void,
): Promise<Delivered> {
  const hooks = await Promise.all(Object.values(manners).map((manner) => startHook(manner, random)));
  const names = Object.keys(manners);
  const settings = {
    ...place.settings,
    HEARSAY_RETRY_MIN: '0.05',
    HEARSAY_RETRY_MAX: '1',
    HEARSAY_RESOLVE: names.map((name, at) => `${name}.example=127.0.0.1:${hooks[at]?.port}`).join(','),
  };
  let daemon = await startChildDaemon(settings, []);
  try {
    const ids: string[] = [];
    for (const name of names) {
      const { subscription } = await daemon.call('POST', '/v1/subscriptions', {
        url: `http://${name}.example/`,
      });
      ids.push(subscription.id);
    }
    await daemon.end('SIGTERM');
    const made = await fill(place, ids, alertsInAll);
    daemon = await startChildDaemon(settings, []);
    for (let kill = 1; kill <= kills; kill += 1) {
      const target = Math.floor((alertsInAll * kill) / (kills + 2)) + random.whole(0, 20);
      const taken = () => hooks.reduce((sum, hook) => sum + hook.taken.length, 0);
      await eventually(async () => taken() >= target, `${target} alerts are taken`, allMs);
      await daemon.end('SIGKILL');
      tell(`killed after ${taken()} alerts`);
      daemon = await startChildDaemon(settings, []);
    }
    await eventually(() => nothingWaits(daemon), 'no alert waits', allMs);
    const wrong = hooks.flatMap((hook, at) => examineHook(names[at] ?? '', made[at] ?? [], hook.taken));
    const taken = hooks.flatMap((hook) => hook.taken);
    return { alerts: alertsInAll, taken: taken.length, repeated: taken.length - new Set(taken).size, wrong };
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${daemon.said().slice(-4_000)}`, { cause: error });
  } finally {
    await daemon.end('SIGKILL');
    for (const hook of hooks) await hook.close();
  }
}

/** Writes alerts for each subscription into the record, in turn; returns their ids in order, by subscription. */
async function fill(place: Place, subscriptions: string[], alertsInAll: number): Promise<string[][]> {
  const db = await place.open();
  try {
    const { alerts } = createStore(db);
    const made: string[][] = subscriptions.map(() => []);
    for (let at = 0; at < alertsInAll; at += 1) {
      const turn = at % subscriptions.length;
      const id = `l_${String(at).padStart(5, '0')}`;
      const now = new Date();
      const row = {
        id,
        subscription: subscriptions[turn] ?? '',
        kind: 'test',
        story: '',
        outlet: '',
        createdAt: now,
      };
      await alerts.save({ ...row, dueAt: now, body: testBody(id), state: 'pending', held: null }, []);
      made[turn]?.push(id);
    }
    return made;
  } finally {
    await db.close();
  }
}

async function nothingWaits(daemon: ChildDaemon): Promise<boolean> {
  const { alerts } = await daemon.call('GET', '/v1/alerts?state=pending&limit=1');
  return alerts.length === 0;
}

/** Each once at least, none unknown, and the first time of each in the order in which they were made. */
function examineHook(name: string, made: string[], taken: string[]): string[] {
  const first = [...new Set(taken)];
  const lost = made.filter((id) => !first.includes(id));
  const unknown = first.filter((id) => !made.includes(id));
  const isOrdered = first.every((id, at) => at === 0 || id > (first[at - 1] ?? ''));
  return [
    ...(lost.length === 0
      ? []
      : [`${name} never got ${lost.length} alerts (${lost.slice(0, 3).join(', ')} …).`]),
    ...(unknown.length === 0 ? [] : [`${name} got unknown ids: ${unknown.slice(0, 3).join(', ')}.`]),
    ...(isOrdered ? [] : [`${name} got alerts out of their order.`]),
  ];
}

async function startHook(
  manner: Manner,
  random: Random,
): Promise<{ port: number; taken: string[]; close(): Promise<void> }> {
  const taken: string[] = [];
  let calls = 0;
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    request.resume().on('end', () => {
      calls += 1;
      const answer = manner(calls, random);
      if (answer === 'reset') return void request.socket.destroy();
      if (answer === 200) taken.push(String(request.headers['webhook-id']));
      response.writeHead(answer).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    taken,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
