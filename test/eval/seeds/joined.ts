import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Mention } from '@hearsay/text/claim';
import { root } from '../../support/shared-data.js';
import type { Exported, ExportedArticle } from './export.js';
import type { Gold } from './gold.js';
import { search, seedIds } from './locate.js';

/** A place in a seed: offsets into its file, or into its title in gold.json. */
type SeedPlace = [article: string, part: 'text' | 'title', start: number, end: number];
export type Verdict = 'right' | 'wrong' | 'debatable';
/** What a person says of a mention that stands in one claim with a founding mention: is it that claim, and the relation right. */
type Label = [mention: SeedPlace, founder: SeedPlace, relation: string, verdict: Verdict];

/** A mention that joined a claim and is none of gold's; `verdict` is null where nobody has read it. */
export interface Joined {
  text: string;
  places: [SeedPlace, SeedPlace];
  relation: string;
  verdict: Verdict | null;
}

/** Two readings of a clause are the same mention from this share of their joint extent on: ends of clauses may move. */
const sameExtent = 0.6;

/** Mentions beside a claim's founding one that gold does not know, with the verdict of `joined.json`. */
export function joinedMentions(gold: Gold, made: Exported, known: ReadonlySet<string | undefined>): Joined[] {
  const labels = readLabels();
  const ids = new Map(
    [...seedIds(gold, made.articles)].map(([id, article]) => [article.id, { id, article }]),
  );
  return made.claims.flatMap(({ mentions }) =>
    mentions.slice(1).flatMap((mention) => {
      const places = [placeIn(gold, ids, mention), placeIn(gold, ids, mentions[0]!)] as const;
      if (known.has(mention.id) || places[0] === null || places[1] === null) return [];
      const { relation } = mention;
      const label = labels.find(
        ([own, founder, said]) =>
          said === relation && isSamePlace(own, places[0]!) && isSamePlace(founder, places[1]!),
      );
      const text = `${clauseOf(mention, ids.get(mention.article)!.article)} = ${clauseOf(mentions[0]!, ids.get(mentions[0]!.article)!.article)}`;
      return [{ text, places: [places[0], places[1]], relation, verdict: label?.[3] ?? null }];
    }),
  );
}

function readLabels(): Label[] {
  return JSON.parse(readFileSync(join(root, 'test/eval/seeds/joined.json'), 'utf8')) as Label[];
}

function clauseOf({ in: where, start, end }: Mention, article: ExportedArticle): string {
  return (article[where] ?? '').slice(start, end).replace(/\s+/g, ' ');
}

function placeIn(
  gold: Gold,
  ids: ReadonlyMap<string, { id: string; article: ExportedArticle }>,
  mention: Mention,
): SeedPlace | null {
  const seed = ids.get(mention.article);
  if (seed === undefined) return null;
  const source = mention.in === 'title' ? (gold.outlets[seed.id]!.title ?? '') : gold.texts[seed.id]!;
  const sentence = search(source, mention.sentence);
  if (sentence === null) return null;
  const inside = search(source.slice(sentence.start), clauseOf(mention, seed.article));
  if (inside === null) return null;
  return [seed.id, mention.in, sentence.start + inside.start, sentence.start + inside.end];
}

function isSamePlace(a: SeedPlace, b: SeedPlace): boolean {
  if (a[0] !== b[0] || a[1] !== b[1]) return false;
  const shared = Math.min(a[3], b[3]) - Math.max(a[2], b[2]);
  return shared >= sameExtent * (Math.max(a[3], b[3]) - Math.min(a[2], b[2]));
}
