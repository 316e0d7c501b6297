import { type EventArticle, eventsOf } from '@hearsay/text/event';
import { describe, expect, it } from 'vitest';
import { match, readStory, toArticle } from './claim/story.js';

type Change = (text: string) => string;

const [first, second] = readStory('bridge.json').articles as [
  Parameters<typeof toArticle>[0],
  Parameters<typeof toArticle>[0],
];

/** The first article in these wordings, beside the second as it is; `null` is a deletion. */
function history(wordings: (Change | null)[], marks: Partial<EventArticle>[] = []) {
  let last = first.text;
  const revisions = wordings.map((change, at): EventArticle => {
    const deleted = change === null;
    if (change !== null) last = change(first.text);
    const article = toArticle({ ...first, revision: at + 1, text: last });
    const back = at > 0 && wordings[at - 1] === null;
    const kind = deleted ? 'deleted' : back ? 'restored' : 'edit';
    return { ...article, kind, ...marks[at], ...(deleted ? { candidates: [] } : {}) };
  });
  const articles = [...revisions, toArticle(second)];
  return eventsOf('s', match(articles), articles)
    .filter(({ type }) => type === 'withdrawn' || type === 'corrected')
    .map(({ type, text, key, mention }) => ({ type, text, revision: Number(key.split('\n')[4]), mention }));
}

const same: Change = (text) => text;
const nine: Change = (text) => text.replace('found 14 cracks', 'found 9 cracks');
const withoutQuote: Change = (text) => text.replace(/\n\n“We were[^\n]*/, '');
const about = (facts: ReturnType<typeof history>, word: string) =>
  facts.filter(({ text }) => text.includes(word)).map(({ type, revision }) => `${type} ${revision}`);

describe('the history of an article in the log', () => {
  it('says nothing of revisions in which nothing changed', () => {
    expect(history([same, same, same])).toEqual([]);
  });

  it('tells a correction once, however many revisions follow', () => {
    const facts = history([same, nine, nine, nine]);
    expect(about(facts, 'became')).toEqual(['corrected 2']);
    expect(facts[0]?.text).toContain('“14” became “9”');
  });

  it('tells a correction that is taken back as two', () => {
    const facts = history([same, nine, same]);
    expect(facts.map(({ text }) => /“\d+” became “\d+”/.exec(text)?.[0]).filter(Boolean)).toEqual([
      '“14” became “9”',
      '“9” became “14”',
    ]);
  });

  it('tells what is withdrawn, and that it is said again', () => {
    const facts = history([same, withoutQuote, same]);
    expect(about(facts, 'scrambling')).toEqual(['withdrawn 2', 'corrected 3']);
    expect(facts.find(({ type }) => type === 'withdrawn')?.mention).not.toBeNull();
    expect(facts.find(({ type }) => type === 'corrected')?.text).toMatch(/again, which it had withdrawn\.$/);
  });

  it('withdraws all that a deleted article said, in modest words, and tells of its return', () => {
    const facts = history([same, null, same]);
    const withdrawn = facts.filter(({ type }) => type === 'withdrawn');
    expect(withdrawn.length).toBeGreaterThan(2);
    for (const { text } of withdrawn)
      expect(text).toMatch(
        /^The page on which .+ is no longer there; whether it stands by it is not known\.$/,
      );
    const back = facts.filter(({ type }) => type === 'corrected');
    expect(back).toHaveLength(withdrawn.length);
    for (const { text, revision } of back) {
      expect(revision).toBe(3);
      expect(text).toMatch(/again; its page is back\.$/);
    }
  });

  it('lays nothing at the door of an outlet that our own reader or a slip brought about', () => {
    expect(history([same, withoutQuote], [{}, { kind: 'reprocessed' }])).toEqual([]);
    expect(history([same, nine], [{}, { minor: true }])).toEqual([]);
  });

  it('holds an edit against the wording as it was read again', () => {
    const facts = history(
      [same, withoutQuote, (text) => nine(withoutQuote(text))],
      [{}, { kind: 'reprocessed' }],
    );
    expect(about(facts, 'scrambling')).toEqual([]);
    expect(about(facts, 'became')).toEqual(['corrected 3']);
  });

  it('does not call a sentence withdrawn that still stands', () => {
    const article = toArticle({ ...first, revision: 1 });
    const deaf = { ...toArticle({ ...first, revision: 2 }), candidates: [] };
    const articles = [article, deaf, toArticle(second)];
    const types = eventsOf('s', match(articles), articles).map(({ type }) => type);
    expect(types).not.toContain('withdrawn');
  });
});
