import type { Figure } from './score.js';

export interface Scored {
  seed: number;
  figures: Figure[];
}

/** One row a figure, one column a cast, and all casts together. */
export function printTable(scores: Scored[]): void {
  const line = (name: string, cells: string[]) =>
    process.stdout.write(`${name.padEnd(32)}${cells.map((cell) => cell.padStart(9)).join('')}\n`);
  line('', scores.length === 1 ? ['', ''] : [...scores.map(({ seed }) => `cast ${seed}`), 'all']);
  for (const name of namesOf(scores)) {
    const own = scores.map(({ figures }) => figures.find((figure) => plain(figure.name) === name));
    const found = own.filter((figure) => figure !== undefined);
    const [right, all] = [sum(found.map((figure) => figure.right)), sum(found.map((figure) => figure.all))];
    const made = found.map((figure) => Number(/\(of (\d+) made\)/.exec(figure.name)?.[1] ?? -1));
    const total = found[0]?.count ? String(right) : (right / all).toFixed(3);
    line(name, [...own.map(cellOf), total, ...(made[0] === -1 ? [] : [`  of ${sum(made)} made`])]);
  }
}

/** What is wrong, by figure; the same failure in several casts is told once. */
export function printFailures(scores: Scored[]): void {
  for (const name of namesOf(scores)) {
    const groups = new Map<string, { casts: Set<number>; text: string }>();
    for (const { seed, figures } of scores) {
      for (const { key, text } of figures.find((figure) => plain(figure.name) === name)?.wrong ?? []) {
        const group = groups.get(key) ?? { casts: new Set(), text };
        group.casts.add(seed);
        groups.set(key, group);
      }
    }
    if (groups.size === 0) continue;
    process.stdout.write(`\n# ${name.trim()}\n`);
    for (const [key, { casts, text }] of [...groups].sort((a, b) => b[1].casts.size - a[1].casts.size))
      process.stdout.write(`  ${casts.size}/${scores.length}  ${key}: ${text}\n`);
  }
}

function cellOf(figure: Figure | undefined): string {
  if (figure === undefined) return '-';
  if (figure.count) return String(figure.right);
  return figure.all === 1 && !Number.isInteger(figure.right)
    ? figure.right.toFixed(3)
    : `${figure.right}/${figure.all}`;
}

const plain = (name: string) => name.replace(/ \(of \d+ made\)/, '');

function namesOf(scores: Scored[]): string[] {
  return [...new Set(scores.flatMap(({ figures }) => figures.map((figure) => plain(figure.name))))];
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
