import { fingerprint } from '@hearsay/text/fingerprint';
import { packSketch, sketchArticle, unpackSketch } from '@hearsay/text/sketch';
import {
  explainMatch,
  linkStories,
  newsIdf,
  scoreAgainst,
  scorePair,
  storyVector,
} from '@hearsay/text/story';
import { describe, expect, test } from 'vitest';

const texts = [
  'The weir at Holmbrook gave way at 04.30 on Tuesday. Engineer Ada Quill said 212 homes stood under water by noon.',
  'In Holmbrook 212 homes were flooded when the weir broke, the engineer Ada Quill told reporters on Tuesday.',
  'Striking tram drivers in Eastmoor voted by 318 to 41 to stay out for a third week.',
  '',
];
const vectors = texts.map((text, at) =>
  storyVector(
    {
      ...{ id: `a${at}`, outlet: 'weir.example', title: null, text, names: [] },
      published: at === 3 ? null : '2031-05-04T06:00:00.000Z',
    },
    newsIdf,
  ),
);
const sketches = vectors.map((vector, at) => sketchArticle(vector, fingerprint(texts[at] as string)));

describe('sketches', () => {
  test('what is packed is unpacked', () => {
    for (const sketch of sketches) expect(unpackSketch(packSketch(sketch))).toEqual(sketch);
  });

  test('bytes that lie anywhere in a buffer are read', () => {
    const packed = packSketch(sketches[0] as (typeof sketches)[0]);
    const shifted = new Uint8Array(packed.length + 3);
    shifted.set(packed, 3);
    expect(unpackSketch(shifted.subarray(3))).toEqual(sketches[0]);
  });

  test('damaged bytes, and those of another layout, are refused', () => {
    const packed = packSketch(sketches[0] as (typeof sketches)[0]);
    const changed = (at: number, value: number) => packed.map((byte, place) => (place === at ? value : byte));
    for (let length = 0; length < packed.length; length++)
      expect(unpackSketch(packed.slice(0, length))).toBeNull();
    for (const at of [0, 1, 2, 3, 4]) expect(unpackSketch(changed(at, 250))).toBeNull();
  });

  test('a sketch is about a kilobyte', () => {
    const long = Array.from(
      { length: 3_000 },
      (_, at) => `word${String.fromCharCode(97 + (at % 26))}${at % 611}`,
    ).join(' ');
    const told = { id: 'a', outlet: 'weir.example', title: null, text: long, published: null, names: [] };
    expect(packSketch(sketchArticle(storyVector(told, newsIdf), fingerprint(long))).length).toBeLessThan(
      1_100,
    );
  });

  test('articles score, explain and link the same by their sketches as by their vectors', () => {
    const stories = sketches.map((sketch) => sketch.story);
    for (const [at, vector] of vectors.entries()) {
      expect(scoreAgainst(vector, stories)).toEqual(scoreAgainst(vector, vectors));
      expect(scorePair(stories[at] as (typeof stories)[0], vector)).toBe(scorePair(vector, vector));
      expect(explainMatch(vector, stories)).toBe(explainMatch(vector, vectors));
      const candidates = (articles: typeof vectors | typeof stories) =>
        articles.map((each, number) => ({ story: `s${number}`, articles: [each] }));
      expect(linkStories([vector], candidates(stories))).toEqual(linkStories([vector], candidates(vectors)));
    }
    expect(explainMatch(vectors[0] as (typeof vectors)[0], stories.slice(1, 2))).toMatch(
      /holmbrook.*the number 212/i,
    );
  });
});
