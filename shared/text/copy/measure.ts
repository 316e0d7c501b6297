import { type AlignedPair, inOrder, similarPairs } from './align.js';
import type { CopySentence, PreparedText } from './prepare.js';

/** How one text stands to another, in shares 0..1. */
export interface Overlap {
  /** Shared shingles of all shingles of both. */
  jaccard: number;
  /** Share of the shingles of a that b has, and the other way round. */
  insideA: number;
  insideB: number;
  /** Number of shared shingles. */
  shared: number;
  /** Share of the weight of a's sentences that have a partner in b, and the other way round; 0 if not measured. */
  coverA: number;
  coverB: number;
  /** Share of the partnered weight that comes in the same order. */
  order: number;
  /** Mean overlap of the sentences that were aligned in order. */
  similarity: number;
  /** Share of the aligned sentences whose words differ. */
  reworded: number;
  /** Number of aligned sentences that quote in both texts. */
  quotations: number;
  /** Number of those quotations in which words were exchanged (not merely left out or added), and their share of the aligned ones. */
  alteredQuotations: number;
  requoted: number;
  aligned: AlignedPair[];
}

/** Counts what two sets share. */
export function sharedMembers<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  let shared = 0;
  for (const member of small) if (large.has(member)) shared++;
  return shared;
}

/** Measures two texts against each other: first by shingles, then sentence by sentence. */
export function measureOverlap(a: PreparedText, b: PreparedText): Overlap {
  const shared = sharedMembers(a.shingles, b.shingles);
  const pairs = similarPairs(a, b);
  const chain = pairs.length === 0 ? [] : inOrder(pairs, a);
  const partneredA = weightOfPlaces(new Set(pairs.map((pair) => pair.a)), a.sentences);
  const partneredB = weightOfPlaces(new Set(pairs.map((pair) => pair.b)), b.sentences);
  const chained = weightOfPlaces(new Set(chain.map((pair) => pair.a)), a.sentences);
  return {
    jaccard: ratio(shared, a.shingles.size + b.shingles.size - shared),
    insideA: ratio(shared, a.shingles.size),
    insideB: ratio(shared, b.shingles.size),
    shared,
    coverA: ratio(partneredA, a.weight),
    coverB: ratio(partneredB, b.weight),
    order: ratio(chained, partneredA),
    similarity: ratio(
      chain.reduce((sum, pair) => sum + pair.score, 0),
      chain.length,
    ),
    ...rewording(chain, a, b),
    aligned: chain,
  };
}

function rewording(
  chain: AlignedPair[],
  a: PreparedText,
  b: PreparedText,
): Pick<Overlap, 'reworded' | 'quotations' | 'alteredQuotations' | 'requoted'> {
  const pairs = chain.map((pair) => [a.sentences[pair.a]!, b.sentences[pair.b]!] as const);
  const quoting = [...pairs, ...lonely(chain, a, b)].filter(
    ([x, y]) => x.quoted.length > 2 && y.quoted.length > 2,
  );
  const altered = quoting.filter(([x, y]) => wordsExchanged(x.quoted, y.quoted)).length;
  return {
    reworded: ratio(pairs.filter(([x, y]) => x.words.join(' ') !== y.words.join(' ')).length, pairs.length),
    quotations: quoting.length,
    alteredQuotations: altered,
    requoted: ratio(altered, quoting.length),
  };
}

/** Least share of their words that two sentences have in common which stand alone in the same place. */
const LONELY_SHARE = 0.3;

/** Sentences without a partner that stand alone between the same partnered ones: a quotation altered in most words is found by its place. */
function lonely(
  chain: AlignedPair[],
  a: PreparedText,
  b: PreparedText,
): (readonly [CopySentence, CopySentence])[] {
  return chain.slice(1).flatMap((pair, at) => {
    const before = chain[at]!;
    if (pair.a - before.a !== 2 || pair.b - before.b !== 2) return [];
    const [x, y] = [a.sentences[pair.a - 1]!, b.sentences[pair.b - 1]!];
    const words = new Set(x.words);
    const shared = new Set(y.words.filter((word) => words.has(word))).size;
    return shared >= LONELY_SHARE * Math.min(words.size, new Set(y.words).size) ? [[x, y] as const] : [];
  });
}

/** True if each has a word that the other has not: a cut or longer quotation of the same words is no alteration. */
function wordsExchanged(a: string[], b: string[]): boolean {
  const inA = new Set(a);
  const inB = new Set(b);
  return a.some((word) => !inB.has(word)) && b.some((word) => !inA.has(word));
}

function weightOfPlaces(places: Set<number>, sentences: CopySentence[]): number {
  let sum = 0;
  for (const place of places) sum += sentences[place]!.weight;
  return sum;
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
