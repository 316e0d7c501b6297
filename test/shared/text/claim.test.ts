import { rememberStories } from '@hearsay/text/claim';
import { describe, expect, it } from 'vitest';
import { processorMs } from '../../support/processor-time.js';
import { shuffled } from '../../train/learn/folds.js';
import { fixtures, match, mentionOf, readStory, toArticle } from './claim/story.js';

describe.each(fixtures)('matchStory on %s', (_, fixture) => {
  const articles = fixture.articles.map(toArticle);
  const made = match(articles);
  const claimOf = (id: string | undefined) =>
    made.claims.find((claim) => claim.mentions.some((each) => each.id === id));

  it.each(fixture.claims)('keeps the mentions of “$name” together', ({ mentions }) => {
    const found = mentions.map(
      ([article, piece]) => claimOf(mentionOf(made, articles, article, piece)?.id)?.id,
    );
    expect(new Set(found).size).toBe(1);
    expect(found[0]).toBeDefined();
  });

  it.each(fixture.claims)('reads the relations of “$name”', ({ mentions }) => {
    const read = mentions.map(([article, piece]) => {
      const mention = mentionOf(made, articles, article, piece);
      return [article, piece, mention?.relation, mention?.change ?? null];
    });
    expect(read).toEqual(mentions);
  });

  it.each(fixture.claims.filter((claim) => claim.counts !== null))(
    'traces “$name”',
    ({ mentions, counts, origins }) => {
      const [article, piece] = mentions[0]!;
      const claim = claimOf(mentionOf(made, articles, article, piece)?.id);
      expect(claim?.counts).toEqual(counts);
      const names = claim?.origins.map((origin) => origin.name.replace(/^(?:an?|the) /, ''));
      expect(names).toEqual(
        origins?.map((name) => name.replace(/^(?:an?|the) /i, (word) => (word === 'The ' ? word : ''))),
      );
    },
  );

  it('keeps different claims apart', () => {
    const ids = fixture.claims.map(
      ({ mentions: [first] }) => claimOf(mentionOf(made, articles, first![0], first![1])?.id)?.id,
    );
    expect(new Set(ids).size).toBe(fixture.claims.length);
  });

  it('gives the same whatever came and went before', () => {
    const matchNext = rememberStories(100);
    for (let round = 0; round < 40; round += 1) {
      // Each article stays away in some rounds, and comes back later: last by its time, first or between others.
      const list = shuffled(articles, round).filter((_, at) => (at * 7 + round * 3) % 5 !== 0);
      expect(matchNext({ story: 's', articles: list, known: { claims: {} } })).toEqual(match(list));
    }
  });

  it('goes on from an earlier match, and goes back to where something came between', () => {
    const matchNext = rememberStories(100);
    const known = { claims: {} };
    const next = (list: typeof articles) => matchNext({ story: 's', articles: list, known });
    for (const order of [articles, [...articles].reverse()])
      for (let count = 1; count <= order.length; count += 1)
        expect(next(order.slice(0, count))).toEqual(match(order.slice(0, count)));
    const first = { ...articles[0]!, outletName: 'The Renamed Courier' };
    const renamed = [first, ...articles.slice(1)];
    expect(next(renamed)).toEqual(match(renamed));
    const later = articles.map((each) => ({ ...each, revision: each.revision + 1 }));
    expect(next([...articles, ...later])).toEqual(match([...articles, ...later]));
  });

  it('does not depend on the order in which articles arrive', () => {
    expect(match([...articles].reverse())).toEqual(made);
  });
});

describe('matchStory', () => {
  const articles = readStory('bridge.json').articles.map(toArticle);

  it('keeps an id when an earlier source turns up', () => {
    const later = match(articles.slice(1));
    const known = Object.fromEntries(
      later.claims.flatMap((claim) => claim.mentions.map((each) => [each.id, claim.id])),
    );
    const before = later.claims.find((claim) =>
      claim.mentions.some((each) => each.article === 'a2' && each.start === 0),
    )!;
    const all = match(articles, known);
    const after = all.claims.find((claim) => claim.id === before.id)!;
    expect(after.mentions.find((each) => each.relation === 'originates')?.article).toBe('a1');
    expect(after.mentions.some((each) => each.article === 'a2')).toBe(true);
  });

  it('decides about an article without knowing later ones', () => {
    const two = match(articles.slice(0, 2));
    const four = match(articles);
    const decided = (made: typeof two) =>
      made.claims.flatMap((claim) =>
        claim.mentions
          .filter((each) => each.article < 'a3')
          .map((each) => [claim.id, each.id, each.relation, each.change].join(' ')),
      );
    expect(decided(four)).toEqual(decided(two));
  });

  it('gives every mention of a superseded revision as no longer current', () => {
    const first = readStory('bridge.json').articles[0]!;
    const revised = toArticle({ ...first, revision: 2, text: first.text.replace(/^[^\n]*\n\n/, '') });
    const made = match([toArticle(first), revised]);
    const gone = made.claims.find((claim) => claim.text.startsWith('City inspectors found 14'))!;
    expect(gone.mentions.filter((each) => each.in === 'text').map((each) => each.current)).toEqual([false]);
    const kept = made.claims.find((claim) => claim.text.startsWith('Repairs were put off'))!;
    expect(kept.mentions.map((each) => [each.revision, each.current, each.relation])).toEqual([
      [1, false, 'originates'],
      [2, true, 'originates'],
    ]);
    expect(kept.counts.outlets).toBe(1);
  });

  it('matches sixty outlets with twenty candidates each in about two seconds of processor time', () => {
    const many = Array.from({ length: 60 }, (_, index) => {
      const source = articles[index % articles.length]!;
      const candidates = Array.from({ length: 20 }, (_, at) => {
        const from = source.candidates[at % source.candidates.length]!;
        return { ...from, start: from.start + at * 1000, end: from.end + at * 1000, order: at };
      });
      return { ...source, id: `m${index}`, outlet: `outlet${index}.example`, candidates };
    });
    const started = process.cpuUsage();
    expect(match(many).claims.length).toBeGreaterThan(0);
    expect(processorMs(started)).toBeLessThan(2500);
  });

  it('has nothing to say about an empty story', () => {
    expect(match([])).toEqual({ claims: [] });
  });
});

describe('one number told with another verb', () => {
  const article = (id: string, published: string, text: string) =>
    toArticle({ id, outlet: `${id}.example`, outletName: id, title: null, published, text });

  it('joins where the sentences around it are alike', () => {
    const first = article(
      'courier',
      '2031-03-01T08:00:00Z',
      'The port police have charged 150 sailors with smuggling, but the locations of another 50 remain unknown, and customs officers want to arrest them on smuggling charges.',
    );
    const second = article(
      'ledger',
      '2031-03-01T09:00:00Z',
      'Customs officers continue to search for over four dozen sailors, hoping to arrest them on smuggling charges once their locations are confirmed.',
    );
    const { claims } = match([first, second]);
    const claim = claims.find(({ mentions }) =>
      mentions.some(({ sentence }) => sentence.includes('four dozen')),
    );
    expect(claim?.mentions.map((mention) => mention.article)).toEqual(['courier', 'ledger']);
  });
});

describe('an outlet relied on', () => {
  const article = (id: string, outletName: string, text: string, hour: number) =>
    toArticle({
      id,
      outlet: `${id}.example`,
      outletName,
      published: `2031-03-01T0${hour}:00:00Z`,
      title: null,
      text,
    });
  const told = 'The ferry hit the quay at full speed, the Harbour Courier reported.';

  it('is the outlet of the story that has its name, with the article or without', () => {
    const later = article('courier', 'The Harbour Courier', 'The harbour office shut its gate at noon.', 9);
    const claims = match([article('gazette', 'Gazette', told, 8), later]).claims;
    const mention = claims.flatMap((claim) => claim.mentions).find((each) => each.article === 'gazette');
    expect(mention?.via).toEqual({ outlet: 'courier.example', outletName: 'The Harbour Courier' });
    expect(mention?.origin).toEqual({ kind: 'outlet', name: 'The Harbour Courier' });
  });

  it('stays as it is written where two outlets of the story share the name', () => {
    const two = ['one', 'two'].map((id) => article(id, 'The Harbour Courier', 'The gate is shut.', 9));
    const claims = match([article('gazette', 'Gazette', told, 8), ...two]).claims;
    const mention = claims.flatMap((claim) => claim.mentions).find((each) => each.article === 'gazette');
    expect(mention?.via?.outlet).toBeNull();
  });
});
