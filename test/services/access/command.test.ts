import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type ChildDaemon, startChildDaemon } from '../../support/child-daemon.js';
import { hearsay } from '../../support/command.js';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const folder = mkdtempSync(join(tmpdir(), 'hearsay-test-'));
const env = { HEARSAY_DATA: join(folder, 'data'), HEARSAY_PORT: '0', HEARSAY_HOST: '0.0.0.0' };
let daemon: ChildDaemon;
let boss: string;

beforeAll(async () => {
  const refused = await hearsay(['start'], { env });
  expect(refused).toMatchObject({ code: 2, out: '' });
  expect(refused.err).toMatch(/^HEARSAY_HOST is 0\.0\.0\.0: make a token first.*\n$/);
  const first = await hearsay(['tokens', 'add', 'wall'], { env });
  expect(first).toMatchObject({
    code: 2,
    err: expect.stringMatching(/^The first token must be of scope admin/),
  });
  const made = await hearsay(['tokens', 'add', 'boss', '--scope', 'admin'], { env });
  expect(made).toMatchObject({ code: 0, err: '' });
  boss = made.out.split('\n')[0] as string;
  expect(boss).toMatch(/^hst_[\w-]{43}$/);
  daemon = await startChildDaemon(env);
});
afterAll(async () => {
  await daemon.end('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});

test('commands need a token where a daemon listens for others, and say how to give it', async () => {
  expect((await fetch(`${daemon.url}/v1/stories`)).status).toBe(401);
  const without = await hearsay(['stories'], { env });
  expect(without).toMatchObject({ code: 2, out: '' });
  expect(without.err).toMatch(/HEARSAY_TOKEN/);
  const own = { env: { ...env, HEARSAY_TOKEN: boss } };
  expect(await hearsay(['stories'], own)).toMatchObject({ code: 0, out: 'No stories yet.\n' });

  const wall = await hearsay(['tokens', 'add', 'wall', '--expires', '30d', '--json'], own);
  const { secret, token } = JSON.parse(wall.out);
  expect(token).toMatchObject({ name: 'wall', scope: 'read', state: 'active' });
  expect(Date.parse(token.expiresAt) - Date.now()).toBeGreaterThan(29 * 86_400_000);
  const reading = { env: { ...env, HEARSAY_TOKEN: secret } };
  expect(await hearsay(['stories'], reading)).toMatchObject({ code: 0 });
  const refused = await hearsay(['ingest', 'https://outlet.example/a'], reading);
  expect(refused).toMatchObject({
    code: 2,
    err: 'The token "wall" may read; this needs one of scope write.\n',
  });
  expect((await hearsay(['tokens', 'list'], own)).out).toMatch(
    /^wall +read +active .+\nboss +admin +active /m,
  );
  expect(await hearsay(['tokens', 'revoke', 'wall'], own)).toMatchObject({ out: 'Revoked "wall".\n' });
  expect(await hearsay(['stories'], reading)).toMatchObject({ code: 2 });
  expect(await hearsay(['tokens', 'revoke', 'wall'], own)).toMatchObject({
    code: 2,
    err: 'There is no token wall.\n',
  });
  expect(await hearsay(['tokens', 'add', 'x', '--expires', 'soon'], own)).toMatchObject({
    code: 2,
    err: expect.stringMatching(/^"soon" is no time/),
  });

  const { changes } = JSON.parse((await hearsay(['audit', '--json'], own)).out);
  expect(
    changes.map((each: { who: string; via: string; does: string }) => `${each.who} ${each.via} ${each.does}`),
  ).toEqual(['boss token revoked a token', 'boss token made a token', 'loopback process made a token']);
  const said = (await hearsay(['audit', '--who', 'boss'], own)).out;
  expect(said).toMatch(/boss +token +127\.0\.0\.1 +revoked a token +t_\w+ wall/);
  expect(said).not.toMatch(/hst_/);
});
