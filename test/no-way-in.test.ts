import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { judgeConnections, unguardedConnections } from './support/check-connections.js';
import { startSite } from './support/site.js';

const recorder = pathToFileURL(join(import.meta.dirname, 'dist/support/record-connections.js')).href;

test('nothing but the guarded client can open a connection to the outside', () => {
  expect(unguardedConnections()).toEqual([]);
});

test.each([
  ["import { connect } from 'node:net';", 'services/fetch/handler.ts'],
  ["import { connect } from 'net';", 'services/fetch/handler.ts'],
  ["import net, { isIP } from 'node:net';", 'shared/runtime/settings/values.ts'],
  ["import { connect } from 'node:tls';", 'shared/text/feed/index.ts'],
  ["import https from 'https';", 'services/poll/handler.ts'],
  ["import * as http2 from 'node:http2';", 'shared/runtime/http/index.ts'],
  ["import { createSocket } from 'node:dgram';", 'shared/runtime/log.ts'],
  ["import { lookup } from 'node:dns/promises';", 'services/poll/handler.ts'],
  ["import { request } from 'undici';", 'services/deliver/handler.ts'],
  ["import { Redis } from 'ioredis';", 'services/api/serve.ts'],
  ["import { execFile } from 'node:child_process';", 'services/fetch/handler.ts'],
  ["const http = await import('node:http');", 'services/clean/handler.ts'],
  ["const http = require('http');", 'services/clean/handler.ts'],
  ["const http = process.getBuiltinModule('node:http');", 'services/clean/handler.ts'],
  ['await fetch(url);', 'services/deliver/handler.ts'],
  ['const ask = () => globalThis.fetch(url);', 'services/deliver/handler.ts'],
  ['const socket = new WebSocket(url);', 'services/poll/handler.ts'],
  ['const source = new EventSource(url);', 'services/cli/commands/watch.ts'],
  ["import { JSDOM } from 'jsdom';\nnew JSDOM(html, { resources: 'usable' });", 'shared/text/page/dom.ts'],
  [
    "import { JSDOM } from 'jsdom';\nnew JSDOM(html, { runScripts: 'dangerously' });",
    'shared/text/page/dom.ts',
  ],
])('the check sees %s in %s', (source, path) => {
  expect(judgeConnections(path, source)).toHaveLength(1);
});

test.each([
  ["import { isIP } from 'node:net';", 'shared/runtime/settings/values.ts'],
  ["import type { Socket } from 'node:net';", 'services/poll/handler.ts'],
  ["import { Agent } from 'undici';", 'shared/runtime/http/connect.ts'],
  ['// fetch(url) is not used here', 'services/poll/handler.ts'],
  ['const { body } = await needs.fetch(url);', 'shared/runtime/robots.ts'],
  ['  fetch(url: string): Promise<HttpResult>;', 'shared/runtime/robots.ts'],
  ['const response = await fetch(url);', 'services/cli/access.ts'],
])('the check lets %s in %s pass', (source, path) => {
  expect(judgeConnections(path, source)).toEqual([]);
});

test('the record of connections that the hostile site is watched with misses no way to connect', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hearsay-connections-'));
  const site = await startSite();
  try {
    const file = join(folder, 'connections');
    const call = `fetch('http://127.0.0.1:${site.port}/').then((r) => r.text())`;
    const thread = join(folder, 'thread.mjs');
    const ways = [
      call,
      `new Promise((done) => require('node:http').get('http://localhost:${site.port}/', (r) => r.resume().on('end', done)))`,
      `new Promise((done) => require('node:net').connect(${site.port}, '127.0.0.1').on('connect', function () { this.end(); done(); }))`,
      `new Promise((done) => require('node:tls').connect(${site.port}, '127.0.0.1').on('error', done))`,
      `new Promise((done) => new (require('node:worker_threads').Worker)('${thread}').on('exit', done))`,
    ];
    writeFileSync(thread, `await ${call};`);
    for (const [i, way] of ways.entries()) {
      const env = { ...process.env, NODE_OPTIONS: `--import=${recorder}`, CONNECTIONS: `${file}${i}` };
      await promisify(execFile)(process.execPath, ['-e', way], { env });
      const lines = readFileSync(`${file}${i}`, 'utf8').trim().split('\n');
      const where = way.includes('Worker') ? 'thread' : 'main';
      expect(lines, way).toContain(`${where} tcp 127.0.0.1:${site.port}`);
    }
  } finally {
    await site.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
