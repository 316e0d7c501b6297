import { extractCandidates } from '../candidate/index.js';
import type { Candidate } from '../candidate/types.js';
import {
  beginnings,
  citeKnown,
  mayBeNamed,
  namedIn,
  ownNamed,
  recogniseOutlet,
  type WatchedOutlet,
} from '../citation/index.js';
import type { StoryArticle } from './types.js';

interface Made {
  /** The words of its text that may begin a name. */
  words: ReadonlySet<string>;
  /** The outlets that it may name, as one word. */
  outlets: string;
  article: StoryArticle;
}

/** What was made of an article: it is read again only where an outlet that it may name has come or gone. */
const made = new WeakMap<StoryArticle, Made>();

/**
 * Articles as they read once the outlets of their story are known by name. An outlet called by an ordinary word ("Copper reported that …") is
 * taken for a speaker where an article is read alone; here its article is read once more with the names at hand, and what it relays has
 * the outlet as its way and whoever it cites as its speaker. Clauses stay where they are. The outlets are those of all articles given, so the
 * order in which these came, and when a feed was added, change nothing.
 */
export function withOutlets(articles: readonly StoryArticle[]): StoryArticle[] {
  const outlets = ownNamed(articles);
  return articles.map((article) => {
    const before = made.get(article);
    const words = before?.words ?? beginnings(article.text);
    const near = outlets.filter((each) => mayBeNamed(each, words));
    const key = JSON.stringify(near);
    if (before?.outlets === key) return before.article;
    const known = knowing(article, near);
    made.set(article, { words, outlets: key, article: known });
    return known;
  });
}

function knowing(article: StoryArticle, outlets: readonly WatchedOutlet[]): StoryArticle {
  const cites = citeKnown(article.cites, article.text, article, outlets);
  const named = new Set(namedIn(article.text, outlets).map(({ outlet }) => outlet));
  const unlisted = outlets.filter((each) => named.has(each.outlet) && !isTold(each));
  const candidates = unlisted.length === 0 ? article.candidates : voiced(article, unlisted);
  // The very article where nothing is read otherwise: what was read of it stays with it.
  return cites === article.cites && candidates === article.candidates
    ? article
    : { ...article, cites, candidates };
}

/** True for a name that tells an outlet wherever it stands ("Harbour Tribune"). */
function isTold({ outletName }: WatchedOutlet): boolean {
  const found = recogniseOutlet(outletName);
  return found !== null && (!found.weak || found.outlet !== null);
}

/** The clauses with those who say them as they are when these outlets are known. */
function voiced(article: StoryArticle, outlets: readonly WatchedOutlet[]): Candidate[] {
  const placeOf = ({ in: part, start, end, kind }: Candidate): string => `${part} ${start} ${end} ${kind}`;
  const read = new Map(extractCandidates(article, outlets).candidates.map((each) => [placeOf(each), each]));
  return article.candidates.map((candidate) => {
    const again = read.get(placeOf(candidate));
    if (again === undefined || again.text !== candidate.text) return candidate;
    const { speaker, speakerNamed, role, via } = again;
    return { ...candidate, speaker, speakerNamed, role, via };
  });
}
