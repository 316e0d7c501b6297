import type { StoryArticle } from './types.js';

/**
 * Gives a person named by surname alone the full name that another article of the story gives, where only one person of the story has that
 * surname: one voice is one voice.
 */
export function fullNames(articles: readonly StoryArticle[]): (speaker: string) => string {
  const bySurname = new Map<string, Set<string>>();
  for (const { candidates } of articles)
    for (const { speaker, speakerNamed } of candidates) {
      if (speaker === null || !speakerNamed || !/^\p{Lu}\S+(?: \p{Lu}\S*){1,3}$/u.test(speaker)) continue;
      const surname = lastWord(speaker);
      bySurname.set(surname, (bySurname.get(surname) ?? new Set()).add(speaker));
    }
  return (speaker) => {
    const known = speaker.includes(' ') ? undefined : bySurname.get(lastWord(speaker));
    return known?.size === 1 ? [...known][0]! : speaker;
  };
}

function lastWord(name: string): string {
  return name.toLowerCase().replaceAll('’', "'").split(/\s+/).at(-1)!;
}
