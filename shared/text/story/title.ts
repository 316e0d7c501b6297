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
  /^\s*(?:exclusive|breaking(?: news)?|watch(?: live)?|video|live(?: updates)?|opinion|analysis|updated?|just in|photos?|factbox|explainer|(?:fact|reality)[ -]check|column|editorial|podcast)\s*[:|–—-]\s*/i;
/** What a headline asks, quotes, counts up or says to its reader tells the event less plainly than a statement does. */
const ASIDE = [
  /\?["'”’]?$/,
  /^["“‘'][^"“”‘’]+["”’']$/,
  /^(?:how|why|what|who|when|where|which|here(?:'|’)s|this is)\b/i,
  /\b(?:i|my|we|our|you|your)\b/i,
  /^\d+ (?:\p{L}+ ){0,2}(?:takeaways|moments|things|ways|reasons|questions|facts|photos)\b/iu,
  /\b(?:takeaways|what (?:to|we) know)\b/i,
  /!$/,
];
/** Such a headline is taken where it shares twice what a plain one shares. By judgement, on fifty stories read. */
const ASIDE_SHARE = 0.5;
const SUFFIX = /\s+[|–—-]\s+[\p{Lu}][\p{L}\p{N}.&' ]{1,30}$/u;

/**
 * A plain title for a story: the headline that shares most with the other headlines, statements before questions and asides, cleaned of
 * labels and outlet names; of equals the earliest published, then the lower id. The order of the list does not matter.
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
    .map((each) => ({ ...each, score: shared(each.stems, counts), plainly: isStatement(each.plain) }))
    .map((each) => ({ ...each, score: each.plainly ? each.score : each.score * ASIDE_SHARE }))
    .sort(
      (a, b) =>
        b.score - a.score ||
        Number(b.plainly) - Number(a.plainly) ||
        order(a.published, b.published) ||
        (a.id < b.id ? -1 : 1),
    );
  return ranked[0]?.plain ?? null;
}

function isStatement(title: string): boolean {
  return !ASIDE.some((pattern) => pattern.test(title));
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
