/** Undoes, step by step, what was done since a mark: the memory of a fold that can go back to an earlier article. */
export interface Journal {
  /** Keeps how to undo what was just done. */
  note(undo: () => void): void;
  /** Changes of lists and maps that are noted. */
  push<T>(list: T[], item: T): void;
  /** Takes out the first that fits, if any does. */
  remove<T>(list: T[], test: (item: T) => boolean): void;
  replace<T>(list: T[], item: T, by: T): void;
  set<Value>(map: Map<string, Value>, key: string, value: Value): void;
  /** Number of steps kept; give it to `rewind` to come back to here. */
  mark(): number;
  rewind(mark: number): void;
}

export function createJournal(): Journal {
  const steps: (() => void)[] = [];
  const note = (undo: () => void): void => {
    steps.push(undo);
  };
  return {
    note,
    push(list, item) {
      list.push(item);
      note(() => list.pop());
    },
    remove(list, test) {
      const at = list.findIndex(test);
      if (at === -1) return;
      const [item] = list.splice(at, 1);
      note(() => list.splice(at, 0, item!));
    },
    replace(list, item, by) {
      const at = list.indexOf(item);
      list[at] = by;
      note(() => {
        list[at] = item;
      });
    },
    set(map, key, value) {
      const before = map.get(key);
      map.set(key, value);
      note(() => (before === undefined ? map.delete(key) : map.set(key, before)));
    },
    mark: () => steps.length,
    rewind(mark) {
      while (steps.length > mark) steps.pop()!();
    },
  };
}
