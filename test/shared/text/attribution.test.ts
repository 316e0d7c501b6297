import { type Attribution, findAttributions, findInArticle } from '@hearsay/text/attribution';
import { packWeights, unpackWeights } from '@hearsay/text/attribution/tagger';
import { describe, expect, test } from 'vitest';
import cases from '../../fixtures/text/attribution/find.json' with { type: 'json' };
import titles from '../../fixtures/text/attribution/title.json' with { type: 'json' };
import { processorMs } from '../../support/processor-time.js';

/** An attribution with its spans as words, as the fixtures write it. */
function inWords(text: string, { source, cue, content, via, ...rest }: Attribution) {
  const words = (spans: Attribution['source']): string =>
    spans.map(({ start, end }) => text.slice(start, end)).join(' … ');
  return {
    source: words(source),
    cue: words(cue),
    content: words(content),
    via: via?.outletName ?? null,
    ...rest,
  };
}

describe('findAttributions', () => {
  test.each(cases)('$why', ({ text, at, expected }) => {
    const from = at === undefined ? 0 : text.indexOf(at);
    const found = findAttributions(text).filter((each) => each.cue[0]!.end > from);
    expect(found.map((each) => inWords(text, each))).toMatchObject(expected);
  });

  test('gives spans in UTF-16 code units after an astral character', () => {
    const text = '🚢 The bridge is safe, the mayor said.';
    const [found] = findAttributions(text);
    expect(text.slice(found!.cue[0]!.start, found!.cue[0]!.end)).toBe('said');
  });

  test('stays quick on text that is no prose', () => {
    const begun = process.cpuUsage();
    for (const piece of ['a', 'a.', 'a-', 'Aa ', '“‘"', '40, ']) findAttributions(piece.repeat(20_000));
    expect(processorMs(begun)).toBeLessThan(10_000);
  });

  test('stays quick on prose without end', () => {
    // The processor's time, in microseconds: others may keep the machine busy.
    const begun = process.cpuUsage();
    findAttributions('Ada Lund told the Harbour Tribune that it sank, two officials said. '.repeat(3_000));
    const { user, system } = process.cpuUsage(begun);
    expect(user + system).toBeLessThan(6_000_000);
  });

  test('gives the domain of an outlet that is watched', () => {
    const text = 'Ada Lund told the Tribune that the bridge was safe.';
    const [found] = findAttributions(text, [
      { outlet: 'tribune.example', outletName: 'The Harbour Tribune' },
    ]);
    expect(found!.via).toEqual({ outlet: 'tribune.example', outletName: 'The Harbour Tribune' });
  });

  test('finds nothing in an empty text', () => {
    expect(findAttributions('')).toEqual([]);
  });
});

test.each(titles)('a title: $why', ({ title, text, expected }) => {
  const found = findInArticle(title, text);
  expect(found.title.map((each) => inWords(title, each))).toMatchObject(expected);
  expect(found.text).toEqual(findAttributions(text));
});

test('weights come back from their stored form as they were rounded', () => {
  const weights = {
    labels: 2,
    scale: 1,
    state: Float32Array.from([0, 1.27, 0, 0, -0.63, 0, 0.004, 0.01]),
    stateMask: 3,
    step: Float32Array.from({ length: 8 }, (_, index) => (index === 7 ? -1.27 : 0)),
    stepMask: 1,
  };
  const back = unpackWeights(packWeights(weights));
  expect([...back.state]).toEqual([0, 127, 0, 0, -63, 0, 0, 1]);
  expect([...back.step]).toEqual([0, 0, 0, 0, 0, 0, 0, -127]);
  expect(back.scale).toBeCloseTo(0.01);
});
