/** B-cubed over items; one that we put nowhere (null) stands alone. */
export function bCubed<Item>(
  items: Item[],
  goldOf: (item: Item) => string,
  oursOf: (item: Item) => string | null,
): { precision: number; recall: number; f1: number } {
  let [precision, recall] = [0, 0];
  for (const item of items) {
    const [gold, ours] = [goldOf(item), oursOf(item)];
    const mates = items.filter((each) => each === item || (ours !== null && oursOf(each) === ours));
    const right = mates.filter((each) => goldOf(each) === gold).length;
    precision += right / mates.length;
    recall += right / items.filter((each) => goldOf(each) === gold).length;
  }
  precision /= items.length;
  recall /= items.length;
  return { precision, recall, f1: (2 * precision * recall) / (precision + recall) };
}
