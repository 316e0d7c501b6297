import type { Write } from '@hearsay/runtime/handler';
import type { RevisionText, Store } from '@hearsay/store';
import type { Citation } from '@hearsay/text/citation';
import type { CopyText } from '@hearsay/text/copy';
import { Kept } from './kept.js';
import { creditsOf, isoOf } from './reading.js';

/** An article whose wordings are asked for. */
export interface Worded {
  article: string;
  revision: number;
  outlet: string;
  outletName: string;
  published: Date | null;
}

/** Texts kept in memory, about 200 KB each once they were compared: what is copied is copied by many within hours. */
const mostKept = 300;

/** A copy may be of the first wording or of one of the last three. */
const lastWordings = 3;

// A revision never changes, and neither does what was read of it.
const kept = new Kept<CopyText>(mostKept);

/** The wordings of each of these articles that a copy may be of, those of one article in order. */
export async function wordingsOf(articles: Worded[], write: Write, store: Store): Promise<CopyText[]> {
  const wanted = articles.flatMap((each) => revisionsOf(each).map((revision) => ({ ...each, revision })));
  const found = new Map(wanted.map((each) => [keyOf(each), kept.get(store, keyOf(each))]));
  const unknown = wanted.filter((each) => found.get(keyOf(each)) === undefined);
  const texts = unknown.length === 0 ? [] : await write.articles.texts(unknown);
  const byRevision = new Map(unknown.map((each) => [`${each.article} ${each.revision}`, each]));
  for (const text of texts) {
    const worded = byRevision.get(`${text.article} ${text.revision}`) as Worded;
    const copy = toCopyText(worded, text);
    found.set(keyOf(worded), copy);
    if (text.cites !== null) kept.set(store, keyOf(worded), copy);
  }
  return wanted.flatMap((each) => found.get(keyOf(each)) ?? []);
}

function revisionsOf({ revision }: Worded): number[] {
  const last = Array.from({ length: lastWordings }, (_, back) => revision - back).filter((each) => each > 1);
  return [1, ...last.reverse()];
}

function keyOf({ article, revision, outletName, published }: Worded): string {
  return `${article} ${revision} ${isoOf(published)} ${outletName}`;
}

function toCopyText(of: Worded, { title, byline, lang, text, cites }: RevisionText): CopyText {
  const { article: id, outlet, outletName, published } = of;
  const credits = creditsOf((cites ?? []) as Citation[]);
  return { id, outlet, outletName, title, byline, published: isoOf(published), text, lang, credits };
}
