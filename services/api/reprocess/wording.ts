import { reread } from '@hearsay/clean/again';
import { cleaner } from '@hearsay/clean/read';
import type { Deps } from '@hearsay/runtime';
import type { Article, NewRevision, Revision } from '@hearsay/store';
import { type Comparison, compareWordings } from '@hearsay/text/revision';

type Pair<T> = { before: T; after: T } | null;

/** What the clean stage of today makes otherwise of an article's page; null for each part that stays. */
export interface WordingChanges {
  title: Comparison['title'];
  byline: Pair<string[]>;
  published: Pair<string | null>;
  sentences: Comparison['sentences'];
}

/** An article read again: what changes, or why it could not be read. */
export interface ReadAgain {
  article: string;
  url: string;
  outletName: string;
  title: string | null;
  revision: number;
  cleaner: { before: string; after: string };
  outcome: 'changes' | 'stays' | 'skipped';
  /** Why it was skipped. */
  why: string | null;
  changes: WordingChanges | null;
}

/** What one article would become. `wording` is null where it stays or was skipped. */
export interface Plan {
  article: Article;
  latest: Revision;
  wording: NewRevision | null;
  report: ReadAgain;
}

/** Reads an article's page again as clean does today, and says what that changes. Writes nothing. */
export async function planWording(
  article: Article,
  latest: Revision,
  deps: Pick<Deps, 'store' | 'reader'>,
): Promise<Plan> {
  const base = {
    article: article.id,
    url: article.url,
    outletName: article.outletName,
    title: latest.title,
    revision: latest.revision,
    cleaner: { before: latest.madeBy, after: cleaner },
  };
  const wording = latest.kind === 'deleted' ? null : await reread(latest, deps);
  if (wording === null) {
    const why =
      latest.kind === 'deleted'
        ? 'the article is deleted'
        : 'its raw page is no longer kept, or no article now';
    return { article, latest, wording, report: { ...base, outcome: 'skipped', why, changes: null } };
  }
  const changes = changesOf(article, latest, wording);
  const stays = Object.values(changes).every(
    (part) => part === null || (Array.isArray(part) && part.length === 0),
  );
  const outcome = stays ? 'stays' : 'changes';
  return {
    article,
    latest,
    wording: stays ? null : wording,
    report: { ...base, outcome, why: null, changes: stays ? null : changes },
  };
}

function changesOf(article: Article, latest: Revision, wording: NewRevision): WordingChanges {
  const { title, sentences } = compareWordings(latest, wording, { everything: true });
  const [before, after] = [article.published, wording.published].map((date) => date?.toISOString() ?? null);
  const byline = JSON.stringify(latest.byline) === JSON.stringify(wording.byline);
  return {
    title,
    byline: byline ? null : { before: latest.byline, after: wording.byline },
    published: before === after || after == null ? null : { before: before ?? null, after },
    sentences,
  };
}
