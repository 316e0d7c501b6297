import { setTimeout as pause } from 'node:timers/promises';
import { type Client, connect, type Outcome } from '../../demo/client.js';
import { type Desk, openDesk } from '../../demo/desk.js';
import { type Fate, follow } from '../../demo/follow.js';
import { embeddedPlace, serverPlace } from '../../demo/place.js';
import { eventually, startChildDaemon } from '../../support/child-daemon.js';
import { startHub, type TestHub } from '../../support/hub.js';
import type { Engine } from '../../support/record.js';
import { freePort } from '../../support/service-process.js';
import {
  type Article,
  buildWorld,
  resolveSetting,
  type ServedWorld,
  type Step,
  serveWorld,
  type World,
} from '../../world/index.js';

/** One publication of which the desk was told. */
export interface Told {
  /** From publication to the first alert at the desk, in milliseconds. */
  latencyMs: number;
  /** When each stage ended, in milliseconds from publication, and how long its work took. */
  stages: { stage: string; endedMs: number; workMs: number }[];
}

/** Longest that a publication may take on a machine that does other things too, beyond its wait for a poll. */
const patienceMs = 120_000;

interface Scene {
  world: World;
  site: ServedWorld;
  hub: TestHub;
  desk: Desk;
  client: Client;
}

/** Plays one world of news to a daemon of its own, to which a hub pushes. */
export const playPushed = (engine: Engine, seed: number): Promise<Told[]> =>
  play(engine, seed, { HEARSAY_POLL_MIN: '3600' }, async (scene) => {
    await eventually(
      async () => scene.hub.subscribers.size === scene.world.outlets.length,
      'every feed is pushed',
    );
    const told: Told[] = [];
    for (const step of scene.world.steps) {
      const at = Date.now();
      scene.site.publish(step.index);
      const topics = new Set(shown(step, scene.world).map(({ article }) => feedOf(article, scene.world)));
      await Promise.all([...topics].map((topic) => scene.hub.fetchAndDistribute(topic, scene.site.port)));
      told.push(...(await toldOf(step, at, scene)));
    }
    return told;
  });

/** Plays one world to a daemon that only polls, at moments drawn over three intervals. */
export const playPolled = (engine: Engine, seed: number, pollSeconds: number): Promise<Told[]> =>
  play(
    engine,
    seed,
    { HEARSAY_POLL_MIN: String(pollSeconds), HEARSAY_POLL_MAX: String(pollSeconds), HEARSAY_PUBLIC_URL: '' },
    async (scene) => {
      const { steps } = scene.world;
      const told: Promise<Told[]>[] = [];
      for (const step of steps) {
        await pause(((3 * pollSeconds * 1_000) / steps.length) * 2 * Math.random());
        const at = Date.now();
        scene.site.publish(step.index);
        told.push(toldOf(step, at, scene, pollSeconds * 1_000));
      }
      return (await Promise.all(told)).flat();
    },
  );

async function play(
  engine: Engine,
  seed: number,
  settings: Record<string, string>,
  run: (scene: Scene) => Promise<Told[]>,
): Promise<Told[]> {
  const world = buildWorld(seed);
  const closers: (() => Promise<unknown>)[] = [];
  try {
    const hub = await startHub();
    closers.push(() => hub.close());
    const site = await serveWorld(world, { hub: 'http://hub.example/' });
    closers.push(() => site.close());
    const desk = await openDesk();
    closers.push(() => desk.close());
    const place = engine === 'server' ? await serverPlace() : embeddedPlace(false);
    closers.push(() => place.remove());
    const port = String(await freePort());
    const daemon = await startChildDaemon({
      ...place.settings,
      HEARSAY_PORT: port,
      HEARSAY_PUBLIC_URL: `http://127.0.0.1:${port}`,
      HEARSAY_RESOLVE: `${resolveSetting(world, site.port)},hub.example=127.0.0.1:${hub.port},desk.example=${desk.address}`,
      HEARSAY_POLL_MAX: '3600',
      // All outlets and the hub live on this machine: nobody has to be spared.
      HEARSAY_DOMAIN_RATE: '1000',
      HEARSAY_DOMAIN_BURST: '100',
      ...settings,
    });
    closers.push(() => daemon.end('SIGTERM'));
    const client = connect(daemon.url);
    await client.subscribe('http://desk.example/alerts');
    for (const { feedUrl } of world.outlets) await client.addFeed(feedUrl);
    return await run({ world, site, hub, desk, client });
  } finally {
    for (const close of closers.reverse()) await close();
  }
}

/** The articles that a step publishes for the first time; the world's own revisions are left to other measurements. */
function shown(step: Step, world: World): { article: Article; revision: number }[] {
  return step.shows
    .filter(({ revision }) => revision === 1)
    .map(({ article, revision }) => ({
      article: world.articles.find(({ id }) => id === article) as Article,
      revision,
    }));
}

function feedOf(article: Article, world: World): string {
  return world.outlets.find(({ host }) => host === article.host)?.feedUrl ?? '';
}

/** Waits for what comes of a step; gives what the desk was told of. */
async function toldOf(step: Step, at: number, { world, desk, client }: Scene, waitMs = 0): Promise<Told[]> {
  const published = shown(step, world).map(({ article, revision }) => ({ url: article.url, revision }));
  const limits = { limitMs: patienceMs + waitMs, onStage: () => undefined };
  const fates = await follow(published, new Date(at - 1), client, limits);
  const told: Told[] = [];
  for (const [url, fate] of fates) {
    const arrived = await firstAlert(fate, desk);
    if (arrived === null) continue;
    const trail = await client.trail(url);
    told.push({
      latencyMs: arrived - at,
      stages: stagesOf(trail, fate, await client.trail(fate.alerts[0] ?? ''), at),
    });
  }
  return told;
}

/** When the desk got the first alert about a publication; null where nobody had to be told. */
async function firstAlert({ alerts }: Fate, desk: Desk): Promise<number | null> {
  if (alerts.length === 0) return null;
  const arrived = () =>
    desk.received.filter(({ id }) => alerts.includes(id)).map((each) => each.at.getTime());
  await eventually(async () => arrived().length > 0, 'the desk has the alert');
  return Math.min(...arrived());
}

function stagesOf(trail: Outcome[], fate: Fate, delivery: Outcome[], at: number): Told['stages'] {
  const alerted = delivery.filter(({ stage }) => stage === 'alert' || stage === 'deliver');
  return [...trail, ...alerted]
    .filter((row) => Date.parse(row.at) >= at && Date.parse(row.at) <= fate.at.getTime() + patienceMs)
    .filter((row, index, all) => all.findIndex(({ stage }) => stage === row.stage) === index)
    .map((row) => ({
      stage: row.stage,
      endedMs: Date.parse(row.at) - at,
      workMs: (row as Outcome & { milliseconds?: number }).milliseconds ?? 0,
    }))
    .sort((a, b) => a.endedMs - b.endedMs);
}
