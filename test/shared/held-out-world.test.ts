import { describe, expect, it } from 'vitest';
import { buildHeldOutWorld } from '../world/index.js';
import { expectEachEvent, expectOneFounder, articleOf as inWorld, visible } from './world/checks.js';

const world = buildHeldOutWorld();
const { truth } = world;

const articleOf = (id: string) => inWorld(world, id);
const curly = (text: string) => text.replaceAll("'", '’');

describe('held-out world', () => {
  it('has stories of many outlets, and articles that stand alone', () => {
    const hosts = (ids: string[]) => new Set(ids.map((id) => articleOf(id).host)).size;
    const told = truth.stories.filter(({ articles }) => articles.length > 1);
    expect(told).toHaveLength(7);
    for (const { id, articles } of told) expect(hosts(articles), id).toBeGreaterThanOrEqual(4);
    expect(truth.articles.filter(({ story }) => story === null).length).toBeGreaterThanOrEqual(3);
    expect(world.articles).toHaveLength(50);
    expect(new Set(world.articles.map(({ url }) => url)).size).toBe(50);
  });

  it('leaves no mark or template value unfilled, and holds each text on its page', () => {
    for (const { id, title, byline, revisions } of world.articles) {
      for (const { html, text } of revisions) {
        const seen = visible(html);
        expect(
          /\{\{|\[\[|\]\]|%%|\bundefined\b|\bNaN\b/.exec(`${title} ${byline} ${text} ${seen}`),
          id,
        ).toBeNull();
        for (const paragraph of text.split('\n\n')) expect(seen, id).toContain(paragraph);
      }
    }
    for (const { article, piece } of truth.boilerplate)
      for (const { text } of articleOf(article).revisions) expect(text, article).not.toContain(piece);
  });

  it('points at pieces that stand in the texts, said by those who are named there', () => {
    for (const { id, mentions } of truth.claims) {
      for (const mention of mentions) {
        const article = articleOf(mention.article);
        const revision = article.revisions[mention.revision - 1]?.text ?? '';
        const at = `${id} in ${mention.article}`;
        expect(mention.in === 'title' ? article.title : revision, at).toContain(mention.piece);
        const last = mention.speakerNamed ? (mention.speaker?.split(' ').at(-1) as string) : '';
        expect(curly(`${article.title} ${revision}`), at).toContain(curly(last));
      }
    }
    for (const { article, piece } of [...truth.notDisputes, ...truth.notClaims])
      expect(articleOf(article).revisions.at(-1)?.text, article).toContain(piece);
  });

  it('marks no words both as a claim and as none', () => {
    for (const { article, piece } of truth.notClaims)
      for (const { mentions } of truth.claims)
        for (const mention of mentions)
          if (mention.article === article) expect(piece, article).not.toContain(mention.piece);
  });

  it('has one founding article for each claim, first in time, and an origin', () => {
    expectOneFounder(world);
  });

  it('says what varies for each variation, and for nothing else but a correction', () => {
    for (const { id, mentions } of truth.claims)
      for (const mention of mentions)
        if (mention.relation === 'varies')
          expect(mention.change, `${id} in ${mention.article}`).not.toBeNull();
        else if (mention.change !== null) expect(mention.revision, id).toBeGreaterThan(1);
  });

  it('names the outlets it cites and those that its mentions rest on', () => {
    for (const { id, cites } of truth.articles) {
      const { byline, revisions } = articleOf(id);
      const page = `${byline} ${revisions.map(({ text }) => text).join(' ')}`;
      for (const host of cites) {
        const { name } = world.outlets.find((outlet) => outlet.host === host) as { name: string };
        expect(page, id).toContain(name.replace(/^The | News( Agency)?$/g, ''));
      }
      const relied = truth.claims
        .flatMap(({ mentions }) => mentions)
        .filter((mention) => mention.article === id && mention.via !== null);
      for (const { via, piece } of relied) expect(cites, `${id}: ${piece}`).toContain(via);
    }
  });

  it('expects each kind of event but none twice', () => {
    expectEachEvent(world);
  });
});
