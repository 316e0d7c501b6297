import type { Write } from '@hearsay/runtime/handler';
import type { NewEvent } from '@hearsay/store';
import { distinct, titleStories } from '../move.js';

/** An article that a person moves. */
export interface Placement {
  id: string;
  from: string;
  story: string;
}

/** What is said of a change in the log, once the titles are known that its stories have after it. */
export type Tell = (titles: Map<string, string | null>) => Omit<NewEvent, 'claim' | 'mention' | 'at'>[];

/** What came of carrying a decision out. */
export interface Placed {
  stories: string[];
  events: string[];
}

/**
 * Moves articles, tells of it, and has the stories that changed matched again, which derives their claims, counts and
 * origins anew and finds what was told that holds no longer.
 * @param touched stories that are to be matched again although no article left them
 */
export async function carryOut(
  moves: Placement[],
  touched: string[],
  why: string,
  tell: Tell,
  now: Date,
  write: Write,
): Promise<Placed> {
  const real = moves.filter((move) => move.from !== move.story);
  const left = distinct(real.map((move) => move.from));
  const stories = distinct([...touched, ...left, ...real.map((move) => move.story)]);
  // A match at work on one of these ends first; the next one sees the articles where they are then.
  for (const each of stories) await write.stories.lockStory(each);
  const before = await titlesOf(stories, write);
  const standing = new Map<string, string[]>();
  for (const each of stories) standing.set(each, await write.decisions.standing([each]));
  if (left.length > 0) await write.stories.forgetClaims(left);
  const rows = real.map(({ id, story }) => ({ id, story, score: null, why }));
  if (rows.length > 0) await write.stories.place(rows, now);
  await titleStories(stories, write);
  const founders = await write.stories.founders(stories);
  const alive = founders.map((row) => row.story);
  const titles = new Map([...before, ...(await titlesOf(alive, write))]);
  const lines = tell(titles).map((line) => ({ ...line, claim: null, mention: null, at: now }));
  const events = (await write.events.append(lines)).map((row) => row.seq);
  const [event] = events;
  for (const story of stories.filter((each) => !alive.includes(each))) {
    const into = heir(story, real);
    await write.stories.mergeInto(story, into);
    standing.set(into, [...(standing.get(into) ?? []), ...(standing.get(story) ?? [])]);
  }
  if (event !== undefined)
    for (const story of alive) await write.decisions.correct(story, event, standing.get(story) ?? []);
  return { stories: alive, events };
}

async function titlesOf(stories: string[], write: Write): Promise<Map<string, string | null>> {
  return new Map((await write.stories.some(stories)).map(({ id, title }) => [id, title]));
}

/** Where the articles of a story that is empty went. */
function heir(story: string, moves: Placement[]): string {
  return moves.find((move) => move.from === story)?.story as string;
}

/** One article of each of these stories: a match of it derives its story anew. */
export async function matchesOf(stories: string[], write: Write) {
  const founders = await write.stories.founders(stories);
  return founders.map(({ article, revision }) => ({ stage: 'match', payload: { article, revision } }));
}
