import { setTimeout as pause } from 'node:timers/promises';
import type { ExportObject } from '@hearsay/api';
import { bold, dim } from '@hearsay/cli/print';
import { canonicalUrl } from '@hearsay/text/url';
import { freePort } from '../support/service-process.js';
import {
  type Article,
  buildWorld,
  type Outlet,
  type Revision,
  resolveSetting,
  type ServedWorld,
  type Step,
  serveWorld,
  type World,
} from '../world/index.js';
import { type DaemonProcess, startChild } from './child.js';
import { type Client, connect } from './client.js';
import { type Desk, openDesk } from './desk.js';
import { type Fate, follow } from './follow.js';
import type { Options } from './options.js';
import { embeddedPlace, type Place, serverPlace } from './place.js';
import { reportEnd } from './report.js';
import { heading, print, status } from './screen.js';
import { alertLine, noticedLine, publishedLine } from './step.js';

/** How often each feed is read: the week of the world passes in under a minute. */
const pollSeconds = '1.5';

/** Longest that a step may take on a machine that does other things too. */
const stepMs = 60_000;

/** Longest that an alert may be under way to the desk once it is made. */
const deliveryMs = 30_000;

/** What the demo holds; closed in this order. */
interface Stage {
  world: World;
  site: ServedWorld;
  desk: Desk;
  place: Place;
  daemon: DaemonProcess;
  client: Client;
  /** Outlets by article, as Hearsay names them. */
  names: Map<string, string>;
}

/** How long each alert took from publication, in seconds. */
export type Lags = Map<string, number>;

/** Plays the world to a daemon. Returns the exit code. Leaves nothing behind, whatever ends it. */
export async function runDemo(options: Options): Promise<number> {
  const closers: (() => Promise<void>)[] = [];
  const stopped = whenAsked();
  try {
    await Promise.race([play(options, closers), stopped]);
    return 0;
  } catch (error) {
    status('');
    if (error instanceof Asked) process.stderr.write('Stopped. Nothing is left behind.\n');
    else process.stderr.write(`The demo failed. ${(error as Error).message}\n`);
    return error instanceof Asked ? 130 : 1;
  } finally {
    for (const close of closers.reverse()) await close();
  }
}

class Asked extends Error {}

/** Rejects when the user asks to stop. */
function whenAsked(): Promise<never> {
  return new Promise((_, reject) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(signal, () => {
        status('stopping …');
        reject(new Asked());
      });
    }
  });
}

async function play(options: Options, closers: (() => Promise<void>)[]): Promise<void> {
  const started = Date.now();
  const world = buildWorld(options.seed);
  print(
    bold('Hearsay: who said it first, who repeats it, who disputes it, where it really comes from.'),
    ...opening(world, options),
  );
  status('starting the daemon …');
  const stage = await setUp(world, options, closers);
  print(
    dim(`The outlets are served on 127.0.0.1:${stage.site.port}.`),
    dim(`\`hearsay start\` runs ${stage.place.about}, with its API on ${stage.daemon.url}.`),
    ...heading('As it happens'),
  );
  const lags: Lags = new Map();
  for (const step of world.steps) await orDeath(playStep(step, stage, lags), stage.daemon);
  const record = await stage.client.record();
  checkRead(world, record);
  reportEnd({ record, alerts: stage.desk.received, lags, world, seconds: (Date.now() - started) / 1_000 });
  if (stage.place.kept !== null) print('', ...keptLines(stage.place.kept));
}

/** If the daemon dies, that is the reason, and not the request that then fails. */
async function orDeath(playing: Promise<void>, { died }: DaemonProcess): Promise<void> {
  await Promise.race([playing, died]).catch(async (error) => {
    await Promise.race([died, pause(1_000)]);
    throw error;
  });
}

function opening(world: World, { seed }: Options): string[] {
  const revised = world.articles.filter(({ revisions }) => revisions.length > 1).length;
  return [
    `A week of invented news: ${world.articles.length} articles by ${world.outlets.length} outlets, ${revised} of them revised later (cast ${seed}).`,
    'The daemon is the real one: it polls the feeds, reads the pages and posts its alerts to a desk here,',
    'as it would on the web.',
    '',
  ];
}

async function setUp(world: World, options: Options, closers: (() => Promise<void>)[]): Promise<Stage> {
  const site = await serveWorld(world);
  closers.push(() => site.close());
  const desk = await openDesk();
  closers.push(() => desk.close());
  const place = options.redis ? await serverPlace() : embeddedPlace(options.keep);
  closers.push(() => place.remove());
  const settings = {
    ...place.settings,
    HEARSAY_RESOLVE: `${resolveSetting(world, site.port)},desk.example=${desk.address}`,
    HEARSAY_POLL_MIN: pollSeconds,
    // The world's days pass in seconds: what a feed says was updated is read again at once.
    HEARSAY_REVISIT_MIN: '0',
    HEARSAY_POLL_MAX: pollSeconds,
    // All outlets live on this machine: nobody has to be spared.
    HEARSAY_DOMAIN_RATE: '1000',
    HEARSAY_DOMAIN_BURST: '100',
  };
  const daemon = await startChild(await freePort(), settings, place.temporary);
  closers.push(() => daemon.stop());
  const client = connect(daemon.url);
  await orDeath(addFeeds(world, client), daemon);
  return { world, site, desk, place, daemon, client, names: new Map() };
}

async function addFeeds({ outlets }: World, client: Client): Promise<void> {
  await client.subscribe('http://desk.example/alerts');
  for (const { feedUrl } of outlets) {
    status(`adding ${feedUrl} …`);
    await client.addFeed(feedUrl);
  }
}

interface Shown {
  article: Article;
  revision: Revision;
  number: number;
  outlet: Outlet;
}

function shownIn(step: Step, world: World): Shown[] {
  return step.shows.map(({ article: id, revision: number }) => {
    const article = world.articles.find((each) => each.id === id) as Article;
    const outlet = world.outlets.find(({ host }) => host === article.host) as Outlet;
    return { article, number, outlet, revision: article.revisions[number - 1] as Revision };
  });
}

async function playStep(step: Step, stage: Stage, lags: Lags): Promise<void> {
  const { world, site, desk, client } = stage;
  const shown = shownIn(step, world);
  const seq = (await client.eventsAfter(0)).at(-1)?.seq ?? 0;
  const before = desk.received.length;
  const publishedAt = new Date();
  site.publish(step.index);
  const fates = await follow(
    shown.map(({ article, number }) => ({ url: article.url, revision: number })),
    publishedAt,
    client,
    { limitMs: stepMs, onStage: (url, stage) => status(`${' '.repeat(11)}${stage}  ${url}`) },
  );
  await delivered(
    [...fates.values()].flatMap(({ alerts }) => alerts),
    desk,
  );
  const alerts = desk.received.slice(before);
  for (const alert of alerts) lags.set(alert.id, (alert.at.getTime() - publishedAt.getTime()) / 1_000);
  await sayStep(shown, fates, { seq, publishedAt }, stage);
  for (const alert of alerts) print(alertLine(alert, lags.get(alert.id) as number));
}

/** Says what was published and what came of it, article by article. */
async function sayStep(
  shown: Shown[],
  fates: Map<string, Fate>,
  { seq, publishedAt }: { seq: number; publishedAt: Date },
  { client, names }: Stage,
): Promise<void> {
  const events = await client.eventsAfter(seq);
  for (const { article, revision, outlet } of shown) {
    const fate = fates.get(article.url) as Fate;
    const own = events.filter((event) => event.article === fate.article);
    const object = fate.article === null ? null : await client.article(fate.article);
    if (object !== null) names.set(object.id, object.outletName);
    const noticed = Math.max(fate.at.getTime(), ...own.map((event) => Date.parse(event.at)));
    const seconds = (noticed - publishedAt.getTime()) / 1_000;
    print(publishedLine(article, revision, outlet), noticedLine(fate, object, own, seconds, names));
  }
}

/** Waits until the desk has these alerts. */
async function delivered(ids: string[], desk: Desk): Promise<void> {
  const deadline = Date.now() + deliveryMs;
  const missing = () => ids.filter((id) => !desk.received.some((each) => each.id === id));
  while (missing().length > 0) {
    if (Date.now() > deadline) throw new Error(`Alert ${missing()[0]} was made and never delivered.`);
    await pause(20);
  }
}

/** Throws unless every article of the world is on record. */
function checkRead(world: World, record: ExportObject): void {
  const read = new Set(record.articles.map(({ url }) => canonicalUrl(url)));
  const unread = world.articles.filter(({ url }) => !read.has(canonicalUrl(url)));
  if (unread.length > 0) {
    throw new Error(
      `The world was not fully read: ${unread.length} of ${world.articles.length} articles are missing, ${unread[0]?.url} first.`,
    );
  }
}

function keptLines(data: string): string[] {
  return [`The record is kept in ${data}. Look at it with`, `  HEARSAY_DATA=${data} npx hearsay stories`];
}
