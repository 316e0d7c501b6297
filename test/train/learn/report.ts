/** Prints rows under headings, columns as wide as their widest cell, numbers to the right. */
export function printTable(headings: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = headings.map((heading, i) =>
    Math.max(heading.length, ...rows.map((row) => (row[i] ?? '').length)),
  );
  const line = (cells: readonly string[]) =>
    cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  ');
  process.stdout.write(`${line(headings)}\n${rows.map((row) => `${line(row)}\n`).join('')}`);
}

/** ".783" as papers print a share. */
export function share(value: number): string {
  return value.toFixed(3).replace(/^0/, '');
}

export function interval([low, high]: [number, number]): string {
  return `${share(low)}–${share(high)}`;
}
