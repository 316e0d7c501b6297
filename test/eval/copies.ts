import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chooseOriginal, compareCopies, type FamilyPair, pairOf, sharedMembers } from '@hearsay/text/copy';
import { copyWords, type Fingerprint, fingerprint, shinglesOf } from '@hearsay/text/fingerprint';
import type { Task } from '../support/run-task.js';
import { root } from '../support/shared-data.js';
import { type Reprint, readLabels, readReprints, readSeeds } from './copies/data.js';
import { classFigure, type Figure, single } from './table/figure.js';
import { wilson } from './table/wilson.js';

/** Figures of copy detection on the wire reprints of helsinki-dev and on the seeds. */
export const task: Task<Figure[]> = {
  about: 'copies in helsinki-dev: candidates, near copies, labelled pairs, wire originals; seeds',
  async run() {
    const rows = readReprints(false);
    lookups(rows);
    const figures = [labelled(rows), originals(readReprints(true))];
    seeds();
    return figures;
  },
};

interface Place {
  row: Reprint;
  print: Fingerprint;
  shingles: Set<number>;
}

function placesOf(rows: Reprint[], textOf: (row: Reprint) => string): Place[] {
  return rows.map((row) => ({
    row,
    print: fingerprint(textOf(row)),
    shingles: shinglesOf(copyWords(textOf(row))),
  }));
}

/** How many pairs share a key, and whether all that overlap by half are among them and found to be copies. */
function lookups(rows: Reprint[]): void {
  for (const [name, textOf] of [
    ['texts as given', (row: Reprint) => row.raw],
    ['cleaned texts', (row: Reprint) => row.article.text],
  ] as const) {
    const count = { pairs: 0, candidates: 0, half: 0, met: 0, found: 0 };
    eachPair(placesOf(rows, textOf), (a, b) => {
      const candidate = shareKey(a.print, b.print);
      count.pairs++;
      if (candidate) count.candidates++;
      if (jaccard(a, b) < 0.5) return;
      count.half++;
      if (candidate) count.met++;
      const verdict = compareCopies(
        { ...a.row.article, text: textOf(a.row) },
        { ...b.row.article, text: textOf(b.row) },
      );
      if (verdict.kind !== null) count.found++;
    });
    print(
      `${name}: ${count.candidates} of ${count.pairs} pairs share a key (${(count.candidates / rows.length).toFixed(1)} an article); pairs with overlap >= .5: ${count.half}, looked up ${count.met}, judged copies ${count.found}`,
    );
  }
}

const CURVE = [0.4, 0.45, 0.48, 0.5, 0.53, 0.56, 0.6];

function labelled(rows: Reprint[]): Figure {
  const byId = new Map(rows.map((row) => [row.article.id, row.article]));
  const labels = readLabels(readFileSync(join(root, 'test/eval/copies/labels.json'), 'utf8'));
  const judged = labels.map(([a, b, copies]) => {
    const [x, y] = [byId.get(a)!, byId.get(b)!];
    return {
      copies: copies === 1,
      verdict: compareCopies(x, y),
      candidate: shareKey(fingerprint(x.text), fingerprint(y.text)),
    };
  });
  const figures = (found: (item: (typeof judged)[number]) => boolean): string => {
    const hits = judged.filter((item) => found(item) && item.copies).length;
    const precision = hits / judged.filter(found).length;
    return `precision ${precision.toFixed(3)}, recall ${(hits / judged.filter((item) => item.copies).length).toFixed(3)}`;
  };
  print(
    `100 labelled pairs with overlap .1 to .5 (${judged.filter((item) => item.copies).length} copies): ${figures((item) => item.verdict.kind !== null)}; lookup by keys alone: ${figures((item) => item.candidate)}`,
  );
  for (const least of CURVE) print(`    near >= ${least}: ${figures((item) => item.verdict.score >= least)}`);
  const flag = (value: boolean) => (value ? 1 : 0);
  return classFigure(
    'helsinki-dev, 100 labelled pairs',
    {
      truth: judged.map(({ copies }) => flag(copies)),
      guess: judged.map(({ verdict }) => flag(verdict.kind !== null)),
      positive: 1,
    },
    labels.map(([a, b]) => `${a} ${b}`),
    { by: 'pair', published: null },
  );
}

/** Reprints of an agency's text whose earlier copy with that agency's credit is in the set: is what they copy the agency's text, unnamed? */
function originals(rows: Reprint[]): Figure {
  const places = placesOf(rows, (row) => row.article.text);
  const pairs: FamilyPair[] = [];
  const wired = new Set<string>();
  eachPair(places, (a, b) => {
    if (!shareKey(a.print, b.print)) return;
    const pair = pairOf(a.row.article, b.row.article, compareCopies(a.row.article, b.row.article));
    if (pair === null) return;
    pairs.push(pair);
    if (a.row.agency !== null && a.row.agency === b.row.agency) wired.add(laterOf(a.row, b.row));
  });
  const byId = new Map(rows.map((row) => [row.article.id, row]));
  const links = chooseOriginal(
    rows.map((row) => row.article),
    pairs,
  );
  const sought = links.filter((link) => wired.has(link.id));
  const found = sought.filter(
    (link) => link.copyOf !== null && byId.get(link.copyOf)?.agency === byId.get(link.id)?.agency,
  );
  print(
    `credits masked: ${found.length} of ${sought.length} reprints whose agency text is in the set are said to copy a text of that agency (${((100 * found.length) / sought.length).toFixed(1)} %)`,
  );
  return single('agency found behind reprints, credits masked', 'share', found.length / sought.length, {
    interval: wilson(found.length, sought.length),
    by: 'Wilson',
  });
}

function seeds(): void {
  const { gold, articles } = readSeeds();
  const pairs: FamilyPair[] = [];
  articles.forEach((a, at) => {
    for (const b of articles.slice(0, at))
      pairs.push(...([pairOf(a, b, compareCopies(a, b))].filter(Boolean) as FamilyPair[]));
  });
  const found = chooseOriginal(articles, pairs).filter((link) => link.copyOf !== null);
  print(
    `seeds: ${found.map((link) => `${link.id} ${link.kind} of ${link.copyOf}`).join(', ')}; expected ${gold.copies.map((copy) => `${copy.article} ${copy.kind} of ${copy.of}`).join(', ')}`,
  );
}

function laterOf(a: Reprint, b: Reprint): string {
  const [x, y] = [a.article, b.article];
  const order = Date.parse(x.published ?? '') - Date.parse(y.published ?? '') || (x.id < y.id ? -1 : 1);
  return order > 0 ? x.id : y.id;
}

function eachPair<Item>(items: Item[], visit: (a: Item, b: Item) => void): void {
  items.forEach((a, at) => {
    for (const b of items.slice(0, at)) visit(a, b);
  });
}

function shareKey(a: Fingerprint, b: Fingerprint): boolean {
  return a.bands.some((key) => b.bands.includes(key));
}

function jaccard(a: Place, b: Place): number {
  const shared = sharedMembers(a.shingles, b.shingles);
  return shared / (a.shingles.size + b.shingles.size - shared);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
