import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { extractCandidates } from '@hearsay/text/candidate';
import { findCitations } from '@hearsay/text/citation';
import {
  type CopyOfKind,
  type Mention,
  matchStory,
  type StoryArticle,
  type StoryClaims,
} from '@hearsay/text/claim';
import { root } from '../../../support/shared-data.js';

export interface StoryFixture {
  about: string;
  articles: {
    id: string;
    revision?: number;
    outlet: string;
    outletName: string;
    published: string;
    title: string | null;
    text: string;
    copyOf?: string;
    copyKind?: CopyOfKind;
  }[];
  claims: {
    name: string;
    mentions: [article: string, piece: string, relation: string, change: string | null][];
    origins: string[] | null;
    counts: { outlets: number; independent: number; disputingOutlets: number; disputers: number } | null;
  }[];
}

const folder = join(root, 'test/fixtures/text/claim');

export const fixtures: [string, StoryFixture][] = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => [file, JSON.parse(readFileSync(join(folder, file), 'utf8')) as StoryFixture]);

export function readStory(name: string): StoryFixture {
  return fixtures.find(([file]) => file === name)![1];
}

export function toArticle(from: StoryFixture['articles'][number]): StoryArticle {
  const { id, outlet, outletName, published, title, text } = from;
  const plain = { id, revision: from.revision ?? 1, outlet, outletName, title, text, lang: 'en', published };
  const { candidates } = extractCandidates(plain);
  const cites = findCitations(text, { outlet, outletName });
  return { ...plain, copyOf: from.copyOf ?? null, copyKind: from.copyKind ?? null, cites, candidates };
}

export function match(articles: StoryArticle[], known: Record<string, string> = {}): StoryClaims {
  return matchStory({ story: 's', articles, known: { claims: known } });
}

/** The mention that covers a piece of an article's text, or shares most of it. */
export function mentionOf(
  claims: StoryClaims,
  articles: StoryArticle[],
  article: string,
  piece: string,
): Mention | null {
  const text = articles.find((each) => each.id === article)!.text;
  const start = text.indexOf(piece);
  const end = start + piece.length;
  let best: { mention: Mention; share: number } | null = null;
  for (const mention of claims.claims.flatMap((claim) => claim.mentions)) {
    if (mention.article !== article || mention.in !== 'text') continue;
    const shared = Math.min(end, mention.end) - Math.max(start, mention.start);
    const share = shared / (Math.max(end, mention.end) - Math.min(start, mention.start));
    if (shared > 0 && share > (best?.share ?? 0)) best = { mention, share };
  }
  return best?.mention ?? null;
}
