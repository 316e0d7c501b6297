import type { Origin } from './types.js';

/** True if two origins are one voice: outlets of one owner, a person by surname alone, a document by fewer of its words ("the memo", "an internal memo"). */
export function isSameOrigin(a: Origin, b: Origin): boolean {
  if (a.kind !== b.kind) return false;
  if (a.kind === 'outlet' && a.owner !== undefined && a.owner === b.owner) return true;
  const [one, other] = [wordsOf(a.name), wordsOf(b.name)];
  if (one.join(' ') === other.join(' ')) return true;
  if (a.kind === 'outlet') return false;
  if (one.at(-1) !== other.at(-1)) return false;
  if (a.kind === 'person') return one.length === 1 || other.length === 1 || endsWith(one, other);
  const [fewer, more] = one.length <= other.length ? [one, new Set(other)] : [other, new Set(one)];
  return fewer.every((word) => more.has(word)) || fewer.length === 1;
}

function wordsOf(name: string): string[] {
  return (
    name
      .toLowerCase()
      .replaceAll('’', "'")
      .match(/[\p{L}\p{N}'-]+/gu) ?? []
  ).filter((word) => !/^(?:the|an?|one|[\p{L}]+-page)$/u.test(word));
}

function endsWith(a: readonly string[], b: readonly string[]): boolean {
  const [one, other] = [` ${a.join(' ')}`, ` ${b.join(' ')}`];
  return one.endsWith(other) || other.endsWith(one);
}
