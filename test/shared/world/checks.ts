import { expect } from 'vitest';
import type { Article, World } from '../../world/index.js';

/* What holds in every invented world. */

export function articleOf(world: World, id: string): Article {
  const article = world.articles.find((each) => each.id === id);
  if (!article) throw new Error(`no article ${id}`);
  return article;
}

/** The page as a reader sees it, without script, style and mark-up; coarse on purpose, no extractor of ours. */
export function visible(html: string): string {
  return html
    .replace(/<(script|style)\b[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]+>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ');
}

/** Each claim has one founding article, first in time, and an origin. */
export function expectOneFounder({ articles, truth }: World): void {
  const order = articles.map(({ id }) => id);
  for (const { id, mentions, origins } of truth.claims) {
    const founders = new Set(mentions.filter((m) => m.relation === 'originates').map((m) => m.article));
    expect([...founders], id).toHaveLength(1);
    const first = Math.min(...mentions.map((m) => order.indexOf(m.article)));
    expect(order[first], id).toBe([...founders][0]);
    expect(origins.length, id).toBeGreaterThan(0);
  }
}

/** Each kind of event is expected, and none twice. */
export function expectEachEvent({ truth }: World): void {
  const keys = truth.alerts.map((a) =>
    [a.type, a.claim, a.host, a.speaker, a.type === 'corrected' && a.step].join(),
  );
  expect(new Set(keys).size).toBe(keys.length);
  expect(new Set(truth.alerts.map(({ type }) => type))).toEqual(
    new Set(['originated', 'repeated', 'varied', 'disputed', 'confirmed', 'corrected', 'withdrawn']),
  );
}
