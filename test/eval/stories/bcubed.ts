/** Precision, recall and F1 of a clustering, each between 0 and 1. */
export interface Bcubed {
  precision: number;
  recall: number;
  f1: number;
}

/**
 * B-cubed figures (Bagga and Baldwin 1998): for each item, which share of its cluster belongs to its story, and which share of its
 * story is in its cluster; averaged over the items.
 * @param items gold story and predicted cluster of every item
 * @param counted which items the average is taken over (the others still fill the clusters)
 */
export function bcubed<Item extends { gold: string; found: string }>(
  items: Item[],
  counted: (item: Item) => boolean = () => true,
): Bcubed {
  const golds = countBy(items, (item) => item.gold);
  const clusters = countBy(items, (item) => item.found);
  const both = countBy(items, (item) => `${item.gold}\t${item.found}`);
  const taken = items.filter(counted);
  let precision = 0;
  let recall = 0;
  for (const item of taken) {
    const shared = both.get(`${item.gold}\t${item.found}`) ?? 0;
    precision += shared / (clusters.get(item.found) ?? 1) / taken.length;
    recall += shared / (golds.get(item.gold) ?? 1) / taken.length;
  }
  return { precision, recall, f1: (2 * precision * recall) / (precision + recall || 1) };
}

function countBy<Item>(items: Item[], key: (item: Item) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(key(item), (counts.get(key(item)) ?? 0) + 1);
  return counts;
}
