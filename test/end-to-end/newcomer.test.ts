import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type ChildDaemon, eventually, startChildDaemon } from '../support/child-daemon.js';
import { hearsay } from '../support/command.js';
import { dispatch, type Newsroom, startNewsroom } from '../support/newsroom.js';
import { startReceiver } from '../support/receiver.js';
import { root } from '../support/shared-data.js';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 });

/** The commands that the README gives to whoever wants a first alert. */
function commandsOfReadme(): string[] {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const [, block] = /<!-- first alert -->\n```sh\n([\s\S]*?)```/.exec(readme) ?? [];
  return (block ?? '').split('\n').flatMap((line) => line.split(/\s+#/)[0]?.trim() || []);
}

describe('someone new, with the README alone', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hearsay-newcomer-'));
  const env = { HEARSAY_DATA: join(folder, 'data') };
  let daemon: ChildDaemon;
  let newsroom: Newsroom;
  let receiver: Awaited<ReturnType<typeof startReceiver>>;

  beforeAll(async () => {
    receiver = await startReceiver();
    newsroom = await startNewsroom('paper.example', null);
    newsroom.publish(dispatch(1, new Date(Date.now() - 60_000)));
    const resolve = `paper.example=127.0.0.1:${newsroom.port},hooks.example.org=${receiver.address}`;
    daemon = await startChildDaemon({ ...env, HEARSAY_RESOLVE: resolve });
  });
  afterAll(async () => {
    await daemon?.end('SIGTERM');
    await newsroom?.close();
    await receiver?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('gets an alert for Slack from a feed by the commands it names', async () => {
    const [install, ...commands] = commandsOfReadme();
    expect(install).toBe('npm ci && npm start');
    expect(commands.length).toBeGreaterThan(1);
    for (const command of commands) {
      // The test's daemon stands in for the one of `npm start`, and its outlets speak plain HTTP.
      const args = command.replace('npx hearsay ', '').replaceAll('https://', 'http://').split(/\s+/);
      const gave = await hearsay(args, { env });
      expect(gave, gave.err).toMatchObject({ code: 0, err: '' });
    }
    await eventually(async () => receiver.received.length > 0, 'the alert arrived', 120_000);
    expect(receiver.received[0]?.body).toMatchObject({
      text: expect.stringContaining('paper.example'),
      blocks: expect.any(Array),
    });
  });
});
