import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { describe, expect, test, vi } from 'vitest';
import { plainEnvironment, program } from '../support/child-daemon.js';
import { hearsay } from '../support/command.js';

vi.setConfig({ testTimeout: 300_000 });

const lines = 1_000;
/** The line that is no JSON, and the one that lacks what is asked for; counted from 1. */
const malformed = 400;
const lacking = 700;

/** Garbage would otherwise be left lying to some hundred megabytes before it is swept, and look like growth. */
const smallHeap = { NODE_OPTIONS: '--max-old-space-size=300' };

/** Line of 1..n, told apart by its number, so that their order shows in the answers. */
const commands: { args: string[]; line: (n: number) => object; number: (answer: never) => unknown }[] = [
  {
    args: ['stage', 'poll'],
    line: (n) => ({
      url: 'http://outlet.example/feed.xml',
      contentType: 'application/rss+xml',
      body: Buffer.from(
        `<rss version="2.0"><channel><title>Feed ${n}</title><link>http://outlet.example/</link><item><title>Entry</title><link>/e/${n}</link></item></channel></rss>`,
      ).toString('base64'),
    }),
    number: ({ feed }: { feed: { title: string } }) => Number(feed.title.slice(5)),
  },
  {
    args: ['stage', 'clean'],
    line: (n) => ({
      url: `http://outlet.example/page/${n}`,
      html: `<!doctype html><html lang="en"><head><title>Bridge ${n} closed</title></head><body><nav><a href="/">Home</a></nav><article><h1>Bridge ${n} closed</h1>${'<p>The bridge over the river was closed on Monday after an inspector found two cracks in its northern pillar, the county said in a statement.</p>'.repeat(5)}</article></body></html>`,
    }),
    number: ({ title }: { title: string }) => Number(/\d+/.exec(title)?.[0]),
  },
  {
    args: ['score', 'relation'],
    line: (n) => ({
      claim: `The inspector found ${n} cracks in the northern pillar.`,
      text: `The county denied on Monday that an inspector had found ${n} cracks in the northern pillar.`,
    }),
    number: () => null,
  },
  {
    args: ['score', 'worthiness'],
    line: (n) => ({ text: `The inspector found ${n} cracks in the northern pillar of the bridge.` }),
    number: () => null,
  },
  {
    args: ['score', 'attribution'],
    line: (n) => ({ text: `Bridge ${n} is closed, Mayor Ada Quill said on Monday.` }),
    number: () => null,
  },
];

describe.each(commands)('hearsay $args', ({ args, line, number }) => {
  test('answers a thousand lines in order, line by line, and does not grow with them', async () => {
    const child = spawn(process.execPath, [program, ...args], {
      env: plainEnvironment(smallHeap),
      stdio: 'pipe',
    });
    let err = '';
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      err += chunk;
    });
    const ended = new Promise((resolve) => child.once('close', resolve));
    const input = Array.from({ length: lines }, (_, at) => inputLine(at + 1, line));
    child.stdin.end(`${input.join('\n')}\n`);

    const answers: { error?: string }[] = [];
    const memory: number[] = [];
    for await (const answer of createInterface({ input: child.stdout })) {
      answers.push(JSON.parse(answer));
      if (answers.length % 100 === 0) memory.push(residentMb(child.pid as number));
    }
    expect(await ended).toBe(2);
    expect(answers).toHaveLength(lines);
    const failed = answers.flatMap((answer, at) => (answer.error === undefined ? [] : [at + 1]));
    expect(failed).toEqual([malformed, lacking]);
    expect(err.trim().split('\n')).toEqual([
      expect.stringMatching(new RegExp(`^Line ${malformed} is not JSON\\.$`)),
      expect.stringMatching(new RegExp(`^Line ${lacking}: "\\w+"`)),
    ]);
    for (const [at, answer] of answers.entries()) {
      const told = answer.error === undefined ? number(answer as never) : null;
      if (told !== null) expect(told).toBe(at + 1);
    }
    // Warm after 300 lines; from then on a leak of a page or text a line would show as 100 MB and more.
    if (memory.every((each) => each > 0))
      expect(Math.max(...memory.slice(3)) - (memory[2] ?? 0)).toBeLessThan(100);
  });
});

function inputLine(n: number, line: (n: number) => object): string {
  if (n === malformed) return '{"text": ';
  return JSON.stringify(n === lacking ? {} : line(n));
}

/** Resident memory of a process in megabytes; 0 where the system does not say. */
function residentMb(pid: number): number {
  const file = `/proc/${pid}/status`;
  const kilobytes = existsSync(file) ? /VmRSS:\s+(\d+)/.exec(readFileSync(file, 'utf8'))?.[1] : undefined;
  return Number(kilobytes ?? 0) / 1_024;
}

describe('hearsay replay', () => {
  test('says which lines are wrong and goes on with the others', async () => {
    const text =
      'The bridge was closed on Monday after an inspector found two cracks, the county said. '.repeat(6);
    const input = [
      JSON.stringify({ url: 'http://outlet.example/a', published: '2025-03-04T10:00:00Z', title: 'A', text }),
      '{"url": "http://outlet.example/b"',
      '[1]',
      '',
      JSON.stringify({ url: 'ftp://outlet.example/c', text }),
      JSON.stringify({ url: 'http://outlet.example/d', published: 'Monday', text }),
      JSON.stringify({ url: 'http://outlet.example/e' }),
    ].join('\n');
    const gave = await hearsay(['replay', '-', '--json'], { input });
    expect(gave.err.trim().split('\n')).toEqual([
      'Line 2 is not JSON.',
      'Line 3 is not a JSON object.',
      'Line 5: "url" must be an http or https address.',
      expect.stringMatching(/^Line 6: "published" must be an ISO 8601 time/),
      'Line 7 needs html or text.',
    ]);
    expect(gave.code).toBe(2);
    expect(JSON.parse(gave.out).articles).toHaveLength(1);
  });

  test('an empty archive is a mistake', async () => {
    expect(await hearsay(['replay', '-'], { input: '\n' })).toEqual({
      code: 2,
      out: '',
      err: 'Standard input holds no records.\n',
    });
  });
});
