import { takenBackBefore } from '@hearsay/runtime/decision';
import type { Write } from '@hearsay/runtime/handler';
import type { ClaimRow, Decision } from '@hearsay/store';
import { type ClaimCounts, matchStory } from '@hearsay/text/claim';
import { eventsOf } from '@hearsay/text/event';
import type { Owners } from '@hearsay/text/outlet';
import { holdingKeys, newEvents } from '../rows.js';
import { heirsOf, judgementOf, type ReadStory, readForMatch } from '../story.js';
import { type MentionRequest, relationOf, subjectOf } from './request.js';

/** What a decision would change. */
export interface Foreseen {
  story: string;
  /** Claims that would be others, or have other counts; `before` null for a new one, `after` null for one that is gone. */
  claims: { id: string; text: string; before: ClaimCounts | null; after: ClaimCounts | null }[];
  /** Lines that the log would gain, besides the one that tells of the decision. */
  events: { type: string; outlet: string; text: string }[];
  /** Lines of the log that would hold no longer. */
  retracted: { seq: number; text: string }[];
  /** Who was told one of them, and would be told that it does not hold. */
  told: { subscription: string; name: string; alerts: number }[];
  /** Stories that would have other articles, with how many; empty for decisions on mentions and claims. */
  stories: { id: string; title: string | null; before: number; after: number }[];
  /** Articles that would copy another than they do, by the outlet of what they copy; null for none. */
  copies: { article: string; outletName: string; before: string | null; after: string | null }[];
}

/**
 * What a decision would change; writes nothing.
 * @throws DecisionError where it could not be carried out
 */
export async function foresee(request: MentionRequest, read: Write, owners: Owners): Promise<Foreseen> {
  const subject = await subjectOf(request, read);
  const story = await readForMatch(subject.story, read, owners);
  const { verdict, by, why } = request;
  const relation = relationOf(request, subject.named);
  const judgement = judgementOf({ id: 'foreseen', verdict, relation, by, why }, subject.named);
  const judgements = [...story.input.judgements, judgement];
  return differenceOf({ ...story, input: { ...story.input, judgements } }, read);
}

/**
 * What taking a decision back would change; writes nothing.
 * @throws DecisionError where it was taken back before
 */
export async function foreseeUndo(decision: Decision, read: Write, owners: Owners): Promise<Foreseen> {
  if (decision.undoneAt !== null) throw takenBackBefore(decision);
  const [first] = await read.decisions.judgedIn([decision.id]);
  const article = first === undefined ? null : await read.articles.get(first.article);
  if (article?.story == null)
    return { story: '', claims: [], events: [], retracted: [], told: [], stories: [], copies: [] };
  const story = await readForMatch(article.story, read, owners);
  const judgements = story.input.judgements.filter(({ id }) => id !== decision.id);
  return differenceOf({ ...story, input: { ...story.input, judgements } }, read);
}

async function differenceOf({ input, articles }: ReadStory, read: Write): Promise<Foreseen> {
  const { story } = input;
  const found = matchStory(input);
  const facts = newEvents(eventsOf(story, found, articles), new Date(0));
  const holding = new Set(holdingKeys(facts));
  const heirs = heirsOf(input.known.claims, found);
  const standing = new Set(await read.decisions.standing([story]));
  const lines = await read.events.ofStories([story], '0', await read.events.last());
  const gone = lines.filter((line) => {
    const key = line.key.split('\nagain ')[0] as string;
    const now =
      line.type === 'covered'
        ? `covered\n${line.outlet}`
        : key.replace(line.claim ?? '', heirs[line.claim ?? ''] ?? line.claim ?? '');
    return standing.has(line.seq) && !holding.has(now);
  });
  const logged = await read.events.known(facts.map(({ key }) => key));
  return {
    story,
    claims: claimsChanged(await read.claims.ofStory(story), found.claims),
    events: facts
      .filter(({ key }) => !logged.has(key))
      .map(({ type, outlet, text }) => ({ type, outlet, text })),
    retracted: gone.map(({ seq, text }) => ({ seq: Number(seq), text })),
    told: await read.alerts.toldOfLines(gone.map(({ seq }) => seq)),
    ...{ stories: [], copies: [] },
  };
}

/** The claims that are others, or have other counts, than before. */
export function claimsChanged(
  before: ClaimRow[],
  claims: readonly { id: string; text: string; counts: ClaimCounts }[],
): Foreseen['claims'] {
  const was = new Map(before.map((claim) => [claim.id, claim]));
  const is = new Set(claims.map((claim) => claim.id));
  const counts = ({ outlets, independent, disputingOutlets, disputers }: ClaimCounts) =>
    [outlets, independent, disputingOutlets, disputers].join(' ');
  const now = claims.flatMap(({ id, text, counts: after }) => {
    const old = (was.get(id)?.counts as ClaimCounts | undefined) ?? null;
    const isSame = old !== null && counts(old) === counts(after) && was.get(id)?.text === text;
    return isSame ? [] : [{ id, text, before: old, after }];
  });
  const gone = before
    .filter(({ id }) => !is.has(id))
    .map(({ id, text, counts: old }) => ({ id, text, before: old as ClaimCounts, after: null }));
  return [...now, ...gone];
}
