import type { Mention, StoryClaim } from '../claim/index.js';
import { findNotes, keyOf } from '../revision/index.js';
import { changeBetween } from './change.js';
import type { EventArticle, EventFact } from './index.js';
import { sayCorrected, saySaidAgain, sayWithdrawn } from './sentence.js';

/** One revision of an article beside the one before it, with what each does to a claim. */
interface Step {
  article: EventArticle;
  before: Mention[];
  after: Mention[];
  /** The last mentions of any revision before. */
  ever: Mention[];
  /** True for disputes, false for what asserts the claim. */
  disputes: boolean;
}

/**
 * What became of a claim in the revisions of each article: `withdrawn` where a revision no longer says it, `corrected`
 * where it says it otherwise or says again what was withdrawn. A fact a revision, so that a change that is taken back
 * is told as two. What our own better reading or a slip put right brings about is no fact of the outlet.
 * @param revised see `revisedOf`
 */
export function historyOf(
  story: string,
  claim: StoryClaim,
  revised: ReadonlyMap<string, EventArticle[]>,
): EventFact[] {
  if (revised.size === 0) return [];
  const ids = [...new Set(claim.mentions.map((mention) => mention.article))];
  return ids.flatMap((id) => {
    const revisions = revised.get(id) ?? [];
    return [false, true].flatMap((disputes) =>
      stepsOf(revisions, claim, disputes).flatMap((step) => factOf(step, story, claim) ?? []),
    );
  });
}

/** The articles that have more than one revision, by id, with all of them in order. */
export function revisedOf(articles: readonly EventArticle[]): Map<string, EventArticle[]> {
  const all = new Map<string, EventArticle[]>();
  for (const article of articles) all.set(article.id, [...(all.get(article.id) ?? []), article]);
  const revised = [...all].filter(([, revisions]) => revisions.length > 1);
  return new Map(
    revised.map(([id, revisions]) => [id, revisions.sort((a, b) => a.revision - b.revision)] as const),
  );
}

function stepsOf(revisions: EventArticle[], claim: StoryClaim, disputes: boolean): Step[] {
  const said = (article: EventArticle | undefined) =>
    claim.mentions.filter(
      (each) =>
        each.article === article?.id &&
        each.revision === article.revision &&
        (each.relation === 'disputes') === disputes,
    );
  let ever: Mention[] = said(revisions[0]);
  return revisions.slice(1).map((article, at) => {
    const [before, after] = [said(revisions[at]), said(article)];
    const step = { article, before, after, ever, disputes };
    if (after.length > 0) ever = after;
    return step;
  });
}

function factOf(step: Step, story: string, claim: StoryClaim): EventFact | null {
  const { article, before, after, ever, disputes } = step;
  if (ever.length === 0 || article.kind === 'reprocessed' || article.minor === true) return null;
  // A note of a correction comes and goes with the edit it tells of, which is told itself.
  if (ever.every(({ sentence }) => findNotes(sentence).length > 0)) return null;
  if (before.length > 0 && after.length === 0) {
    const kept = article.kind !== 'deleted' && before.some((mention) => stillStands(mention, article));
    return kept ? null : make('withdrawn', step, story, claim, sayWithdrawn(claim, before, article));
  }
  if (after.length === 0) return null;
  if (before.length === 0)
    return make('corrected', step, story, claim, saySaidAgain(claim, disputes, article));
  const change = changeBetween(before, after);
  if (change === null) return null;
  return make('corrected', step, story, claim, sayCorrected(claim, change, disputes, article));
}

/** The sentence is still there: that it is no mention now is our reading of what stands around it, and no withdrawal. */
function stillStands({ in: part, sentence }: Mention, article: EventArticle): boolean {
  const where = part === 'title' ? (article.title ?? '') : article.text;
  return keyOf(where).includes(keyOf(sentence));
}

function make(
  type: 'withdrawn' | 'corrected',
  { article, before, after, disputes }: Step,
  story: string,
  claim: StoryClaim,
  text: string,
): EventFact {
  const { id, outlet, revision } = article;
  const mention = (type === 'withdrawn' ? before : after)[0] as Mention;
  const key = [type, claim.id, outlet, id, revision, ...(disputes ? ['dispute'] : [])].join('\n');
  return { key, type, claim: claim.id, story, outlet, article: id, mention: mention.id, text };
}
