import {
  chooseOriginal,
  creditsOutlet,
  type FamilyMember,
  type FamilyPair,
  findCrediting,
  groupFamilies,
} from '@hearsay/text/copy';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

/** A failure prints seed and path; the same seed in every run. */
const runs = { seed: 4_747, numRuns: 300 };

const outlets = [
  'apnews.com',
  'reuters.com',
  'vale.example',
  'moor.example',
  'firth.example',
  'weir.example',
];
const credits = ['Associated Press', 'AP', 'Reuters', 'vale.example', 'Moor', 'The Firth'];

const member = (id: string): fc.Arbitrary<FamilyMember> =>
  fc.record({
    id: fc.constant(id),
    outlet: fc.constantFrom(...outlets),
    outletName: fc.constantFrom('Vale', 'The Moor', 'Firth Post', 'Weir'),
    byline: fc.subarray(['Ann Roe, Associated Press', 'Jo Dow of The Moor'], { maxLength: 1 }),
    published: fc.option(
      fc.constantFrom('2031-01-01T00:00:00Z', '2031-01-01T06:00:00Z', '2031-01-02T00:00:00Z'),
    ),
    credits: fc.subarray(credits, { maxLength: 2 }),
  });

const family = fc.integer({ min: 1, max: 12 }).chain((size) => {
  const ids = Array.from({ length: size }, (_, at) => `a${String(at).padStart(2, '0')}`);
  const couples = ids.flatMap((a, at) => ids.slice(at + 1).map((b) => ({ a, b })));
  return fc.record({
    members: fc.tuple(...ids.map(member)),
    pairs: fc.subarray(couples).chain((some) =>
      fc.tuple(
        ...some.map((couple) =>
          fc.record({
            a: fc.constant(couple.a),
            b: fc.constant(couple.b),
            kind: fc.constantFrom<FamilyPair['kind']>('exact', 'near', 'rewrite', 'translation'),
            score: fc.double({ min: 0, max: 1, noNaN: true }),
          }),
        ),
      ),
    ),
  });
});

const mixed = family.chain((given) =>
  fc.record({
    given: fc.constant(given),
    members: fc.shuffledSubarray(given.members, { minLength: given.members.length }),
    pairs: fc.shuffledSubarray(given.pairs, { minLength: given.pairs.length }),
    turned: fc.boolean(),
  }),
);

describe('a family', () => {
  test('is the same whatever order members and pairs are given in, and whichever way round a pair is', () => {
    fc.assert(
      fc.property(mixed, ({ given, members, pairs, turned }) => {
        const other = pairs.map((pair) => (turned ? { ...pair, a: pair.b, b: pair.a } : pair));
        expect(chooseOriginal(members, other)).toEqual(chooseOriginal(given.members, given.pairs));
        const [ids, mixedIds] = [given.members, members].map((all) => all.map((each) => each.id));
        const [one, two] = [groupFamilies(ids ?? [], given.pairs), groupFamilies(mixedIds ?? [], other)];
        expect([...two.families].sort()).toEqual([...one.families].sort());
      }),
      runs,
    );
  });

  test('has no circle of copies, and every copy copies one of its family', () => {
    fc.assert(
      fc.property(family, ({ members, pairs }) => {
        const { families } = groupFamilies(
          members.map((each) => each.id),
          pairs,
        );
        const links = new Map(chooseOriginal(members, pairs).map((link) => [link.id, link.copyOf]));
        for (const [id, copyOf] of links) {
          if (copyOf !== null) expect(families.get(copyOf)).toBe(families.get(id));
          let at: string | null = id;
          for (let steps = 0; at !== null; steps++) {
            expect(steps).toBeLessThanOrEqual(members.length);
            at = links.get(at) ?? null;
          }
        }
      }),
      runs,
    );
  });

  test('has those credit others of whom comparing each with each finds it', () => {
    fc.assert(
      fc.property(family, ({ members }) => {
        const slowly = members.filter((each) =>
          members.some((other) => creditsOutlet(each, other) && !creditsOutlet(other, each)),
        );
        expect(members.filter((each) => findCrediting(members).has(each))).toEqual(slowly);
      }),
      runs,
    );
  });

  test('of a thousand local titles copies the agency', () => {
    const local = Array.from({ length: 1_000 }, (_, at) => ({
      id: `l${String(at).padStart(4, '0')}`,
      outlet: `town${at}.example`,
      outletName: `Town ${at}`,
      byline: [],
      published: new Date(Date.UTC(2031, 0, 1) + at * 60_000).toISOString(),
      credits: ['Associated Press'],
    }));
    const wire = {
      ...{ id: 'wire', outlet: 'apnews.com', outletName: 'AP News', byline: [], credits: [] },
      published: '2031-01-05T00:00:00Z',
    };
    const pairs = local.flatMap(({ id }, at): FamilyPair[] =>
      [wire.id, ...local.slice(Math.max(0, at - 8), at).map((each) => each.id)].map((other) => ({
        ...{ a: id, b: other, kind: 'exact', score: 1 },
      })),
    );
    const links = chooseOriginal([...local, wire], pairs);
    expect(links.filter((link) => link.copyOf === 'wire')).toHaveLength(1_000);
    expect(links.find((link) => link.id === 'wire')?.copyOf).toBeNull();
  });
});
