import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { announceDaemon } from '@hearsay/cli/access';
import { stageList } from '@hearsay/cli/stages';
import { stageNames } from '@hearsay/pipeline';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Gave, hearsay } from '../../support/command.js';
import { type TestDaemon, testDaemon } from '../../support/daemon.js';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const recorder = pathToFileURL(join(import.meta.dirname, '../../dist/support/record-loads.js')).href;

/** What takes long to load, and is for a daemon or for a record that is opened in this process. */
const heavy =
  /\/(jsdom|linkedom|parse5|pglite|bullmq|ioredis|pg|undici|hono|zod|pino|prom-client|nodemailer|wink-nlp|luxon|liqe|tldts|onnxruntime-\w+)\//;
const ourHeavy = /\/(?:shared|services)\/(store|queue|pipeline|daemon|clean|dedupe|extract|match)\/dist\//;

let daemon: TestDaemon;
let folder: string;
let withdraw: () => void;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hearsay-loads-'));
  daemon = await testDaemon('embedded');
  withdraw = announceDaemon(daemon.runtime.settings, daemon.url);
});
afterAll(async () => {
  withdraw();
  await daemon.end();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs a command and says which modules it imported. */
async function loadsOf(
  args: string[],
  data = daemon.runtime.settings.HEARSAY_DATA,
): Promise<{ gave: Gave; loaded: string[] }> {
  const file = join(folder, `${args.join('-').replace(/\W/g, '_')}.txt`);
  const env = {
    HEARSAY_DATA: data,
    NODE_OPTIONS: `--import=${recorder}`,
    LOADS: file,
  };
  const gave = await hearsay(args, { env });
  return { gave, loaded: readFileSync(file, 'utf8').trim().split('\n') };
}

describe('a command loads what it needs and no more', () => {
  test.each([
    [['--help'], 0],
    [['--version'], 0],
    [['feeds', 'add', '--help'], 0],
    [['config'], 0],
    [['feeds', 'list'], 0],
    [['stories'], 0],
    [['subscriptions', 'list'], 0],
    [['subscriptions', 'add', 'http://127.0.0.1:1/hook'], 0],
    [['deliveries'], 0],
    [['events'], 0],
    [['outlets'], 0],
    [['pipeline'], 0],
    [['failed', 'list'], 0],
    [['story', 's_none'], 2],
    [['why', 'a_none'], 2],
    [['search', 'ferry'], 0],
  ])('hearsay %j', async (args, code) => {
    const { gave, loaded } = await loadsOf(args);
    expect(gave.code, gave.err).toBe(code);
    expect(loaded.some((url) => url.endsWith('/cli/dist/main.js'))).toBe(true);
    expect(loaded.filter((url) => heavy.test(url) || ourHeavy.test(url))).toEqual([]);
  });

  test('without a daemon the record is opened, but nothing that reads pages', async () => {
    const { gave, loaded } = await loadsOf(['stories', '--limit', '1'], join(folder, 'data'));
    expect(gave).toMatchObject({ code: 0, err: '', out: 'No stories yet.\n' });
    expect(loaded.some((url) => url.includes('/@electric-sql/pglite/'))).toBe(true);
    expect(loaded.filter((url) => /\/(jsdom|linkedom|parse5)\/|text\/dist\/page\//.test(url))).toEqual([]);
  });

  test('the record, queues and pages are seen where they are loaded', async () => {
    const { gave, loaded } = await loadsOf(['restore', '--list']);
    expect(gave.code, gave.err).toBe(0);
    for (const name of ['zod', 'undici', 'store/dist'])
      expect(
        loaded.some((url) => url.includes(`/${name}/`)),
        name,
      ).toBe(true);
  });
});

test('the stages that help names are those of the pipeline', () => {
  expect(stageList).toEqual(stageNames);
});
