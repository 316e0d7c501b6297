import type { Span, Spans } from './polnear.js';

/** Characters shared, found and wanted; precision, recall and F1 follow from the three. */
export interface Counts {
  shared: number;
  found: number;
  wanted: number;
}

export const parts = ['source', 'cue', 'content'] as const;
export type Table = Record<
  (typeof parts)[number] | 'aligned source' | 'aligned cue' | 'aligned content' | 'whole' | 'attributions',
  Counts
>;

export const emptyTable = (): Table => ({
  source: zero(),
  cue: zero(),
  content: zero(),
  'aligned source': zero(),
  'aligned cue': zero(),
  'aligned content': zero(),
  whole: zero(),
  attributions: zero(),
});
const zero = (): Counts => ({ shared: 0, found: 0, wanted: 0 });

/**
 * Adds one article. `source`, `cue`, `content`: characters under any span of that part. `aligned …` and `whole`: attributions are
 * paired one to one by shared characters, greedily, and only characters of a pair's same part count. `attributions`: pairs whose
 * three parts each overlap with an F1 of at least one half.
 */
export function addArticle(table: Table, found: Spans[], wanted: Spans[]): void {
  for (const part of parts) {
    const [mine, gold] = [union(found, part), union(wanted, part)];
    add(table[part], { shared: countShared(mine, gold), found: mine.size, wanted: gold.size });
  }
  const pairs = align(found, wanted);
  for (const part of parts) {
    const counts = {
      shared: pairs.reduce((sum, [mine, gold]) => sum + sharedCharacters(mine[part], gold[part]), 0),
      found: found.reduce((sum, each) => sum + size(each[part]), 0),
      wanted: wanted.reduce((sum, each) => sum + size(each[part]), 0),
    };
    add(table[`aligned ${part}`], counts);
    add(table.whole, counts);
  }
  const good = pairs.filter(([mine, gold]) => parts.every((part) => partFits(mine[part], gold[part]))).length;
  add(table.attributions, { shared: good, found: found.length, wanted: wanted.length });
}

/** The counts of several articles together. */
export function totalOf(tables: readonly Table[]): Table {
  const total = emptyTable();
  for (const table of tables)
    for (const part of Object.keys(total) as (keyof Table)[]) add(total[part], table[part]);
  return total;
}

export function f1({ shared, found, wanted }: Counts): number {
  return found + wanted === 0 ? 1 : (2 * shared) / (found + wanted);
}

function add(into: Counts, counts: Counts): void {
  into.shared += counts.shared;
  into.found += counts.found;
  into.wanted += counts.wanted;
}

function union(all: Spans[], part: (typeof parts)[number]): Set<number> {
  const characters = new Set<number>();
  for (const each of all)
    for (const { start, end } of each[part]) for (let at = start; at < end; at += 1) characters.add(at);
  return characters;
}

function countShared(a: Set<number>, b: Set<number>): number {
  let count = 0;
  for (const at of a) if (b.has(at)) count += 1;
  return count;
}

const size = (spans: Span[]): number => spans.reduce((sum, { start, end }) => sum + end - start, 0);

function sharedCharacters(a: Span[], b: Span[]): number {
  let count = 0;
  for (const one of a)
    for (const other of b)
      count += Math.max(0, Math.min(one.end, other.end) - Math.max(one.start, other.start));
  return count;
}

function partFits(mine: Span[], gold: Span[]): boolean {
  if (mine.length === 0 && gold.length === 0) return true;
  return 4 * sharedCharacters(mine, gold) >= size(mine) + size(gold);
}

/** Pairs of found and wanted attributions, those with most in common first; a shared cue counts most. */
function align(found: Spans[], wanted: Spans[]): [Spans, Spans][] {
  const options: { mine: Spans; gold: Spans; score: number }[] = [];
  for (const mine of found)
    for (const gold of wanted) {
      const score =
        50 * sharedCharacters(mine.cue, gold.cue) +
        parts.reduce((sum, part) => sum + sharedCharacters(mine[part], gold[part]), 0);
      if (score > 0) options.push({ mine, gold, score });
    }
  options.sort((a, b) => b.score - a.score);
  const used = new Set<Spans>();
  const pairs: [Spans, Spans][] = [];
  for (const { mine, gold } of options) {
    if (used.has(mine) || used.has(gold)) continue;
    used.add(mine).add(gold);
    pairs.push([mine, gold]);
  }
  return pairs;
}
