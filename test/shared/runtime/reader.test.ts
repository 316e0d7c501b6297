import { createReader } from '@hearsay/runtime/reader/index';
import { afterEach, describe, expect, it } from 'vitest';

const text = 'The council voted nine to four on Tuesday to keep the old library open for another year.';
const page = { url: 'https://a.example/x', html: `<h1>Council keeps the library</h1><p>${text}</p>` };
/** Half a million elements. */
const slow = { url: 'https://a.example/slow', html: '<p>x</p>'.repeat(500_000) };

let close: (() => Promise<void>) | null = null;
afterEach(async () => {
  await close?.();
  close = null;
});

function reader(options: Parameters<typeof createReader>[0]) {
  const made = createReader(options);
  close = () => made.close();
  return made;
}

// Each worker loads jsdom, which takes seconds on a loaded machine.
describe('createReader', { timeout: 90_000 }, () => {
  it('cleans pages in order of arrival, and replaces its worker after some pages', async () => {
    const pool = reader({ threads: 1, pagesPerWorker: 2 });
    const found = await Promise.all(Array.from({ length: 3 }, () => pool.clean(page)));
    for (const article of found) expect(article).toMatchObject({ text });
  });

  it('drops what is too large or too slow, and goes on', async () => {
    const pool = reader({ threads: 1, timeoutMs: 1_000, maxBytes: 5_000_000, heapMb: 4_096 });
    expect(await pool.clean({ ...page, html: 'x'.repeat(5_000_001) })).toEqual({ dropped: 'too-large' });
    expect(await pool.clean(slow)).toEqual({ dropped: 'too-slow' });
    expect(await pool.clean(page)).toMatchObject({ text });
  });

  it('drops what needs more memory than it gives, and goes on', async () => {
    const pool = reader({ threads: 1, heapMb: 160, timeoutMs: 25_000 });
    const html = '<div><p>x</p></div>'.repeat(200_000);
    expect(await pool.clean({ ...page, html })).toEqual({ dropped: 'too-large' });
    expect(await pool.clean(page)).toMatchObject({ text });
  });

  it('refuses pages once closed', async () => {
    const pool = reader({ threads: 1 });
    await pool.close();
    await expect(pool.clean(page)).rejects.toThrow('closed');
  });
});
