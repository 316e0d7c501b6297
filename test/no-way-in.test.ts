import { expect, test } from 'vitest';
import { judgeConnections, unguardedConnections } from './support/check-connections.js';

test('nothing but the guarded client can open a connection to the outside', () => {
  expect(unguardedConnections()).toEqual([]);
});

test.each([
  ["import { connect } from 'node:net';", 'services/fetch/handler.ts'],
  ["import { connect } from 'net';", 'services/fetch/handler.ts'],
  ["import net, { isIP } from 'node:net';", 'shared/runtime/settings.ts'],
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
  ["import { isIP } from 'node:net';", 'shared/runtime/settings.ts'],
  ["import type { Socket } from 'node:net';", 'services/poll/handler.ts'],
  ["import { Agent } from 'undici';", 'shared/runtime/http/connect.ts'],
  ['// fetch(url) is not used here', 'services/poll/handler.ts'],
  ['const { body } = await needs.fetch(url);', 'shared/runtime/robots.ts'],
  ['  fetch(url: string): Promise<HttpResult>;', 'shared/runtime/robots.ts'],
  ['const response = await fetch(url);', 'services/cli/access.ts'],
])('the check lets %s in %s pass', (source, path) => {
  expect(judgeConnections(path, source)).toEqual([]);
});
