import {
  bodyOf,
  type CopyText,
  type CopyVerdict,
  chooseOriginal,
  compareCopies,
  type FamilyPair,
  pairOf,
  wiresCredited,
} from '@hearsay/text/copy';
import { describe, expect, test } from 'vitest';
import { readSeeds } from '../../eval/copies/data.js';
import cases from '../../fixtures/text/same/copies.json' with { type: 'json' };
import { processorMs } from '../../support/processor-time.js';
import { hasShared } from '../../support/shared-data.js';

const swapped = { a: 'b', b: 'a', null: null } as const;

describe('compareCopies', () => {
  test.each(cases)('$why', ({ a, b, kind, copier }) => {
    const verdict = compareCopies(a, b);
    expect(verdict).toMatchObject({ kind, copier });
    const mirrored = compareCopies({ ...b }, { ...a });
    expect(mirrored.kind).toBe(kind);
    expect(mirrored.copier).toBe(swapped[`${verdict.copier}`]);
  });

  test('the evidence points at sentences of both texts, in order', () => {
    const { a, b } = cases[5]!;
    const { aligned } = compareCopies(a, b);
    expect(aligned.length).toBeGreaterThan(8);
    aligned.forEach((pair, at) => {
      expect(a.text.slice(pair.a.start, pair.a.end)).toMatch(/^[“A-Z].*[.”]$/s);
      expect(b.text.slice(pair.b.start, pair.b.end)).toMatch(/^[“A-Z].*[.”]$/s);
      if (at > 0) expect(pair.a.start).toBeGreaterThanOrEqual(aligned[at - 1]!.a.end);
    });
  });

  test('texts without words are copies of nothing', () => {
    const empty = { ...(cases[0]!.a as CopyText), text: '—' };
    expect(compareCopies(empty, { ...empty, id: 'b' }).kind).toBeNull();
  });

  test('stays quick on long and hostile texts', () => {
    const long = {
      ...(cases[0]!.a as CopyText),
      text: 'The mayor of Velden said “no” on day 7. '.repeat(3_000),
    };
    const begun = process.cpuUsage();
    compareCopies(long, { ...long, id: 'b', text: `Indeed. ${long.text}` });
    compareCopies({ ...long, text: '“'.repeat(50_000) }, { ...long, id: 'b', text: '“a '.repeat(50_000) });
    expect(processorMs(begun)).toBeLessThan(5_000);
  });
});

describe('what is no part of the body', () => {
  const { a: original, b: translated } = cases[5]!;
  const wire = {
    ...original,
    text: `VELDEN, May 10 (Tern) - ${original.text}\n\n(Reporting by Ida Brook; Editing by Max Orr)\n\nOur standards: how Tern works.`,
  };
  const reprint = {
    ...{ ...original, id: 'b', outlet: 'gazette.example', outletName: 'Harbour Gazette' },
    text: `The loss is the second in a year.\n\nVELDEN, May 10 (Tern) — ${original.text}\n\nThis report was supplied by Tern.\n\nCorrection: the freighter is the Ostara.`,
  };

  test('datelines, summaries, sign-offs, credit lines and notes do not make an exact reprint less', () => {
    expect(compareCopies(wire, reprint).kind).toBe('exact');
  });

  test('a sentence of the body that is missing does', () => {
    const cut = { ...reprint, text: reprint.text.replace(/\n\n[^\n]*\n\nThis report/, '\n\nThis report') };
    expect(cut.text.length).toBeLessThan(reprint.text.length);
    expect(compareCopies(wire, cut).kind).toBe('near');
  });

  test('places in the body are places in the text', () => {
    expect(bodyOf(wire.text)).toHaveLength(wire.text.length);
    expect(bodyOf(wire.text).trim()).toBe(original.text);
    expect(bodyOf(reprint.text).trim()).toBe(original.text);
    expect(bodyOf('(Reporting by Ida Brook)')).toBe('(Reporting by Ida Brook)');
  });

  test('a text that speaks of corrections and reports keeps its sentences', () => {
    const text =
      'The correction came late.\n\nThe report was an embarrassment.\n\nEditing by hand is slow, he said — and dear.';
    expect(bodyOf(text).split('\n')[0]).toBe('The correction came late.');
    expect(bodyOf(text)).toContain('The report was an embarrassment.');
  });

  test('quotations altered one after the other tell a translation that names no source', () => {
    const unnamed = { ...translated, credits: [], byline: [] };
    expect(compareCopies(original, unnamed).kind, 'two quotations are too few').toBe('rewrite');
    const ending = (words: string) => `\n\n“${words},” said the harbour master, Ines Falk.`;
    const verdict = compareCopies(
      {
        ...original,
        text: original.text + ending('We will count every box on the quay before the month ends'),
      },
      {
        ...unnamed,
        text: unnamed.text + ending('We shall number every box of the quay before the month finishes'),
      },
    );
    expect(verdict.kind).toBe('translation');
  });
});

describe('chooseOriginal', () => {
  const member = (id: string, outlet: string, published: string | null, credits: string[] = []) => ({
    ...{ id, outlet, outletName: outlet.split('.')[0]!, byline: [] as string[], published, credits },
  });
  const members = [
    member('late', 'late.example', '2031-01-03T00:00:00Z'),
    member('first', 'first.example', '2031-01-01T00:00:00Z'),
    member('undated', 'undated.example', null),
    member('honest', 'honest.example', '2030-12-30T00:00:00Z', ['First']),
  ];
  const pairs: FamilyPair[] = [
    { a: 'late', b: 'first', kind: 'near', score: 0.9 },
    { a: 'undated', b: 'late', kind: 'translation', score: 0.8 },
    { a: 'honest', b: 'first', kind: 'exact', score: 1 },
    { a: 'honest', b: 'late', kind: 'near', score: 0.9 },
  ];

  test('does not depend on the order of members or pairs', () => {
    const links = chooseOriginal(members, pairs);
    expect(links.map(({ id, copyOf, kind }) => [id, copyOf, kind])).toEqual([
      ['first', null, null],
      ['honest', 'first', 'exact'],
      ['late', 'first', 'near'],
      ['undated', 'late', 'translation'],
    ]);
    for (let turn = 1; turn < members.length; turn++) {
      const turned = [...members.slice(turn), ...members.slice(0, turn)];
      expect(chooseOriginal(turned, [...pairs].reverse())).toEqual(links);
    }
  });

  test('an earlier article that arrives late becomes the original of all that it was compared with', () => {
    const earliest = member('z', 'z.example', '2030-12-01T00:00:00Z');
    const more: FamilyPair[] = members.map(({ id }) => ({ a: id, b: 'z', kind: 'near', score: 0.9 }));
    const links = chooseOriginal([...members, earliest], [...pairs, ...more]);
    expect(links.filter((link) => link.copyOf === null).map((link) => link.id)).toEqual(['z']);
    expect(links.find((link) => link.id === 'first')?.copyOf).toBe('z');
  });

  test("an agency's own page is the original even if it was dated later", () => {
    const agency = member('w', 'apnews.com', '2031-01-02T00:00:00Z');
    const links = chooseOriginal([members[1]!, agency], [{ a: 'first', b: 'w', kind: 'near', score: 0.9 }]);
    expect(links).toMatchObject([
      { id: 'first', copyOf: 'w' },
      { id: 'w', copyOf: null },
    ]);
  });

  test('every link leads to an original: no circles, even where outlets credit each other', () => {
    const circle = [
      member('x', 'x.example', '2031-01-01T00:00:00Z', ['y']),
      member('y', 'y.example', '2031-01-01T00:00:00Z', ['v']),
      member('v', 'v.example', '2031-01-01T00:00:00Z', ['x']),
    ];
    const all: FamilyPair[] = ['xy', 'yv', 'vx'].map((two) => ({
      a: two[0]!,
      b: two[1]!,
      kind: 'near',
      score: 0.9,
    }));
    const links = chooseOriginal(circle, all);
    expect(links.filter((link) => link.copyOf === null)).toHaveLength(1);
  });

  test('an agency is read from credits and bylines', () => {
    expect(
      wiresCredited({ ...member('a', 'a.example', null, ['AP']), byline: ['Ann Roe, Reuters'] }),
    ).toEqual(['Associated Press', 'Reuters']);
  });
});

describe('the seeds', () => {
  test.skipIf(!hasShared('seeds/gold.json'))(
    'hold exactly the copies that gold.json names (needs ../shared/seeds)',
    () => {
      const { gold, articles } = readSeeds();
      const pairs = articles.flatMap((a, at) =>
        articles.slice(0, at).flatMap((b) => pairOf(a, b, compareCopies(a, b) as CopyVerdict) ?? []),
      );
      const found = chooseOriginal(articles, pairs).filter((link) => link.copyOf !== null);
      expect(found.map(({ id, copyOf, kind }) => ({ article: id, of: copyOf, kind }))).toEqual(gold.copies);
    },
  );
});
