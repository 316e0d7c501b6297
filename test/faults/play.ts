import type { ExportObject } from '@hearsay/api';
import { type ChildDaemon, eventually, startChildDaemon } from '../support/child-daemon.js';
import { type Received, startReceiver } from '../support/receiver.js';
import { resolveSetting, type ServedWorld, type Step, serveWorld, type World } from '../world/index.js';
import { type Ledger, readLedger } from './ledger.js';
import type { Place } from './place.js';

/** When the daemon is killed: so many milliseconds after a step of the world was published. */
export interface Kill {
  step: number;
  afterMs: number;
}

/** What a run left. */
export interface Played {
  record: ExportObject;
  received: Received[];
  ledger: Ledger;
  /** How long each step took from its publication until nothing was left to do, in milliseconds. */
  stepMs: number[];
}

/** Longest a step may take: a killed daemon's jobs are taken up again after their locks ran out (15 s). */
const stepMs = 180_000;

/** Feeds are read so often that the week of the world passes in half a minute. */
const pace = {
  HEARSAY_POLL_MIN: '0.2',
  HEARSAY_REVISIT_MIN: '0',
  HEARSAY_POLL_MAX: '0.2',
  HEARSAY_DOMAIN_RATE: '1000',
  HEARSAY_DOMAIN_BURST: '100',
};

/** Plays the whole world to a real daemon, kills it where `kills` says and starts it again, and reads what is left. */
export async function play(
  world: World,
  place: Place,
  kills: Kill[],
  tell?: (line: string) => void,
): Promise<Played> {
  const site = await serveWorld(world);
  const receiver = await startReceiver();
  const settings = {
    ...place.settings,
    ...pace,
    HEARSAY_RESOLVE: `${resolveSetting(world, site.port)},desk.example=${receiver.address}`,
  };
  let daemon = await startChildDaemon(settings, []);
  try {
    await daemon.call('POST', '/v1/subscriptions', { url: 'http://desk.example/hook' });
    for (const { feedUrl } of world.outlets) await daemon.call('POST', '/v1/feeds', { url: feedUrl });
    const took: number[] = [];
    for (const step of world.steps) {
      const published = Date.now();
      site.publishNext();
      for (const kill of kills.filter((each) => each.step === step.index)) {
        await killAfter(daemon, kill.afterMs);
        tell?.(`killed ${kill.afterMs} ms into step ${step.index}`);
        daemon = await startChildDaemon(settings, []);
      }
      await settled(daemon, world, step, site);
      took.push(Date.now() - published);
      tell?.(`step ${step.index} of ${world.steps.length}: ${Date.now() - published} ms`);
    }
    const record: ExportObject = await daemon.call('GET', '/v1/export');
    const { code, signal } = await daemon.end('SIGTERM');
    if (code !== 0) throw new Error(`The daemon ended with ${signal ?? code} after a stop signal.`);
    return { record, received: receiver.received, ledger: await readLedger(place), stepMs: took };
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${daemon.said().slice(-4_000)}`, { cause: error });
  } finally {
    await daemon.end('SIGKILL');
    await receiver.close();
    await site.close();
  }
}

/** The kill comes at a moment and not at an event: nothing of the daemon may know of it. */
async function killAfter(daemon: ChildDaemon, afterMs: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, afterMs));
  await daemon.end('SIGKILL');
}

/** Waits until everything a step published is matched, told, and no job is left to do. */
async function settled(daemon: ChildDaemon, world: World, step: Step, site: ServedWorld): Promise<void> {
  let missing = '';
  const isSettled = async (): Promise<boolean> => {
    for (const { article: id, revision } of step.shows) {
      const article = world.articles.find((each) => each.id === id);
      missing = `${article?.url} is matched in revision ${revision}`;
      if (article === undefined || !(await isDone(daemon, article.url, revision))) return false;
    }
    missing = 'no job is left to do';
    return isIdle(daemon);
  };
  try {
    await eventually(isSettled, () => `${missing} (step ${site.published})`, stepMs);
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${await stateOf(daemon, world, step)}`, { cause: error });
  }
}

/** What the daemon knows of what is missing: its trail, the feeds, the queues. */
async function stateOf(daemon: ChildDaemon, world: World, step: Step): Promise<string> {
  const urls = step.shows.map(({ article: id }) => world.articles.find((each) => each.id === id)?.url ?? id);
  const trails = await Promise.all(
    urls.map((url) => daemon.call('GET', `/v1/trail?of=${encodeURIComponent(url)}`)),
  );
  const { feeds } = await daemon.call('GET', '/v1/feeds');
  const { stages, outbox } = await daemon.call('GET', '/v1/pipeline');
  const { failed } = await daemon.call('GET', '/v1/failed');
  const queues = stages.map(({ name, queue }: { name: string; queue: object }) => ({ name, queue }));
  return JSON.stringify({ now: new Date(), trails, feeds, queues, outbox, failed });
}

/** An article whose text ended before match (no article at all, or a revision of the same text) is done as well. */
async function isDone(daemon: ChildDaemon, url: string, revision: number): Promise<boolean> {
  const { outcomes } = await daemon.call('GET', `/v1/trail?of=${encodeURIComponent(url)}`);
  type Row = { stage: string; outcome: string; payload: { revision?: number } };
  const ended = (outcomes as Row[]).filter(({ stage, outcome }) => stage === 'match' || ends(stage, outcome));
  return ended.length >= revision;
}

function ends(stage: string, outcome: string): boolean {
  return outcome !== 'forward' && ['clean', 'dedupe', 'extract'].includes(stage);
}

/** Polls go on for ever; every other queue is empty, and the outbox. */
async function isIdle(daemon: ChildDaemon): Promise<boolean> {
  const { stages, outbox } = await daemon.call('GET', '/v1/pipeline');
  type Stage = { name: string; queue: { waiting: number; active: number; delayed: number } };
  const busy = (stages as Stage[]).filter(({ name }) => name !== 'poll');
  return busy.every(({ queue }) => queue.waiting + queue.active + queue.delayed === 0) && outbox === 0;
}
