import { type StoryModel, storyModel } from './pair.js';

/** What people decided on the items of a grouping, in their order. */
export interface Bounds {
  /** The story that a person placed an item in: items of one stay together, items of two apart. */
  placed: (string | null)[];
  /** Stories that a person kept an item out of. */
  barred: ReadonlySet<string>[];
}

/**
 * Groups items by average linkage with a relative limit: the two closest groups are joined while their mean score is at least `join` and at
 * least `ratio` of the inner mean of the looser one. The relative limit is what keeps two events of one kind and place apart: each is
 * closer knit inside than they are with each other. Does not depend on the order of the items but for exact ties.
 * @param scores symmetric matrix of pair scores 0..1
 * @param bounds what no score outweighs
 * @returns for each item the lowest place of its group
 */
export function groupByScore(
  scores: Float64Array[],
  by: StoryModel = storyModel,
  bounds: Bounds | null = null,
): number[] {
  const groups = scores.map((_, at) => new Group(at, bounds));
  const links = scores.map((row) => Float64Array.from(row));
  if (bounds !== null) joinPlaced(groups, links, bounds);
  for (;;) {
    const union = closest(groups, links, by);
    if (union === null) break;
    join(groups, links, union[0], union[1]);
  }
  const labels: number[] = [];
  for (const group of groups)
    if (group.alive) for (const item of group.items) labels[item] = Math.min(...group.items);
  return labels;
}

class Group {
  items: number[];
  /** Sum of the pair scores inside. */
  inner = 0;
  alive = true;
  placed: string | null;
  barred: Set<string>;
  constructor(at: number, bounds: Bounds | null) {
    this.items = [at];
    this.placed = bounds?.placed[at] ?? null;
    this.barred = new Set(bounds?.barred[at]);
  }

  mayJoin(other: Group): boolean {
    if (this.placed !== null && other.placed !== null) return this.placed === other.placed;
    return (
      !(this.placed !== null && other.barred.has(this.placed)) &&
      !(other.placed !== null && this.barred.has(other.placed))
    );
  }
}

/** What a person placed in one story is one group from the start. */
function joinPlaced(groups: Group[], links: Float64Array[], { placed }: Bounds): void {
  placed.forEach((story, at) => {
    const first = story === null ? at : placed.indexOf(story);
    if (first < at) join(groups, links, first, at);
  });
}

/** Mean inner score of a group of `size`, with the prior counted in. */
function cohesionOf(inner: number, size: number, by: StoryModel): number {
  return (inner + by.prior * by.join) / ((size * (size - 1)) / 2 + by.prior);
}

/** The admissible union with the highest mean score, or null. */
function closest(groups: Group[], links: Float64Array[], by: StoryModel): [number, number] | null {
  let best: [number, number] | null = null;
  let highest = by.join;
  for (let a = 0; a < groups.length; a++) {
    if (!groups[a]!.alive) continue;
    const row = links[a]!;
    for (let b = 0; b < a; b++) {
      if (row[b]! < highest || !groups[b]!.alive || (best !== null && row[b] === highest)) continue;
      if (row[b]! < by.ratio * looser(groups[a]!, groups[b]!, by)) continue;
      if (!groups[a]!.mayJoin(groups[b]!)) continue;
      highest = row[b]!;
      best = [b, a];
    }
  }
  return best;
}

function looser(a: Group, b: Group, by: StoryModel): number {
  return Math.min(cohesionOf(a.inner, a.items.length, by), cohesionOf(b.inner, b.items.length, by));
}

function join(groups: Group[], links: Float64Array[], into: number, from: number): void {
  const a = groups[into]!;
  const b = groups[from]!;
  const sizes = [a.items.length, b.items.length] as const;
  a.inner += b.inner + links[into]![from]! * sizes[0] * sizes[1];
  a.items.push(...b.items);
  a.placed ??= b.placed;
  for (const story of b.barred) a.barred.add(story);
  b.alive = false;
  for (let other = 0; other < groups.length; other++) {
    if (other === into || !groups[other]!.alive) continue;
    const mean = (sizes[0] * links[into]![other]! + sizes[1] * links[from]![other]!) / (sizes[0] + sizes[1]);
    links[into]![other] = mean;
    links[other]![into] = mean;
  }
}
