import { readStance, type StanceReader } from '../relation/index.js';
import type { Draft } from './draft.js';
import { createFold, type Fold } from './fold.js';
import type { Judge } from './judge.js';
import type { StoryArticle } from './types.js';

/** Folds of the stories last matched. */
export interface Folds {
  /** The claims of a story's articles, which come in order. */
  of(story: string, articles: readonly StoryArticle[], judge: Judge): Draft[];
}

interface Kept {
  articles: readonly StoryArticle[];
  /** What people had decided. */
  judged: string;
  fold: Fold;
}

/** Keeps the folds of the stories last asked for, as long as their articles together are no more than `mostArticles`. */
export function createFolds(mostArticles: number, stance: StanceReader = readStance): Folds {
  const kept = new Map<string, Kept>();
  const keep = (story: string, value: Kept): void => {
    kept.set(story, value);
    let all = [...kept.values()].reduce((sum, { articles }) => sum + articles.length, 0);
    for (const [oldest, { articles }] of kept) {
      if (all <= mostArticles) break;
      kept.delete(oldest);
      all -= articles.length;
    }
  };
  return {
    of(story, articles, judge) {
      const before = kept.get(story);
      // A fold that an error leaves half done must not be gone on from.
      kept.delete(story);
      const old = before?.judged === judge.key ? before : null;
      const same = old === null ? 0 : sharedBeginning(old.articles, articles);
      const fold = old?.fold ?? createFold(stance);
      fold.rewind(same);
      const folded = asBefore(before?.articles ?? [], articles);
      for (const article of folded.slice(same)) fold.add(article, judge);
      keep(story, { articles: folded, judged: judge.key, fold });
      return fold.drafts;
    },
  };
}

/** How many articles two lists have in common from the beginning on. */
function sharedBeginning(before: readonly StoryArticle[], now: readonly StoryArticle[]): number {
  const at = before.findIndex((article, i) => now[i] === undefined || !isSame(article, now[i]));
  return at === -1 ? before.length : at;
}

/** The articles, each as the object that was folded in before where it is the same: what was read of it stays with that. */
function asBefore(before: readonly StoryArticle[], now: readonly StoryArticle[]): StoryArticle[] {
  const key = ({ id, revision }: StoryArticle) => `${id} ${revision}`;
  const known = new Map(before.map((article) => [key(article), article]));
  return now.map((article) => {
    const old = known.get(key(article));
    return old !== undefined && isSame(old, article) ? old : article;
  });
}

/** The same in all that the fold reads. */
function isSame(a: StoryArticle, b: StoryArticle): boolean {
  if (a === b) return true;
  return (
    a.id === b.id &&
    a.revision === b.revision &&
    a.outlet === b.outlet &&
    a.outletName === b.outletName &&
    a.published === b.published &&
    a.copyOf === b.copyOf &&
    a.copyKind === b.copyKind &&
    a.cites.length === b.cites.length &&
    a.cites.every(
      (cite, at) => cite.outlet === b.cites[at]!.outlet && cite.outletName === b.cites[at]!.outletName,
    ) &&
    a.candidates.length === b.candidates.length &&
    a.candidates.every((each, at) => isSameCandidate(each, b.candidates[at]!))
  );
}

/** What stands at a place is read the same; only who says it may be learned from other articles. */
function isSameCandidate(
  a: StoryArticle['candidates'][number],
  b: StoryArticle['candidates'][number],
): boolean {
  return (
    a.in === b.in &&
    a.start === b.start &&
    a.end === b.end &&
    a.text === b.text &&
    a.speaker === b.speaker &&
    a.speakerNamed === b.speakerNamed &&
    a.role === b.role &&
    a.via?.outlet === b.via?.outlet &&
    a.via?.outletName === b.via?.outletName
  );
}
