import { interval } from '../pages/bootstrap.js';

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
  return averageOf(
    items.filter(counted).map((item) => {
      const shared = both.get(`${item.gold}\t${item.found}`) ?? 0;
      return {
        precision: shared / (clusters.get(item.found) ?? 1),
        recall: shared / (golds.get(item.gold) ?? 1),
      };
    }),
  );
}

/** The figures of some items together. */
export function averageOf(items: { precision: number; recall: number }[]): Bcubed {
  const mean = (pick: (item: (typeof items)[number]) => number): number =>
    items.reduce((sum, item) => sum + pick(item), 0) / (items.length || 1);
  const [precision, recall] = [mean((item) => item.precision), mean((item) => item.recall)];
  return { precision, recall, f1: (2 * precision * recall) / (precision + recall || 1) };
}

/** The figures of one topic, and how many items it has. */
export type TopicFigures = Bcubed & { size: number };

/** The figures of each topic whose items are counted, within all items. */
export function byTopic<Item extends { gold: string; found: string; topic: string }>(
  items: Item[],
  counted: (item: Item) => boolean,
): TopicFigures[] {
  const own = items.filter(counted);
  return [...new Set(own.map((item) => item.topic))].map((topic) => ({
    size: own.filter((item) => item.topic === topic).length,
    ...bcubed(items, (item) => item.topic === topic),
  }));
}

/** The 95 % interval of F1: topics are resampled, and with each all its items. */
export function intervalOf(topics: TopicFigures[]): [low: number, high: number] {
  return interval(topics, (sample) => {
    const size = sample.reduce((sum, topic) => sum + topic.size, 0);
    const mean = (pick: (topic: Bcubed) => number): number =>
      sample.reduce((sum, topic) => sum + topic.size * pick(topic), 0) / size;
    const [precision, recall] = [mean((topic) => topic.precision), mean((topic) => topic.recall)];
    return (2 * precision * recall) / (precision + recall || 1);
  });
}

function countBy<Item>(items: Item[], key: (item: Item) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(key(item), (counts.get(key(item)) ?? 0) + 1);
  return counts;
}
