import { eventsOf } from '@hearsay/text/event';
import { describe, expect, it } from 'vitest';
import { match, readStory, toArticle } from './claim/story.js';

const bridge = readStory('bridge.json').articles;

function eventsFor(articles: ReturnType<typeof toArticle>[]) {
  return eventsOf('s', match(articles), articles);
}

describe('eventsOf', () => {
  it('says once per outlet who joined the story', () => {
    const covered = eventsFor(bridge.map(toArticle)).filter((fact) => fact.type === 'covered');
    expect(covered.map((fact) => fact.outlet)).toEqual([
      'tribune.example',
      'courier.example',
      'beacon.example',
      'post.example',
    ]);
  });

  it('gives a dispute once per outlet, claim and speaker, with both outlets', () => {
    const disputed = eventsFor(bridge.map(toArticle)).filter((fact) => fact.type === 'disputed');
    expect(disputed.map((fact) => fact.outlet)).toEqual(['beacon.example', 'post.example']);
    expect(new Set(disputed.map((fact) => fact.claim)).size).toBe(1);
    expect(disputed[0]?.text).toContain('Osei');
  });

  it('calls a repeat on another origin confirmed, and nothing else of that outlet and claim repeated', () => {
    const articles = readStory('strike.json').articles.map(toArticle);
    const facts = eventsFor(articles);
    const confirmed = facts.filter((fact) => fact.type === 'confirmed');
    expect(confirmed.map((fact) => fact.outlet)).toEqual(['dispatch.example']);
    expect(facts.some((fact) => fact.type === 'repeated' && fact.outlet === 'dispatch.example')).toBe(false);
  });

  it('says what a later revision withdrew and corrected', () => {
    const first = bridge[0]!;
    const text = first.text.replace('found 14 cracks', 'found 9 cracks').replace(/\n\n“We were[^\n]*/, '');
    const articles = [toArticle(first), toArticle({ ...first, revision: 2, title: null, text })];
    const facts = eventsFor(articles);
    expect(facts.filter((fact) => fact.type === 'corrected').map((fact) => fact.text)[0]).toContain(
      '“14” became “9”',
    );
    expect(
      facts
        .filter((fact) => fact.type === 'withdrawn')
        .map((fact) => fact.text)
        .join(),
    ).toContain('scrambling');
  });

  it('gives every fact one key, and the same facts again on the same input', () => {
    const articles = bridge.map(toArticle);
    const keys = eventsFor(articles).map((fact) => fact.key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(eventsFor([...articles].reverse()).map((fact) => fact.key)).toEqual(keys);
  });
});
