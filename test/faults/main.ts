import { parseArgs } from 'node:util';
import { startServices } from '../support/services.js';
import { buildWorld, type World } from '../world/index.js';
import { Random } from '../world/random.js';
import { compare, examineWebhooks } from './compare.js';
import { playDeliveries } from './deliveries.js';
import { examine } from './ledger.js';
import { type Mode, makePlace } from './place.js';
import { type Kill, type Played, play } from './play.js';

/*
 * `npm run faults`: plays the demo world to a real daemon, kills it with SIGKILL at a random moment, starts it again,
 * and holds what it knows at the end against a run that nobody harmed. Options: --ci (two runs of each mode), --runs N,
 * --mode embedded|server, --kills N (of each run), --seed N (draws the moments; printed), --only world|deliveries.
 * After that, 1,000 alerts are delivered to receivers that fail, by a daemon that is killed on the way.
 */

const worldSeed = 11;

/** Alerts that a daemon has to deliver, and how often it is killed on the way. */
const deliveries = { full: { alerts: 1_000, kills: 3 }, ci: { alerts: 120, kills: 1 } };

/** Progress of a run, on standard error so that the results stand alone. */
const tellOf =
  (mode: Mode) =>
  (line: string): void =>
    void process.stderr.write(`    ${mode}: ${line}\n`);

process.exitCode = await main();

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      ci: { type: 'boolean', default: false },
      runs: { type: 'string' },
      mode: { type: 'string' },
      kills: { type: 'string', default: '1' },
      seed: { type: 'string' },
      only: { type: 'string' },
    },
  });
  const runs = Number(values.runs ?? (values.ci ? 2 : 10));
  const seed = Number(values.seed ?? Date.now() % 1_000_000);
  const modes: Mode[] = values.mode === undefined ? ['server', 'embedded'] : [values.mode as Mode];
  print(
    `seed ${seed}: ${runs} runs of ${modes.join(' and ')}, each killed ${values.kills === '1' ? 'once' : `${values.kills} times`}`,
  );
  const services = await startServices();
  process.env.REDIS_URL = services.redisUrl;
  process.env.DATABASE_URL = services.databaseUrl;
  try {
    // The two modes share nothing, and each waits most of its time: side by side they take little more than one.
    const failures = await Promise.all(
      modes.map(async (mode) => {
        let failed = 0;
        if (values.only !== 'deliveries') failed += await harm(mode, runs, Number(values.kills), seed);
        if (values.only !== 'world')
          failed += await harmDeliveries(mode, values.ci ? deliveries.ci : deliveries.full, seed);
        return failed;
      }),
    );
    const failed = failures.reduce((sum, each) => sum + each, 0);
    print(failed === 0 ? 'Nothing lost, nothing doubled.' : `${failed} runs lost or doubled something.`);
    return failed === 0 ? 0 : 1;
  } finally {
    await services.stop();
  }
}

/** One unharmed run, then as many harmed ones; returns how many differed. */
async function harm(mode: Mode, runs: number, kills: number, seed: number): Promise<number> {
  const random = new Random(seed);
  const unharmed = await run(mode, []);
  const wrong = examineAll(unharmed, unharmed);
  report(`${mode}, unharmed`, unharmed, wrong);
  let failed = wrong.length > 0 ? 1 : 0;
  for (let at = 1; at <= runs; at++) {
    const plan = drawKills(kills, unharmed.stepMs, random);
    const where = plan.map(({ step, afterMs }) => `${afterMs} ms into step ${step}`).join(', ');
    try {
      const harmed = await run(mode, plan);
      const faults = examineAll(harmed, unharmed);
      report(`${mode} ${at}, killed ${where}`, harmed, faults);
      if (faults.length > 0) failed += 1;
    } catch (error) {
      failed += 1;
      print(`✗ ${mode} ${at}, killed ${where}: ${(error as Error).message}`);
    }
  }
  return failed;
}

async function harmDeliveries(
  mode: Mode,
  plan: { alerts: number; kills: number },
  seed: number,
): Promise<number> {
  const place = await makePlace(mode);
  try {
    const started = Date.now();
    const { alerts, taken, repeated, wrong } = await playDeliveries(
      place,
      plan,
      new Random(seed),
      tellOf(mode),
    );
    const seconds = Math.round((Date.now() - started) / 1_000);
    print(
      `${wrong.length === 0 ? '✓' : '✗'} ${mode}, ${alerts} alerts, killed ${plan.kills} times: ${taken} taken, ${repeated} of them again under the same id; ${seconds} s`,
    );
    for (const each of wrong) print(`    ${each}`);
    return wrong.length === 0 ? 0 : 1;
  } catch (error) {
    print(`✗ ${mode}, deliveries: ${(error as Error).message}`);
    return 1;
  } finally {
    await place.remove();
  }
}

/** Moments within the time that a step takes when nobody harms it: something is under way then. */
function drawKills(kills: number, stepMs: number[], random: Random): Kill[] {
  return Array.from({ length: kills }, () => {
    const step = random.whole(1, stepMs.length);
    return { step, afterMs: random.whole(0, stepMs[step - 1] ?? 0) };
  });
}

async function run(mode: Mode, kills: Kill[]): Promise<Played> {
  const place = await makePlace(mode);
  try {
    return await play(oneByOne(buildWorld(worldSeed)), place, kills, tellOf(mode));
  } finally {
    await place.remove();
  }
}

/**
 * The world with one article to a step. Of articles published at the same moment either may be read first, and ids of
 * claims come from what was read first; one by one, everything but the clock has to be the same after a kill.
 */
function oneByOne(world: World): World {
  const steps = world.steps
    .flatMap((step) => step.shows.map((show) => ({ at: step.at, shows: [show] })))
    .map((step, at) => ({ ...step, index: at + 1 }));
  const stepOf = (article: string, revision: number): number =>
    steps.find(({ shows: [show] }) => show?.article === article && show.revision === revision)?.index ?? 0;
  const articles = world.articles.map((article) => ({
    ...article,
    revisions: article.revisions.map((each, at) => ({ ...each, atStep: stepOf(article.id, at + 1) })),
  }));
  return { ...world, steps, articles };
}

function examineAll(played: Played, unharmed: Played): string[] {
  return [...examine(played.ledger), ...examineWebhooks(played), ...compare(unharmed, played)];
}

function report(name: string, { record, received, ledger, stepMs }: Played, wrong: string[]): void {
  const stalled = ledger.jobs.filter((job) => job.stalled > 0).length;
  const repeats = received.length - new Set(received.map((each) => each.id)).size;
  const seconds = Math.round(stepMs.reduce((sum, each) => sum + each, 0) / 1_000);
  print(
    `${wrong.length === 0 ? '✓' : '✗'} ${name}: ${record.articles.length} articles, ${record.claims.length} claims, ` +
      `${record.events.length} events, ${ledger.alerts.length} alerts, ${ledger.outcomes.length} outcomes; ` +
      `${stalled} jobs taken up again, ${repeats} webhooks repeated; ${seconds} s`,
  );
  for (const each of wrong) print(`    ${each}`);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
