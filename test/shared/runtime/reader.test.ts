import { createReader, type Reader } from '@hearsay/runtime/reader/index';
import { NotAFeedError, readFeed } from '@hearsay/text/feed';
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

async function refusal(pool: Reader, text: string): Promise<string> {
  const source = { url: 'https://a.example/feed', contentType: null };
  const error = await pool.feed(new TextEncoder().encode(text), source).catch((reason) => reason);
  expect(error).toBeInstanceOf(NotAFeedError);
  return (error as Error).message;
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

  it('reads a large feed in a thread as it reads a small one', async () => {
    const pool = reader({ feedInlineBytes: 0 });
    const source = { url: 'https://a.example/feed', contentType: null };
    const bytes = new TextEncoder().encode(
      `<rss><channel><title>T</title>${'<item><title>One &amp; two</title><description>x &lt;b&gt;y&lt;/b&gt;</description></item>'.repeat(50)}</channel></rss>`,
    );
    expect(await pool.feed(bytes, source)).toEqual(await readFeed(bytes, source));
  });

  it('says why it refuses a feed, and goes on', async () => {
    const pool = reader({ feedInlineBytes: 0 });
    expect(await refusal(pool, '<html><body>x')).toBe('This is a web page, not a feed.');
    expect(await refusal(pool, 'words')).toContain('no XML');
  });

  it('refuses a feed that takes too long', async () => {
    const pool = reader({ feedInlineBytes: 0, feedTimeoutMs: 20 });
    const item = `<item><description>${'&lt;b&gt;x&lt;/b&gt;'.repeat(500)}</description></item>`;
    expect(await refusal(pool, `<rss><channel>${item.repeat(800)}</channel></rss>`)).toBe(
      'This document takes more than 0.02 s to read, so it is refused.',
    );
  });

  it('refuses pages once closed', async () => {
    const pool = reader({ threads: 1 });
    await pool.close();
    await expect(pool.clean(page)).rejects.toThrow('closed');
  });
});
