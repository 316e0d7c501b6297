/** Numbers that look random and are the same for the same seed (mulberry32). */
export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** From 0 up to 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let value = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296;
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  pick<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)] as Item;
  }
}

/** Draws from many items in proportion to their weights, by bisection. */
export class Weighted<Item> {
  private readonly items: readonly Item[];
  private readonly upTo: Float64Array;

  constructor(items: readonly Item[], weight: (item: Item, at: number) => number) {
    this.items = items;
    this.upTo = new Float64Array(items.length);
    let sum = 0;
    items.forEach((item, at) => {
      sum += weight(item, at);
      this.upTo[at] = sum;
    });
  }

  pick(random: Random): Item {
    const sought = random.next() * (this.upTo.at(-1) ?? 0);
    let low = 0;
    let high = this.upTo.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.upTo[middle] as number) > sought) high = middle;
      else low = middle + 1;
    }
    return this.items[low] as Item;
  }
}
