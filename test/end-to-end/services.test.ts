import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { callApi, eventually, plainEnvironment } from '../support/child-daemon.js';
import { privateServers } from '../support/daemon.js';
import { startHub, type TestHub } from '../support/hub.js';
import { dispatch, type Newsroom, startNewsroom } from '../support/newsroom.js';
import { startReceiver } from '../support/receiver.js';
import { freePort } from '../support/service-process.js';

/** As docker-compose.yml runs them: a process each. */
const services = ['poll', 'fetch', 'clean', 'dedupe', 'extract', 'match', 'alert', 'deliver', 'api'];

let place: Awaited<ReturnType<typeof privateServers>>;
let hub: TestHub;
let news: Newsroom;
let desk: Awaited<ReturnType<typeof startReceiver>>;
let processes: ChildProcess[] = [];
let said = '';
let url: string;

beforeAll(async () => {
  [place, hub, desk] = [await privateServers(), await startHub(), await startReceiver()];
  news = await startNewsroom('tribune.example', 'http://hub.example/');
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  const settings = {
    ...place.env,
    HEARSAY_LOG: 'warn',
    HEARSAY_PUBLIC_URL: url,
    HEARSAY_RESOLVE: [
      `courier.example=127.0.0.1:${news.port}`,
      `tribune.example=127.0.0.1:${news.port}`,
      `hub.example=127.0.0.1:${hub.port}`,
      `desk.example=${desk.address}`,
    ].join(','),
    HEARSAY_POLL_MIN: '3600',
    HEARSAY_POLL_MAX: '3600',
  };
  const ports = await Promise.all(services.map((name) => (name === 'api' ? port : freePort())));
  processes = services.map((name, at) => start(name, { ...settings, HEARSAY_PORT: String(ports[at]) }));
  await Promise.all(
    ports.map((each, at) =>
      eventually(
        () => isReady(each),
        () => `${services[at]} is ready; they said: ${said}`,
      ),
    ),
  );
}, 120_000);

afterAll(async () => {
  const running = processes.filter(({ exitCode }) => exitCode === null);
  const ended = running.map((each) => once(each, 'exit'));
  for (const each of running) each.kill('SIGTERM');
  await Promise.all(ended);
  for (const each of [hub, news, desk]) await each.close();
  await place.remove();
}, 120_000);

function start(name: string, settings: Record<string, string>): ChildProcess {
  const program = fileURLToPath(new URL(`../../services/${name}/dist/main.js`, import.meta.url));
  const child = spawn(process.execPath, [program], {
    env: plainEnvironment(settings),
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    said = (said + chunk).slice(-20_000);
  });
  return child;
}

async function isReady(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  );
}

test('a process a service: a hub’s ping to one of them becomes an alert from another', async () => {
  await callApi(url, 'POST', '/v1/subscriptions', { url: 'http://desk.example/' });
  await callApi(url, 'POST', '/v1/feeds', { url: news.feedUrl });
  await hub.next('subscribed');

  const body = news.publish(dispatch(1, new Date(Date.now() - 60_000)));
  await callApi(url, 'POST', '/v1/ingest', { urls: ['http://courier.example/news/1'] });
  await eventually(() => isMatched('http://courier.example/news/1'), 'the first report is matched');
  const polls = news.polls;
  expect(await hub.distribute(news.topic, body, 'application/atom+xml')).toEqual([202]);
  await eventually(
    async () => desk.received.length > 0,
    () => `the desk is told; they said: ${said}`,
  );

  expect(desk.received[0]?.body.data).toMatchObject({ outlet: { domain: 'tribune.example' } });
  expect(news.polls).toBe(polls);
}, 120_000);

async function isMatched(article: string): Promise<boolean> {
  const { outcomes } = (await callApi(url, 'GET', `/v1/trail?of=${encodeURIComponent(article)}`)) as {
    outcomes: { stage: string }[];
  };
  return outcomes.some(({ stage }) => stage === 'match');
}
