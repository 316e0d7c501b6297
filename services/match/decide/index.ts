import { type DecidedWork, takenBackBefore } from '@hearsay/runtime/decision';
import type { Write } from '@hearsay/runtime/handler';
import type { Decision, NewDecision, NewEvent } from '@hearsay/store';
import { matchStory } from '@hearsay/text/claim';
import { idOf } from '@hearsay/text/id';
import type { Owners } from '@hearsay/text/outlet';
import { keepStory, readForMatch } from '../story.js';
import { type MentionRequest, relationOf, type Subject, subjectOf } from './request.js';
import { sayDecided, sayUndone } from './say.js';

export { foldStories } from './fold.js';
export { claimsChanged, type Foreseen, foresee, foreseeUndo } from './foresee.js';
export type { MentionRequest } from './request.js';

/** What decisions are carried out with. */
export interface Carrying {
  now: Date;
  owners: Owners;
  write: Write;
}

/**
 * Carries out what a person decided on mentions, in one transaction: keeps the decision, folds the story anew with it, tells
 * of it in the log, and retracts what was told and holds no longer. The jobs that follow tell the subscriptions.
 * @throws DecisionError where it cannot be done
 */
export async function decideMentions(request: MentionRequest, carrying: Carrying): Promise<DecidedWork> {
  const { now, write } = carrying;
  const subject = await lockedSubject(request, write);
  const decision = await newDecision(request, subject, now, write);
  await write.decisions.save(decision);
  await write.decisions.saveJudged(subject.named.map((each) => ({ ...each, decision: decision.id })));
  const line =
    request.verdict === 'confirmed' && !changes(subject, request.relation)
      ? null
      : {
          ...lineBase(subject, now),
          key: `decided\n${decision.id}`,
          type: request.verdict === 'together' ? ('merged' as const) : ('split' as const),
          text: await sayDecided(request, subject, write),
        };
  return carry(decision.id, subject.story, line, carrying);
}

/**
 * Takes a decision on mentions back.
 * @throws DecisionError where it was taken back before
 */
export async function undoMentions(
  decision: Decision,
  { by, why }: { by: string; why: string | null },
  carrying: Carrying,
): Promise<DecidedWork> {
  const { now, write } = carrying;
  const [first] = await write.decisions.judgedIn([decision.id]);
  const article = first === undefined ? null : await write.articles.get(first.article);
  const story = article?.story ?? null;
  if (story !== null) await write.stories.lockStory(story);
  if (!(await write.decisions.undo(decision.id, by, why, now)))
    throw takenBackBefore((await write.decisions.get(decision.id)) as Decision);
  if (story === null || article === null || first === undefined)
    return { decision: (await write.decisions.get(decision.id)) as Decision, ...nothing };
  const line: NewEvent = {
    ...{ key: `decided\n${decision.id}\nundone`, claim: first.claim, story, at: now },
    ...{ outlet: article.outlet, article: article.id, mention: first.mention },
    type: decision.verdict === 'together' ? 'split' : 'merged',
    text: sayUndone(decision, by, why),
  };
  const isQuiet = decision.verdict === 'confirmed' && decision.relation === null;
  return carry(decision.id, story, isQuiet ? null : line, carrying);
}

const nothing = { moved: [], stories: [], events: [], jobs: [] };

/** Says it in the log, folds the story anew, and has what held before and holds no longer retracted. */
async function carry(
  id: string,
  story: string,
  line: NewEvent | null,
  { now, owners, write }: Carrying,
): Promise<DecidedWork> {
  const standing = await write.decisions.standing([story]);
  const [event] = line === null ? [] : await write.events.append([line]);
  if (event !== undefined) await write.decisions.correct(story, event.seq, standing);
  const read = await readForMatch(story, write, owners);
  const kept = await keepStory(read, matchStory(read.input), now, write);
  return {
    decision: (await write.decisions.get(id)) as Decision,
    moved: [],
    stories: [story],
    events: event === undefined ? [] : [event.seq],
    jobs: kept.stories.map((each) => ({ stage: 'alert', payload: { story: each, upTo: kept.upTo } })),
  };
}

async function lockedSubject(request: MentionRequest, write: Write): Promise<Subject> {
  const { story } = await subjectOf(request, write);
  await write.stories.lockStory(story);
  // Whoever held the lock before may have changed what it is about.
  return subjectOf(request, write);
}

async function newDecision(
  request: MentionRequest,
  { named }: Subject,
  now: Date,
  write: Write,
): Promise<NewDecision> {
  const { verdict, by, why } = request;
  const on = (side: string) => named.filter((each) => each.side === side).map((each) => each.mention);
  const subjects = on('subject').sort();
  const id = idOf('decision', subjects.join(' '), by, now.toISOString(), await write.events.last());
  const relation = relationOf(request, named);
  const names = { subjects, others: on('other').sort() };
  return { id, about: 'mention', verdict, ...names, relation, by, why, at: now, before: [] };
}

/** True if a person says that it does something else to its claim than was found. */
function changes({ mention }: Subject, relation: Decision['relation']): boolean {
  return relation !== null && relation !== mention.relation;
}

function lineBase({ story, claims, mention }: Subject, at: Date) {
  const { outlet } = mention.data as { outlet: string };
  return { claim: claims[0]?.id ?? null, story, outlet, article: mention.article, mention: mention.id, at };
}
