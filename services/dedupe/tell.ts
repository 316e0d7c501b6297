import type { Article, NewEvent } from '@hearsay/store';
import type { Move } from './move.js';

/** Lines of the log for articles that went from story to story: one for each pair of stories. */
export function tellMoves(
  article: Article,
  moves: Move[],
  ended: string[],
  titles: Map<string, string | null>,
  at: Date,
): NewEvent[] {
  const pairs = new Map<string, Move[]>();
  for (const move of moves) {
    const key = `${move.from}\n${move.story}`;
    pairs.set(key, [...(pairs.get(key) ?? []), move]);
  }
  return [...pairs]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, moved]) => {
      const [from, to] = key.split('\n') as [string, string];
      const merged = ended.includes(from) && heirOf(from, moves) === to;
      const title = (story: string) => `“${titles.get(story) ?? 'without a title'}”`;
      const count = moved.length === 1 ? 'One article' : `${moved.length} articles`;
      const text = merged
        ? `The story ${title(from)} is one with ${title(to)} (${moved[0]?.why}).`
        : `${count} left the story ${title(from)} for ${title(to)} (${moved[0]?.why}).`;
      const ids = moved.map((move) => move.id).sort();
      const type = merged ? 'merged' : 'split';
      return {
        key: [type, from, to, article.id, ...ids].join('\n'),
        type,
        claim: null,
        story: merged ? to : from,
        outlet: article.outlet,
        article: article.id,
        mention: null,
        at,
        text,
      };
    });
}

/** Where most articles of a story went; of equals the lower id. */
export function heirOf(story: string, moves: Move[]): string {
  const counts = new Map<string, number>();
  for (const move of moves)
    if (move.from === story) counts.set(move.story, (counts.get(move.story) ?? 0) + 1);
  const [first] = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return first?.[0] as string;
}
