import type { Write } from '@hearsay/runtime/handler';
import type { Article, Revision } from '@hearsay/store';
import { type CopyText, chooseOriginal, compareCopies, pairOf } from '@hearsay/text/copy';
import { copyText, type Reading } from './reading.js';

/** Articles compared as possible copies: those that share most band keys, and those of the likeliest stories. */
const mostCompared = 24;

/** Candidates taken from one story: a translation shares no runs of words, but always the story. */
const mostOfStories = 12;

/**
 * Finds the articles that are one text with this one, and works out for the whole family who copies whom.
 * Returns the ids of the family, the article included.
 */
export async function joinFamily(
  article: Article,
  revision: Revision,
  reading: Reading,
  stories: string[],
  write: Write,
): Promise<string[]> {
  const own = copyText(article, revision, reading);
  const others = await candidates(article, reading, stories, write);
  const verdicts = others.map((other) => ({ other, verdict: compareCopies(own, other) }));
  const before = await write.families.members([article.id]);
  await write.families.replacePairs(
    article.id,
    verdicts.flatMap(({ other, verdict }) => {
      const pair = pairOf(own, other, verdict);
      return pair === null ? [] : [{ ...pair, why: verdict.why }];
    }),
  );
  const members = await write.families.members([article.id]);
  await settle([...new Set([...before, ...members])], write);
  return members;
}

async function candidates(
  article: Article,
  reading: Reading,
  stories: string[],
  write: Write,
): Promise<CopyText[]> {
  const banded = await write.stories.sharingBands(reading.fingerprint.bands, article.id, mostCompared);
  const near = await write.stories.readings(stories, article.id, mostOfStories);
  const ids = [...new Set([...banded.map((row) => row.article), ...near.map((row) => row.article)])];
  return copyTexts(ids.slice(0, mostCompared), write);
}

async function copyTexts(ids: string[], write: Write): Promise<CopyText[]> {
  const articles = new Map((await write.articles.some(ids)).map((each) => [each.id, each]));
  return (await write.articles.latest(ids)).flatMap((revision) => {
    const article = articles.get(revision.article);
    return article === undefined ? [] : [copyText(article, revision, revision.reading as Reading | null)];
  });
}

/** Writes who copies whom among these articles: the answer depends on them alone, not on the order of arrival. */
async function settle(ids: string[], write: Write): Promise<void> {
  const members = await copyTexts(ids, write);
  const pairs = await write.families.pairs(ids);
  const whys = new Map(pairs.map((pair) => [`${pair.a} ${pair.b}`, pair]));
  for (const link of chooseOriginal(members, pairs)) {
    const pair = whys.get([link.id, link.copyOf].sort().join(' '));
    await write.articles.saveCopy(link.id, {
      of: link.copyOf,
      kind: link.kind,
      score: pair?.score ?? null,
      why: link.copyOf === null ? null : `${link.why}; ${pair?.why ?? ''}`,
      family: familyOf(link.id, pairs),
    });
  }
}

/** The smallest id of those that pairs connect with this one. */
function familyOf(id: string, pairs: { a: string; b: string }[]): string {
  const seen = new Set([id]);
  for (const each of seen) {
    for (const pair of pairs) {
      if (pair.a === each) seen.add(pair.b);
      if (pair.b === each) seen.add(pair.a);
    }
  }
  return [...seen].sort()[0] as string;
}
