import { diffWordsWithSpace } from 'diff';
import type { Difference } from './types.js';

/** Longer sentences are not compared word by word: nobody reads the marks. */
const longest = 1_200;

const sides = { added: 'outlet', removed: 'origin', both: 'both' } as const;

/**
 * Marks word by word how an outlet's sentence differs from the origin's (Myers' algorithm over words, as `diff` has it).
 * Null where they share too little for marks to help, or are too long.
 */
export function markDifference(origin: string, outlet: string): Difference[] | null {
  if (origin.length > longest || outlet.length > longest) return null;
  const parts = diffWordsWithSpace(flat(origin), flat(outlet)).map((part) => ({
    text: part.value,
    in: sides[part.added ? 'added' : part.removed ? 'removed' : 'both'],
  }));
  const shared = parts
    .filter((part) => part.in === 'both')
    .reduce((sum, part) => sum + part.text.trim().length, 0);
  return shared * 2 < Math.min(flat(origin).length, flat(outlet).length) ? null : parts;
}

/** More changes than this are no difference to point at, but another sentence. */
const mostChanges = 4;

/** "forty → fourteen; without “at least”": the differing words as one line; null where there are too many to point at. */
export function showDifference(parts: Difference[]): string | null {
  const changes: string[] = [];
  for (let at = 0; at < parts.length; at += 1) {
    const [part, next] = [parts[at], parts[at + 1]];
    if (part === undefined || part.in === 'both' || part.text.trim() === '') continue;
    const isSwap = part.in === 'origin' && next?.in === 'outlet' && next.text.trim() !== '';
    if (isSwap) changes.push(`${part.text.trim()} → ${next.text.trim()}`);
    else changes.push(`${part.in === 'origin' ? 'without' : 'with'} “${part.text.trim()}”`);
    if (isSwap) at += 1;
  }
  return changes.length === 0 || changes.length > mostChanges ? null : changes.join('; ');
}

function flat(sentence: string): string {
  return sentence.replace(/\s+/g, ' ').trim();
}
