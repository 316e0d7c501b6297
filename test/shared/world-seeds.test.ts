import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hasShared } from '../support/shared-data.js';
import { entriesOf, writeFeed } from '../world/index.js';
import { buildSeeds, seedArchive, seedsFolder, serveSeeds } from '../world/seeds.js';

interface Gold {
  outlets: Record<string, { title: string | null; domain: string; published: string }>;
  replay: string[];
}

describe.skipIf(!hasShared('seeds'))('the seed articles (needs ../shared/seeds)', () => {
  const gold = () => JSON.parse(readFileSync(join(seedsFolder, 'gold.json'), 'utf8')) as Gold;

  it('are five outlets, published one by one in replay order', () => {
    const { outlets, articles, steps } = buildSeeds();
    expect(outlets.map(({ host }) => host)).toEqual(gold().replay.map((id) => gold().outlets[id]?.domain));
    expect(steps.map(({ shows }) => shows[0]?.article)).toEqual(gold().replay);
    expect(articles.map(({ published }) => published)).toEqual(
      gold().replay.map((id) => gold().outlets[id]?.published),
    );
  });

  it('have no invented titles', () => {
    for (const { id, title, revisions } of buildSeeds().articles) {
      expect(title).toBe(gold().outlets[id]?.title);
      expect(revisions[0]?.html.includes('<h1>')).toBe(title !== null);
      expect(revisions[0]?.html.includes('og:title')).toBe(title !== null);
    }
    const world = buildSeeds();
    const untitled = world.outlets.find(({ role }) => gold().outlets[role]?.title === null);
    if (!untitled) throw new Error('gold.json no longer has an article without a title');
    const [, item] = writeFeed(untitled, entriesOf(world, untitled, 5)).split('<item>');
    expect(item).not.toContain('<title>');
  });

  it('keep every line of the text as a paragraph', () => {
    for (const { id, revisions } of buildSeeds().articles) {
      const lines = revisions[0]?.text.split('\n\n') ?? [];
      expect(revisions[0]?.html.match(/<p>/g)?.length, id).toBe(lines.length + 1);
      expect(lines.length, id).toBeGreaterThan(5);
    }
  });

  it('are served over HTTP, one more with each step', async () => {
    const served = await serveSeeds();
    try {
      expect(served.hosts).toHaveLength(5);
      for (let step = 1; step <= 5; step++) expect(served.publishNext()).toBe(step);
      expect([served.published, served.publishNext()]).toEqual([5, null]);
    } finally {
      await served.close();
    }
  });

  it('make an archive with text in replay order', () => {
    const lines = seedArchive()
      .trimEnd()
      .split('\n')
      .map(
        (line) => JSON.parse(line) as { outlet: string; text: string; html?: string; title: string | null },
      );
    expect(lines.map(({ outlet }) => outlet)).toEqual(gold().replay.map((id) => gold().outlets[id]?.domain));
    for (const { text, html } of lines) expect([text.length > 1000, html]).toEqual([true, undefined]);
  });
});
