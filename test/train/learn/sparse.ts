/** One example's features: indices in rising order, and their values. */
export interface Row {
  at: number[];
  value: number[];
}

/** Gives each feature name an index; frozen, it ignores names it has not seen. */
export class FeatureIndex {
  readonly names: string[] = [];
  private readonly byName = new Map<string, number>();

  add(name: string): void {
    if (this.byName.has(name)) return;
    this.byName.set(name, this.names.length);
    this.names.push(name);
  }

  row(features: Readonly<Record<string, number>>): Row {
    const pairs = Object.entries(features)
      .map(([name, value]) => [this.byName.get(name) ?? -1, value] as const)
      .filter(([at, value]) => at >= 0 && value !== 0)
      .sort((a, b) => a[0] - b[0]);
    return { at: pairs.map(([at]) => at), value: pairs.map(([, value]) => value) };
  }
}

/** The names that occur (are not 0) in at least `least` of the examples, in order of first sight. */
export function indexFeatures(
  examples: readonly Readonly<Record<string, number>>[],
  least: number,
): FeatureIndex {
  const counts = new Map<string, number>();
  for (const example of examples)
    for (const [name, value] of Object.entries(example))
      if (value !== 0) counts.set(name, (counts.get(name) ?? 0) + 1);
  const index = new FeatureIndex();
  for (const [name, count] of counts) if (count >= least) index.add(name);
  return index;
}
