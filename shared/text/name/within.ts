import type { Span } from '../span.js';
import type { Name } from './index.js';

/**
 * Finds names of a text in another line of it, a title above all, whose own capitals say little about names; each with the key it has in the
 * text, the longest first where they overlap. Offsets are into `line`.
 */
export function namesWithin(line: string, names: readonly Name[]): Name[] {
  const keys = new Map(names.map((name) => [name.text, name.key]));
  const longestFirst = [...keys].sort(([a], [b]) => b.length - a.length);
  const found: Name[] = [];
  for (const [text, key] of longestFirst)
    for (let start = line.indexOf(text); start !== -1; start = line.indexOf(text, start + 1)) {
      const span = { start, end: start + text.length };
      if (standsAlone(line, span) && !found.some((other) => other.start < span.end && span.start < other.end))
        found.push({ ...span, text, key });
    }
  return found.sort((a, b) => a.start - b.start);
}

function standsAlone(line: string, { start, end }: Span): boolean {
  return !/[\p{L}\p{N}]$/u.test(line.slice(0, start)) && !/^[\p{L}\p{N}]/u.test(line.slice(end));
}
