import { stem } from './stem.js';
import { STOPWORDS } from './stopword.js';
import { words } from './word.js';

/** A headline to choose from. */
export interface TitleCandidate {
  title: string | null;
  published: string | null;
  id: string;
}

const MAX_TITLE = 120;
/** "EXCLUSIVE: …", "Watch: …", "… | Outlet", "… - Outlet News": said about the text, not about the event. */
const LABEL =
  /^\s*(?:exclusive|breaking(?: news)?|watch|video|live(?: updates)?|opinion|analysis|updated?|just in|photos?)\s*[:|–—-]\s*/i;
const SUFFIX = /\s+[|–—-]\s+[\p{Lu}][\p{L}\p{N}.&' ]{1,30}$/u;

/**
 * A plain title for a story: the headline that shares most with the other headlines, cleaned of labels and outlet names; of equals the
 * earliest published, then the lower id. The order of the list does not matter.
 * @returns null where no article has a headline
 */
export function storyTitle(titles: TitleCandidate[]): string | null {
  const cleaned = titles
    .map((each) => ({ ...each, plain: plainTitle(each.title ?? '') }))
    .filter((each) => each.plain !== '')
    .map((each) => ({ ...each, stems: stemsOf(each.plain) }));
  const counts = new Map<string, number>();
  for (const each of cleaned) for (const key of each.stems) counts.set(key, (counts.get(key) ?? 0) + 1);
  const ranked = cleaned
    .map((each) => ({ ...each, score: shared(each.stems, counts) }))
    .sort((a, b) => b.score - a.score || order(a.published, b.published) || (a.id < b.id ? -1 : 1));
  return ranked[0]?.plain ?? null;
}

/** A headline without labels before and outlet names after it, cut at a word where it is too long. */
function plainTitle(title: string): string {
  const plain = title.replace(/\s+/g, ' ').replace(LABEL, '').replace(SUFFIX, '').trim();
  if (plain.length <= MAX_TITLE) return plain;
  return `${plain.slice(0, MAX_TITLE - 1).replace(/\s+\S*$/, '')}…`;
}

function stemsOf(title: string): Set<string> {
  const telling = words(title).filter((word) => !STOPWORDS.has(word.lower));
  return new Set(telling.map((word) => stem(word.lower)));
}

/** How much of a headline other headlines say too; questions of length are evened out by the root. */
function shared(stems: Set<string>, counts: Map<string, number>): number {
  let total = 0;
  for (const key of stems) total += (counts.get(key) ?? 1) - 1;
  return Math.round((total / Math.sqrt(stems.size + 3)) * 1e6);
}

function order(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? 1 : -1;
  return Date.parse(a) - Date.parse(b);
}
