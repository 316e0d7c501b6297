import {
  addIdf,
  arrangeStories,
  assignStory,
  newsIdf,
  type StoryArticle,
  type StoryNeighbour,
  scoreAgainst,
  scoreAmong,
  scorePair,
  stem,
  storyTitle,
  storyVector,
  weightOf,
} from '@hearsay/text/story';
import { describe, expect, test } from 'vitest';
import { readSeeds } from '../../eval/copies/data.js';
import { runPass } from '../../eval/stories/pass.js';
import { shuffled } from '../../eval/stories/shuffle.js';
import rows from '../../fixtures/text/same/stories.json' with { type: 'json' };
import { hasShared } from '../../support/shared-data.js';

const articles = rows.map((row) => ({
  ...row,
  topic: '',
  vector: storyVector({ ...row, outlet: '', names: [] }, newsIdf),
}));
const named = (id: string) => articles.find((article) => article.id === id)!;

function groupsOf(placed: { id: string; found: string }[]): string[] {
  const groups = new Map<string, string[]>();
  for (const { id, found } of placed) groups.set(found, [...(groups.get(found) ?? []), id]);
  return [...groups.values()].map((ids) => ids.sort().join(' ')).sort();
}

describe('stories', () => {
  test('two fires of one night in one town stay apart, a follow-up three days later joins', () => {
    expect(groupsOf(runPass(articles, 'arrange').placed)).toEqual(['f1 f2 f3', 'g1 g2', 'h1 h2']);
  });

  test('any order of arrival gives the same stories', () => {
    const groups = groupsOf(runPass(articles, 'arrange').placed);
    for (let seed = 1; seed <= 20; seed++)
      expect(groupsOf(runPass(shuffled(articles, seed), 'arrange').placed)).toEqual(groups);
  });

  test('arranging an article again where it already is changes nothing else', () => {
    const story = { story: 'mill', articles: [named('f1'), named('f2')] };
    const hotel = { story: 'hotel', articles: [named('g1'), named('g2')] };
    const found = arrangeStories(named('f3'), [story, hotel]);
    expect(found).toMatchObject({ story: 'mill', moved: [] });
    expect(found.groups).toEqual([{ story: 'mill', articles: ['f1', 'f2', 'f3'] }]);
  });

  test('a story that was two is split when an article shows it, and keeps its id for the larger part', () => {
    const mixed: StoryNeighbour = { story: 's', articles: [named('f1'), named('f2'), named('h1')] };
    const found = arrangeStories(named('h2'), [mixed]);
    expect(found.story).toBeNull();
    expect(found.moved).toEqual([{ article: 'h1', from: 's', to: null }]);
    expect(found.groups.find((group) => group.story === null)?.articles).toEqual(['h1', 'h2']);
  });

  test('two stories that are one are merged into the one with more articles', () => {
    const parts: StoryNeighbour[] = [
      { story: 'x', articles: [named('f1')] },
      { story: 'y', articles: [named('f2'), { ...named('f2'), id: 'f2b' } as StoryArticle] },
    ];
    const found = arrangeStories(named('f3'), parts);
    expect(found).toMatchObject({ story: 'y', moved: [{ article: 'f1', from: 'x', to: 'y' }] });
  });

  test('a final decision takes the nearest story, and none that is too far', () => {
    const candidates = [
      { story: 'hotel', articles: [named('g1').vector] },
      { story: 'mill', articles: [named('f1').vector] },
    ];
    expect(assignStory(named('f2').vector, candidates)?.story).toBe('mill');
    expect(assignStory(named('g2').vector, [...candidates].reverse())?.story).toBe('hotel');
    expect(assignStory(named('h1').vector, candidates)).toBeNull();
  });

  test('no candidates make a new story', () => {
    expect(assignStory(named('f1').vector, [])).toBeNull();
    expect(arrangeStories(named('f1'), []).story).toBeNull();
  });

  test('time takes from the score only after days, and never where it is unknown', () => {
    const at = (published: string | null) => ({ ...named('f2').vector, published });
    const score = (published: string | null) => scorePair(named('f1').vector, at(published));
    expect(score('2031-02-06T07:00:00Z')).toBe(score('2031-02-03T07:00:00Z'));
    expect(score(null)).toBe(score('2031-02-03T07:00:00Z'));
    expect(score('2031-02-20T07:00:00Z')).toBeLessThan(score('2031-02-06T07:00:00Z'));
    expect(score('2033-02-20T07:00:00Z')).toBeLessThan(score('2031-02-20T07:00:00Z'));
  });

  test('the answer says what spoke for it', () => {
    const match = assignStory(named('f3').vector, [
      { story: 's', articles: [named('f1').vector, named('f2').vector] },
    ]);
    expect(match?.why).toMatch(/brekk/);
  });
});

describe('scoreAmong', () => {
  test('gives each pair the score it has by itself', () => {
    const vectors = ['f1', 'f2', 'h1', 'h2'].map((name) => named(name).vector);
    const scores = scoreAmong(vectors);
    vectors.forEach((vector, at) => {
      const alone = scoreAgainst(vector, vectors).map((score, other) => (other === at ? 0 : score));
      expect(alone.some((score) => score > 0.1)).toBe(true);
      alone.forEach((score, other) => {
        expect(scores[at]?.[other]).toBeCloseTo(score, 12);
      });
    });
    expect(scoreAmong([])).toEqual([]);
  });
});

describe('storyVector', () => {
  test('is bounded and survives JSON, whatever the text', () => {
    const text = Array.from({ length: 9_000 }, (_, at) => `Word${at}x ${at}`).join(' ');
    const vector = storyVector(
      { id: '', outlet: '', title: null, text, published: null, names: [] },
      newsIdf,
    );
    expect(Object.keys(vector.terms).length).toBeLessThanOrEqual(80);
    expect(vector.keys.length).toBeLessThanOrEqual(24);
    expect(vector.numbers.length).toBeLessThanOrEqual(24);
    expect(JSON.parse(JSON.stringify(vector))).toEqual(vector);
  });

  test('an empty article has an empty vector that matches nothing', () => {
    const empty = storyVector(
      { id: '', outlet: '', title: null, text: '', published: null, names: [] },
      newsIdf,
    );
    expect(empty.keys).toEqual([]);
    expect(scorePair(empty, empty)).toBe(0);
  });

  test('words that are also names of object members are only words', () => {
    const text = 'The constructor of the prototype said toString and __proto__ were hasOwnProperty.';
    const vector = storyVector(
      { id: '', outlet: '', title: null, text, published: null, names: [] },
      newsIdf,
    );
    expect(Object.values(vector.terms).every((weight) => weight > 0)).toBe(true);
    expect(scorePair(vector, named('f1').vector)).toBeLessThan(0.01);
  });
});

describe('idf', () => {
  test('common words weigh next to nothing, unknown ones most; a rolling table moves them', () => {
    expect(weightOf(newsIdf, 'the')).toBeLessThan(0.1);
    expect(weightOf(newsIdf, 'presid')).toBeLessThan(weightOf(newsIdf, 'glacier'));
    const rolling = addIdf(newsIdf, { documents: 1000, frequency: new Map([['glacier', 900]]) });
    expect(weightOf(rolling, 'glacier')).toBeLessThan(weightOf(newsIdf, 'glacier'));
  });

  test.each([
    ['arrested', 'arrests'],
    ['fires', 'fire'],
    ['cities', 'city'],
    ['stopping', 'stopped'],
    ['capturing', 'captures'],
    ["mayor's", 'mayor'],
  ])('%s and %s have one stem', (a, b) => {
    expect(stem(a)).toBe(stem(b));
  });

  test.each(['bus', 'us', 'crisis', '4x4', 'ёлка', 'need'])('%s stays as it is', (word) => {
    expect(stem(word)).toBe(word);
  });
});

describe('storyTitle', () => {
  const title = (id: string, words: string | null) => ({ id, title: words, published: null });
  test('takes the headline that says what the others say, without labels and outlet names', () => {
    expect(
      storyTitle([
        title('a', 'You will not believe what burned'),
        title('b', 'EXCLUSIVE: Fire destroys paper mill in Halvorsund | Harbour Gazette'),
        title('c', 'Paper mill in Halvorsund destroyed by fire, 40 flee'),
        title('d', null),
      ]),
    ).toBe('Fire destroys paper mill in Halvorsund');
  });

  test('prefers a statement to a question, a quotation, an explainer, a list and a word to the reader', () => {
    const plain = title('z', 'Holmbrook weir breaks, 212 homes flooded');
    for (const aside of [
      'Holmbrook weir breaks, 212 homes flooded: who knew?',
      '“Holmbrook weir breaks, 212 homes flooded”',
      'How the Holmbrook weir broke and 212 homes flooded',
      '5 key moments of the night the Holmbrook weir flooded 212 homes',
      'Your Holmbrook weir: 212 homes flooded',
      'Holmbrook weir, 212 homes flooded: six takeaways',
    ])
      expect(storyTitle([title('a', aside), plain])).toBe(plain.title);
    const counted = [title('a', '2 homes burn in Eastmoor'), title('b', 'Eastmoor homes burn: what we know')];
    expect(storyTitle(counted)).toBe('2 homes burn in Eastmoor');
  });

  test('takes a question where it alone says what the others say', () => {
    const titles = [
      'Who opened the Holmbrook weir?',
      'Holmbrook weir opened at night',
      'Rain',
      'Who opened the weir?',
    ];
    expect(storyTitle(titles.map((each, at) => title(`${at}`, each)))).toMatch(/Holmbrook/);
  });

  test('has no answer without headlines, and cuts long ones at a word', () => {
    expect(storyTitle([title('a', null), title('b', ' ')])).toBeNull();
    const long = storyTitle([title('a', 'very long words '.repeat(30))]);
    expect(long).toMatch(/^very.*(?:very|long|words)…$/);
    expect(long!.length).toBeLessThanOrEqual(120);
  });
});

describe('the seeds', () => {
  test.skipIf(!hasShared('seeds/gold.json'))('are one story (needs ../shared/seeds)', () => {
    const seeds = readSeeds().articles.map((article) => ({
      ...{ id: article.id, topic: '', story: '' },
      vector: storyVector({ ...article, names: [] }, newsIdf),
    }));
    for (const way of ['arrange', 'assign'] as const)
      expect(new Set(runPass(seeds, way).placed.map((each) => each.found)).size).toBe(1);
  });
});
