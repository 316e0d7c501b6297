import { describe, expect, it } from 'vitest';
import { archive, buildWorld, entriesOf, type World, writeFeed } from '../world/index.js';
import { articleOf, expectEachEvent, expectOneFounder, visible } from './world/checks.js';

const SEEDS = [1, 7, 42, 2025, 987654321];
const worlds = new Map(SEEDS.map((seed) => [seed, buildWorld(seed)]));

describe('buildWorld', () => {
  it('gives the same world for the same seed', () => {
    expect(buildWorld(42)).toEqual(worlds.get(42));
  });

  it('gives another cast in the same stories for another seed', () => {
    const [a, b] = [worlds.get(1) as World, worlds.get(7) as World];
    expect(b.articles.map(({ id }) => id)).toEqual(a.articles.map(({ id }) => id));
    const shape = (world: World) =>
      world.truth.claims.map(({ id, mentions }) => [
        id,
        mentions.map((m) => [m.article, m.relation, m.change]),
      ]);
    expect(shape(b)).toEqual(shape(a));
    const bylines = (world: World) =>
      world.articles.map(({ byline }) => byline).filter((name) => name !== null);
    expect(bylines(b).filter((name) => bylines(a).includes(name))).toHaveLength(0);
  });

  it.each(SEEDS)('has stories, outlets and every feed format (seed %i)', (seed) => {
    const { outlets, articles, steps, truth } = worlds.get(seed) as World;
    expect(truth.stories.length).toBeGreaterThanOrEqual(3);
    expect(new Set(outlets.map(({ host }) => host)).size).toBe(10);
    expect(new Set(outlets.map(({ feedType }) => feedType))).toEqual(new Set(['rss', 'atom', 'rdf', 'json']));
    expect(articles.length).toBeGreaterThanOrEqual(20);
    expect(new Set(articles.map(({ url }) => url)).size).toBe(articles.length);
    const shown = steps.flatMap(({ shows }) => shows.map((s) => `${s.article} ${s.revision}`));
    expect(shown.toSorted()).toEqual(
      articles.flatMap(({ id, revisions }) => revisions.map((_, at) => `${id} ${at + 1}`)).toSorted(),
    );
    const times = steps.map(({ at }) => at);
    expect(times).toEqual(times.toSorted());
  });

  it.each(SEEDS)('leaves no slot, mark or template value unfilled (seed %i)', (seed) => {
    const world = worlds.get(seed) as World;
    for (const { id, title, byline, revisions } of world.articles) {
      for (const { html, text } of revisions) {
        const all = [title, byline, text, html].join('\n');
        const left = /\{\{|\}\}(?!\})(?=\s*[A-Za-z<])|\{~|\[\[|\]\]|%%|\bundefined\b|\bNaN\b/.exec(
          visible(all),
        );
        expect(left?.[0], id).toBeUndefined();
        expect(/\{[\w.~]+\}/.exec(text)?.[0], id).toBeUndefined();
        expect(/\b(the|a|The|A) (the|The|a)\b/.exec(text)?.[0], id).toBeUndefined();
      }
    }
    expect(JSON.stringify(world.truth)).not.toMatch(/\{[a-z]|\[\[|%%/);
  });

  it.each(SEEDS)('makes pages whose JSON-LD parses and whose body holds the text (seed %i)', (seed) => {
    for (const { id, revisions } of (worlds.get(seed) as World).articles) {
      for (const { html, text } of revisions) {
        for (const [, json] of html.matchAll(
          /<script type="application\/ld\+json"[^>]*>([\s\S]*?)<\/script>/g,
        ))
          expect(() => JSON.parse(json as string), id).not.toThrow();
        const seen = visible(html);
        for (const paragraph of text.split('\n\n')) expect(seen, id).toContain(paragraph);
      }
    }
  });
});

describe('truth', () => {
  it.each(SEEDS)('points at pieces that stand in the texts (seed %i)', (seed) => {
    const world = worlds.get(seed) as World;
    for (const { id, mentions } of world.truth.claims) {
      expect(mentions.length, id).toBeGreaterThan(0);
      for (const mention of mentions) {
        const article = articleOf(world, mention.article);
        const where = mention.in === 'title' ? article.title : article.revisions[mention.revision - 1]?.text;
        expect(where, `${id} in ${mention.article}`).toContain(mention.piece);
        const last = mention.speakerNamed ? (mention.speaker?.split(' ').at(-1) as string) : '';
        expect(
          article.revisions[mention.revision - 1]?.text.replaceAll("'", '’'),
          `${id} in ${mention.article}`,
        ).toContain(last);
      }
    }
    for (const { article, piece } of world.truth.notDisputes)
      expect(articleOf(world, article).revisions.at(-1)?.text).toContain(piece);
  });

  it.each(SEEDS)('has one founding mention for each claim, first in time (seed %i)', (seed) => {
    expectOneFounder(worlds.get(seed) as World);
  });

  it.each(SEEDS)('knows boilerplate that is on the page and not in the text (seed %i)', (seed) => {
    const world = worlds.get(seed) as World;
    expect(new Set(world.truth.boilerplate.map(({ where }) => where))).toEqual(
      new Set(['inside', 'outside']),
    );
    for (const { article, piece } of world.truth.boilerplate) {
      const { revisions } = articleOf(world, article);
      expect(
        revisions.some(({ html }) => visible(html).includes(piece)),
        `${article}: ${piece}`,
      ).toBe(true);
      for (const { text } of revisions) expect(text, `${article}: ${piece}`).not.toContain(piece);
    }
  });

  it.each(SEEDS)('copies what it says is copied, and cites whom it names (seed %i)', (seed) => {
    const world = worlds.get(seed) as World;
    const { truth } = world;
    const kinds = new Set(truth.articles.map(({ copyKind }) => copyKind));
    expect(kinds).toEqual(new Set([null, 'exact', 'near', 'rewrite', 'translation']));
    for (const article of truth.articles) {
      const own = articleOf(world, article.id);
      const page = `${own.byline} ${own.revisions.at(-1)?.text}`;
      for (const host of article.cites) {
        const name = world.outlets
          .find((outlet) => outlet.host === host)
          ?.name.replace(/^The /, '') as string;
        expect(page, article.id).toContain(name);
      }
      if (article.copyKind !== 'exact') continue;
      const source = articleOf(world, article.copyOf as string).revisions[0]?.text.split('\n\n') as string[];
      const kept = own.revisions[0]?.text.split('\n\n').filter((paragraph) => source.includes(paragraph));
      expect(kept?.length, article.id).toBeGreaterThanOrEqual(source.length - 2);
    }
  });

  it.each(SEEDS)('expects each kind of alert, none twice (seed %i)', (seed) => {
    const world = worlds.get(seed) as World;
    expectEachEvent(world);
    const { truth, steps } = world;
    const changes = new Set(truth.alerts.map(({ change }) => change));
    expect(changes).toEqual(new Set([null, 'number', 'quotation', 'detail', 'update']));
    for (const { step } of truth.alerts) expect(steps[step - 1]).toBeDefined();
  });
});

describe('writeFeed', () => {
  it('is well formed in every format, before the first step and after the last', () => {
    const world = worlds.get(7) as World;
    for (const outlet of world.outlets) {
      for (const step of [0, world.steps.length]) {
        const entries = entriesOf(world, outlet, step);
        const feed = writeFeed(outlet, entries);
        if (outlet.feedType === 'json') expect(JSON.parse(feed).items).toHaveLength(entries.length);
        else expect(wellFormed(feed), `${outlet.role} at step ${step}`).toBe('');
        for (const { article } of entries) expect(feed).toContain(article.url.replace(/&/g, '&amp;'));
      }
    }
  });
});

describe('archive', () => {
  it('has a line for each revision, in order of time', () => {
    const world = worlds.get(1) as World;
    const lines = archive(world)
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { url: string; html: string });
    expect(lines).toHaveLength(world.articles.flatMap(({ revisions }) => revisions).length);
    const shown = world.steps.flatMap(({ shows }) => shows.map((s) => articleOf(world, s.article).url));
    expect(lines.map(({ url }) => url)).toEqual(shown);
  });
});

/** Empty where every tag of an XML text closes and every reference is known; otherwise what is wrong. */
function wellFormed(xml: string): string {
  const open: string[] = [];
  const rest = xml.replace(/<!\[CDATA\[[\s\S]*?\]\]>/g, '').replace(/^<\?xml[^>]*\?>/, '');
  for (const [tag, closing, name, self] of rest.matchAll(
    /<(\/?)([\w:]+)(?:\s+[\w:]+="[^"<]*")*\s*(\/?)>|</g,
  )) {
    if (!name) return `a bare <: ${tag}`;
    if (closing) {
      if (open.pop() !== name) return `</${name}> closes nothing`;
    } else if (!self) open.push(name);
  }
  const reference = /&(?!(amp|lt|gt|quot|apos|#\d+);)/.exec(rest);
  return reference ? `a bare & at ${reference.index}` : open.join();
}
