import type { Write } from '@hearsay/runtime/handler';
import type { Article, Bond, FoundArticle, Revision, Store } from '@hearsay/store';
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
import { type CopySketch, copySketchOf, mayBeCopies } from '@hearsay/text/fingerprint';
import { scoreAgainst } from '@hearsay/text/story';
import type { Known, Near } from './near.js';
import { copyText, creditsOf, isoOf, type Reading } from './reading.js';
import { type Worded, wordingsOf } from './wording.js';

/** Articles compared as possible copies: those that share most band keys first. */
const mostCompared = 24;

/** Of a family so large only its originals and a few others are compared, which keeps its pairs in proportion to it. */
const largeFamily = 48;
const fewCompared = 8;
const mostOriginals = 4;

/** Members of smaller families found that are compared too, so that who copies whom does not depend on who came first. */
const mostRelatives = 24;

/** So sure that two articles tell one event that they may be one text in other words; translations share no runs of words. */
const nearlyOne = 0.9;

type Pair = FamilyPair & { why: string };

/** One article held against others: what was found stays known where the transaction is run again. */
export class Comparison {
  readonly own: CopyText;
  private readonly reading: Reading;
  private readonly sketch: CopySketch;
  private readonly store: Store;
  private readonly verdicts = new WeakMap<CopyText, Pair | null>();

  constructor(article: Article, revision: Revision, reading: Reading, store: Store) {
    this.own = copyText(article, revision, reading);
    this.reading = reading;
    this.sketch = copySketchOf(reading.fingerprint);
    this.store = store;
  }

  /** The pairs this article makes with what a look has found, and with the families of these. */
  async compareAll(near: Near, write: Write): Promise<Pair[]> {
    const likely = this.likelyCopies(near);
    const first = await this.compareWith(likely.slice(0, fewCompared), write);
    const family = await relatives(first, write);
    if (family.length > largeFamily)
      return [...first, ...(await this.compareOriginals(family, first, write))];
    const pairs = [...first, ...(await this.compareWith(likely.slice(fewCompared), write))];
    if (pairs.length === 0) return [];
    const compared = new Set([this.own.id, ...likely.map((each) => each.article)]);
    const ids = pairs.length === first.length ? family : await relatives(pairs, write);
    const rest = ids.filter((id) => !compared.has(id)).slice(0, mostRelatives);
    return [...pairs, ...(await this.compareWith(await articlesOf(rest, write), write))];
  }

  private async compareOriginals(family: string[], pairs: Pair[], write: Write): Promise<Pair[]> {
    const compared = new Set(pairs.flatMap(({ a, b }) => [a, b]));
    const originals = (await articlesOf(family, write))
      .filter((each) => each.copyOf === null && !compared.has(each.article) && each.article !== this.own.id)
      .slice(0, mostOriginals);
    return this.compareWith(originals, write);
  }

  /** Articles that share runs of words with this one, and those of its likely stories that could be copies in other words. */
  private likelyCopies({ copies, stories, found }: Near): FoundArticle[] {
    const others = stories.flatMap((each) => each.articles);
    const scores = scoreAgainst(
      this.reading.vector,
      others.map((other) => other.vector),
    );
    const inStories = others
      .map((other, at) => ({ other, score: scores[at] ?? 0 }))
      .filter(({ other, score }) => score >= nearlyOne || this.mayBeOneText(other))
      .sort((a, b) => b.score - a.score || (a.other.id < b.other.id ? -1 : 1))
      .map(({ other }) => found.get(other.id) as FoundArticle);
    const all = new Map([...copies, ...inStories].map((each) => [each.article, each]));
    return [...all.values()].slice(0, mostCompared);
  }

  private mayBeOneText(other: Known): boolean {
    return (
      mayBeCopies(this.sketch, other.fingerprint) ||
      creditsOutlet(this.own, other) ||
      creditsOutlet(other, this.own)
    );
  }

  /** The pairs the article makes with those of the others that are, in any of their wordings, one text with it. */
  private async compareWith(others: Worded[], write: Write): Promise<Pair[]> {
    const texts = others.length === 0 ? [] : await wordingsOf(others, write, this.store);
    return bestOf(texts.flatMap((text) => this.compare(text) ?? []));
  }

  private compare(other: CopyText): Pair | null {
    const known = this.verdicts.get(other);
    if (known !== undefined) return known;
    const verdict = compareCopies(this.own, other);
    const pair = pairOf(this.own, other, verdict);
    const found = pair === null ? null : { ...pair, why: verdict.why };
    this.verdicts.set(other, found);
    return found;
  }
}

/**
 * Finds the articles that are one text with this one, and works out for the whole family who copies whom.
 * Returns the family, the article included, as it then stands.
 */
export async function joinFamily(
  article: Article,
  comparison: Comparison,
  near: Near,
  write: Write,
): Promise<Article[]> {
  const found = await comparison.compareAll(near, write);
  // An article that has no story was in nobody's index yet, so nobody has paired it.
  const known = article.story === null ? [] : await write.families.pairsOf(article.id);
  if (found.length === 0 && known.length === 0) return [article];
  // What an earlier revision was one text with stays: that was copied, whatever became of it since.
  await write.families.savePairs(bestOf([...known, ...found]));
  const members = await write.families.members([article.id]);
  await settle(members, write);
  return write.articles.some(members);
}

/** All that pairs connect with the articles of these pairs. */
async function relatives(pairs: Pair[], write: Write): Promise<string[]> {
  return pairs.length === 0 ? [] : write.families.members(pairs.flatMap(({ a, b }) => [a, b]));
}

async function articlesOf(ids: string[], write: Write): Promise<(Worded & { copyOf: string | null })[]> {
  const rows = ids.length === 0 ? [] : await write.articles.some(ids);
  return rows.map((row) => ({ ...row, article: row.id })).sort((a, b) => (a.id < b.id ? -1 : 1));
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
