import type { Via } from '../candidate/index.js';
import { watchedNames } from '../citation/index.js';
import { plainName } from '../citation/plain-name.js';
import type { Found } from './draft.js';
import { compareQuoted } from './quoted.js';
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

/**
 * Gives an outlet relied on the name and domain under which the story holds its articles: "Harbour Courier" and "the Harbour Courier" are one
 * outlet, "Halcyon" is the Halcyon News Agency. A name that two outlets of the story share stays as it is written.
 */
export function ownNames(articles: readonly StoryArticle[]): (via: Via) => Via {
  const outlets = [
    ...new Map(articles.map(({ outlet, outletName }) => [outlet, { outlet, outletName }])).values(),
  ];
  const names = watchedNames(outlets);
  const shared = new Set<string>();
  for (const { outlet, outletName } of outlets) {
    const plain = plainName(outletName).toLowerCase();
    if (names.full.get(plain)?.outlet !== outlet) shared.add(plain);
  }
  return (via) => {
    const plain = plainName(via.outletName).toLowerCase();
    const own = names.full.get(plain) ?? names.short.get(plain);
    if (own === undefined || shared.has(plain)) return via;
    return via.outlet === null || via.outlet === own.outlet ? own : via;
  };
}

function lastWord(name: string): string {
  return name.toLowerCase().replaceAll('’', "'").split(/\s+/).at(-1)!;
}

/** Fewer quoted words anybody may have said. */
const fewestQuoted = 4;

type Speaker = Pick<Found['entry']['candidate'], 'speaker' | 'speakerNamed'>;

/**
 * Who says what a mention holds. A title that names nobody ("Three dead in mill fire") has it from whoever says the same, on the same side, in
 * the text below; quoted words whose speaker is not given are those of the person to whom the story gives the same words.
 * @param all the mentions of one claim
 */
export function speakerOf(found: Found, all: readonly Found[]): Speaker {
  const { candidate } = found.entry;
  if (candidate.speaker !== null) return candidate;
  const below = candidate.in === 'title' ? all.find((each) => isBelow(each, found)) : undefined;
  if (below !== undefined && below.entry.candidate.speaker !== null) return below.entry.candidate;
  return all.find((each) => quotesSame(each, found))?.entry.candidate ?? candidate;
}

function isBelow(text: Found, title: Found): boolean {
  return (
    text.entry.article === title.entry.article &&
    text.entry.candidate.in === 'text' &&
    (text.relation === 'disputes') === (title.relation === 'disputes')
  );
}

function quotesSame({ entry: other }: Found, { entry }: Found): boolean {
  const both = [other, entry].every(
    ({ candidate }) => candidate.kind === 'quotation' && candidate.host === null,
  );
  if (!both || !other.candidate.speakerNamed || entry.words.length < fewestQuoted) return false;
  return compareQuoted(other.words, entry.words).same;
}
