import type { Store } from '@hearsay/store';

/** What is kept in memory of one record, the most recently used; the oldest goes when it is full. */
export class Kept<Value> {
  private readonly most: number;
  private readonly byStore = new WeakMap<Store, Map<string, Value>>();

  constructor(most: number) {
    this.most = most;
  }

  get(store: Store, key: string): Value | undefined {
    const memory = this.memory(store);
    const value = memory.get(key);
    if (value === undefined) return undefined;
    memory.delete(key);
    memory.set(key, value);
    return value;
  }

  set(store: Store, key: string, value: Value): void {
    const memory = this.memory(store);
    memory.set(key, value);
    if (memory.size > this.most) memory.delete(memory.keys().next().value as string);
  }

  private memory(store: Store): Map<string, Value> {
    const known = this.byStore.get(store) ?? new Map<string, Value>();
    this.byStore.set(store, known);
    return known;
  }
}
