import { eventsOf } from '@hearsay/text/event';
import { describe, expect, it } from 'vitest';
import { match, readStory, toArticle } from './claim/story.js';

const [first] = readStory('bridge.json').articles;

function texts(text: string, outletName = first!.outletName): string[] {
  const article = toArticle({ ...first!, outletName, title: null, text });
  return eventsOf('s', match([article]), [article])
    .filter(({ type }) => type === 'originated')
    .map((fact) => fact.text);
}

describe('on whose word', () => {
  it('goes on small where the source opened its sentence', () => {
    const [told] = texts('A pilot of the ferry line said 12 lorries were lost in the harbour.');
    expect(told).toMatch(/, on the word of a pilot of the ferry line\.$/);
  });

  it('is nobody else’s where an outlet speaks of itself', () => {
    const [told] = texts(
      'The Lamplighter can reveal that 12 lorries were lost in the harbour.',
      'Daily Lamplighter',
    );
    expect(told).toMatch(
      /^Daily Lamplighter is the first seen to say “12 lorries were lost in the harbour”\.$/,
    );
  });

  it('keeps the large letter of a name', () => {
    const [told] = texts('Mira Osei said 12 lorries were lost in the harbour.');
    expect(told).toMatch(/, on the word of Mira Osei\.$/);
  });
});
