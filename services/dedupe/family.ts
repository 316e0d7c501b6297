import type { Write } from '@hearsay/runtime/handler';
import type { Article, Bond, Revision } from '@hearsay/store';
import {
  type CopyText,
  chooseOriginal,
  compareCopies,
  creditsOutlet,
  type FamilyPair,
  groupFamilies,
  linkRoots,
  pairOf,
} from '@hearsay/text/copy';
import { mayBeCopies } from '@hearsay/text/fingerprint';
import { scoreAgainst } from '@hearsay/text/story';
import type { Known, NearStory } from './near.js';
import { copyText, creditsOf, isoOf, type Reading } from './reading.js';

/** Articles compared as possible copies: those that share most band keys first. */
const mostCompared = 24;

/** Members of the families found that are compared too, so that who copies whom does not depend on who came first. */
const mostRelatives = 24;

/** So sure that two articles tell one event that they may be one text in other words; translations share no runs of words. */
const nearlyOne = 0.9;

type Pair = FamilyPair & { why: string };

/**
 * Finds the articles that are one text with this one, and works out for the whole family who copies whom.
 * Returns the family, the article included, as it then stands.
 */
export async function joinFamily(
  article: Article,
  revision: Revision,
  reading: Reading,
  near: NearStory[],
  write: Write,
): Promise<Article[]> {
  const own = copyText(article, revision, reading);
  const found = await compareAll(own, await likelyCopies(own, reading, near, write), write);
  // An article that has no story was in nobody's index yet, so nobody has paired it.
  const known = article.story === null ? [] : await write.families.pairsOf(article.id);
  if (found.length === 0 && known.length === 0) return [article];
  // What an earlier revision was one text with stays: that was copied, whatever became of it since.
  await write.families.savePairs(bestOf([...known, ...found]));
  const members = await write.families.members([article.id]);
  await settle(members, write);
  return write.articles.some(members);
}

/** The pairs of an article with those of the others that are one text with it, and with the families of these. */
async function compareAll(own: CopyText, ids: string[], write: Write): Promise<Pair[]> {
  const pairs = await compareWith(own, ids, write);
  if (pairs.length === 0) return [];
  const related = await write.families.members(pairs.flatMap(({ a, b }) => [a, b]));
  const rest = related.filter((id) => id !== own.id && !ids.includes(id)).slice(0, mostRelatives);
  return [...pairs, ...(await compareWith(own, rest, write))];
}

/** Articles that share runs of words with this one, and those of its likely stories that could be copies in other words. */
async function likelyCopies(
  own: CopyText,
  reading: Reading,
  near: NearStory[],
  write: Write,
): Promise<string[]> {
  const banded = await write.stories.sharingBands(reading.fingerprint.bands, own.id, mostCompared);
  const others = near.flatMap((each) => each.articles);
  const scores = scoreAgainst(
    reading.vector,
    others.map((other) => other.vector),
  );
  const inStories = others
    .map((other, at) => ({ other, score: scores[at] ?? 0 }))
    .filter(({ other, score }) => score >= nearlyOne || mayBeOneText(own, reading, other))
    .sort((a, b) => b.score - a.score || (a.other.id < b.other.id ? -1 : 1))
    .map(({ other }) => other.id);
  return [...new Set([...banded.map((row) => row.article), ...inStories])].slice(0, mostCompared);
}

function mayBeOneText(own: CopyText, reading: Reading, other: Known): boolean {
  return (
    mayBeCopies(reading.fingerprint, other.fingerprint) ||
    creditsOutlet(own, other) ||
    creditsOutlet(other, own)
  );
}

/** The pairs an article makes with those of the others that are, in any of their wordings, one text with it. */
async function compareWith(own: CopyText, ids: string[], write: Write): Promise<Pair[]> {
  const pairs = (await wordings(ids, write)).flatMap((other) => {
    const verdict = compareCopies(own, other);
    const pair = pairOf(own, other, verdict);
    return pair === null ? [] : [{ ...pair, why: verdict.why }];
  });
  return bestOf(pairs);
}

async function wordings(ids: string[], write: Write): Promise<CopyText[]> {
  if (ids.length === 0) return [];
  const articles = new Map((await write.articles.some(ids)).map((each) => [each.id, each]));
  return (await write.articles.wordings(ids)).flatMap((revision) => {
    const article = articles.get(revision.article);
    return article === undefined ? [] : [copyText(article, revision, revision.reading as Reading | null)];
  });
}

/** From the surest to the least sure. */
const kinds = ['exact', 'near', 'translation', 'rewrite'];

/** Of several wordings of the same two articles, the pair that is most surely one text. */
function bestOf(pairs: Pair[]): Pair[] {
  const best = new Map<string, Pair>();
  for (const pair of pairs) {
    const key = [pair.a, pair.b].sort().join(' ');
    const known = best.get(key);
    const gain = known === undefined ? 1 : kinds.indexOf(known.kind) - kinds.indexOf(pair.kind);
    if (gain > 0 || (gain === 0 && pair.score > (known?.score ?? 0))) best.set(key, pair);
  }
  return [...best.values()];
}

/**
 * Writes who copies whom among these articles: the answer depends on them, their pairs and what people decided alone,
 * not on the order of arrival.
 */
export async function settle(ids: string[], write: Write): Promise<void> {
  const members = (await write.families.credits(ids)).map(({ published, cites, ...each }) => ({
    ...each,
    published: isoOf(published),
    credits: creditsOf((cites ?? []) as Reading['cites']),
  }));
  const known = await write.families.pairs(ids);
  const bonds = await write.decisions.bonds(ids);
  const { families, pairs } = groupFamilies(ids, known, bonds, await placedIn(bonds, write));
  const whys = new Map(known.map((pair) => [`${pair.a} ${pair.b}`, pair]));
  const links = linkRoots(chooseOriginal(members, pairs), members, families, bonds);
  const rows = links.map((link) => {
    const pair = whys.get([link.id, link.copyOf].sort().join(' '));
    return {
      id: link.id,
      of: link.copyOf,
      kind: link.kind,
      score: pair?.score ?? null,
      why: link.copyOf === null ? null : `${link.why}; ${pair?.why ?? 'a person says so'}`,
      family: families.get(link.id) ?? link.id,
    };
  });
  await write.articles.saveCopies(rows);
}

/** The stories of the articles that a person placed in one. */
async function placedIn(bonds: Bond[], write: Write): Promise<Map<string, string>> {
  const placed = bonds.filter(({ about, side }) => about === 'story' && side === 'subject');
  const articles = placed.length === 0 ? [] : await write.articles.some(placed.map((each) => each.article));
  return new Map(articles.flatMap(({ id, story }) => (story === null ? [] : [[id, story] as const])));
}
