/** A copy of the list in another order, the same for the same seed (xorshift). */
export function shuffled<Item>(items: Item[], seed: number): Item[] {
  const mixed = [...items];
  let state = seed * 2654435761;
  for (let at = mixed.length - 1; at > 0; at--) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    const other = (state >>> 0) % (at + 1);
    [mixed[at], mixed[other]] = [mixed[other]!, mixed[at]!];
  }
  return mixed;
}
