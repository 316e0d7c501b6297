import {
  type LinkLimits,
  linkStories,
  newsIdf,
  partText,
  type StoryVector,
  storyVector,
} from '@hearsay/text/story';
import type { Labelled } from './data.js';

/** Stories that a made roundup tells beside its main one. */
const ASIDES = 2;
/** Sentences it tells of each. */
const SENTENCES = 2;

/** How well the other stories of roundups are found: roundups made of one article and the openings of two of other stories. */
export interface Links {
  roundups: number;
  told: number;
  linked: number;
  right: number;
  /** Articles as they are that were linked to another story, of all. */
  plain: number;
  plainLinked: number;
}

/**
 * Makes roundups from the rows of a set, links them to the stories of the set, and counts. The articles a roundup is made
 * of are left out of the stories it is held against.
 */
export function measureLinks(rows: Labelled[], limits: LinkLimits[], every = 1): Links[] {
  const vectors = new Map(rows.map((row) => [row.id, storyVector(row, newsIdf)]));
  const stories = new Map<string, Labelled[]>();
  for (const row of rows) stories.set(row.story, [...(stories.get(row.story) ?? []), row]);
  const several = rows.filter((row) => (stories.get(row.story)?.length ?? 0) > 1);
  const all = limits.map(
    (): Links => ({ roundups: 0, told: 0, linked: 0, right: 0, plain: 0, plainLinked: 0 }),
  );
  const candidatesWithout = (ids: string[], story: string) =>
    [...stories]
      .filter(([name]) => name !== story)
      .map(([name, members]) => ({
        story: name,
        articles: members
          .filter((each) => !ids.includes(each.id))
          .map((each) => vectors.get(each.id) as StoryVector),
      }));
  several.forEach((main, at) => {
    if (at % every !== 0) return;
    const asides = pick(several, main, at);
    const text = [
      main.text,
      ...asides.map((each) => sentencesOf(each.text).slice(0, SENTENCES).join(' ')),
    ].join('\n\n');
    const parts = partText({ ...main, text }, newsIdf).asides;
    const plain = partText(main, newsIdf).asides;
    const others = candidatesWithout([main.id, ...asides.map((each) => each.id)], main.story);
    limits.forEach((limit, which) => {
      const links = all[which] as Links;
      const found = linkStories(parts, others, limit);
      links.roundups++;
      links.told += asides.length;
      links.linked += found.length;
      links.right += found.filter((link) => asides.some((each) => each.story === link.story)).length;
      links.plain++;
      if (linkStories(plain, others, limit).length > 0) links.plainLinked++;
    });
  });
  return all;
}

/** Other stories' articles, the same on every run, of other topics. */
function pick(rows: Labelled[], main: Labelled, at: number): Labelled[] {
  const found: Labelled[] = [];
  for (let step = 1; found.length < ASIDES && step < rows.length; step++) {
    const row = rows[(at + step * 97) % rows.length] as Labelled;
    if (row.topic !== main.topic && !found.some((each) => each.topic === row.topic)) found.push(row);
  }
  return found;
}

function sentencesOf(text: string): string[] {
  return text.split(/\n|(?<=[.!?])\s+(?=\p{Lu})/u).filter((each) => each.split(' ').length > 6);
}
