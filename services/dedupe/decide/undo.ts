import { because } from '@hearsay/runtime/decision';
import type { Write } from '@hearsay/runtime/handler';
import type { Article, Bond, Decision } from '@hearsay/store';
import { type StoryVector, scoreAgainst } from '@hearsay/text/story';
import { settle } from '../family.js';
import { originalOf } from '../story.js';
import { carryOut, type Placed, type Placement } from './place.js';
import { nameArticles } from './request.js';
import { lineOf, type Making } from './split.js';

/** Takes a decision back: what it moved goes back to where it was, unless a later decision put it elsewhere. */
export async function undoDecision(
  decision: Decision,
  making: Making,
): Promise<Placed & { moved: Placement[] }> {
  const { write, by, why, now } = making;
  const ids = [...decision.subjects, ...decision.others];
  const closure = decision.about === 'family' ? await write.families.members(ids) : [];
  const back = decision.verdict === 'apart' ? await reunited(decision, write) : await parted(decision, write);
  await write.decisions.undo(decision.id, by, why, now);
  if (decision.about === 'family') await settle(closure, write);
  const moves = await withCopies(await unlessHeld(back, decision, write), write);
  const articles = (await write.articles.some(ids)).sort((a, b) => (a.id < b.id ? -1 : 1));
  const [first] = articles;
  if (first === undefined) return { stories: [], events: [], moved: [] };
  const stories = [...new Set(articles.flatMap((each) => each.story ?? []))].sort();
  const told = moves[0]?.story ?? (stories[0] as string);
  const text = `${by} took back what ${decision.by} decided on ${decision.at.toISOString().slice(0, 10)}${because(why)}: ${saidOf(decision, articles, making)}`;
  const type = decision.verdict === 'apart' ? 'merged' : 'split';
  const from = decision.verdict === 'apart' ? told : (moves[0]?.from ?? told);
  const tell = () => [lineOf(type, from, `${decision.id}\nundone`, first, `${text}.`)];
  const placed = await carryOut(moves, stories, 'back where it was', tell, now, write);
  return { ...placed, moved: moves };
}

function saidOf({ about, verdict, subjects }: Decision, articles: Article[], { titles }: Making): string {
  const named = nameArticles(
    articles.filter((each) => subjects.includes(each.id)),
    titles,
  );
  const what = about === 'family' ? 'one text' : 'one story';
  return verdict === 'apart'
    ? `${named} may be ${what} with the others again`
    : `${named} need not be ${what}`;
}

/** Where all of the story that was split off goes: to where most of what it was kept apart from is now. */
async function reunited(decision: Decision, write: Write): Promise<Placement[]> {
  if (decision.about === 'family') return [];
  const [own] = await write.articles.some(decision.subjects.slice(0, 1));
  const target = most(await write.articles.some(decision.others)) ?? decision.before[0]?.story;
  if (own?.story == null || target === undefined) return [];
  const all = await write.articles.ofStory(own.story);
  return all.map((each) => ({ id: each.id, from: each.story as string, story: target }));
}

/** Where the articles that were joined go: to their stories, and what came since goes with those it is nearer to. */
async function parted(decision: Decision, write: Write): Promise<Placement[]> {
  const home = new Map(decision.before.map((each) => [each.article, each.story]));
  const subjects = await write.articles.some(decision.subjects);
  const moved = subjects.filter((each) => home.has(each.id));
  const back = moved.map((each) => ({
    id: each.id,
    from: each.story as string,
    story: home.get(each.id) as string,
  }));
  if (decision.about === 'family') return back;
  const story = moved[0]?.story;
  const since =
    story == null
      ? []
      : (await write.articles.ofStory(story)).filter((each) => !decision.subjects.includes(each.id));
  return [...back, ...(await nearer(since, subjects, home, write))];
}

async function nearer(since: Article[], subjects: Article[], home: Map<string, string>, write: Write) {
  const vectors = await vectorsOf([...since, ...subjects], write);
  const sides = new Map<string, StoryVector[]>();
  for (const each of subjects) {
    const side = home.get(each.id) ?? '';
    const vector = vectors.get(each.id);
    if (vector !== undefined) sides.set(side, [...(sides.get(side) ?? []), vector]);
  }
  return since.flatMap((each): Placement[] => {
    const vector = vectors.get(each.id);
    const ranked = [...sides]
      .map(([side, members]) => ({
        side,
        score: vector === undefined ? 0 : mean(scoreAgainst(vector, members)),
      }))
      .sort((a, b) => b.score - a.score || (a.side < b.side ? -1 : 1));
    const side = ranked[0]?.side ?? '';
    return side === '' ? [] : [{ id: each.id, from: each.story as string, story: side }];
  });
}

async function vectorsOf(articles: Article[], write: Write): Promise<Map<string, StoryVector>> {
  const rows = await write.stories.readings(
    articles.map(({ id: article, revision }) => ({ article, revision })),
  );
  return new Map(rows.map((row) => [row.article, (row.reading as { vector: StoryVector }).vector]));
}

/** Without what a decision that still holds placed where it is. */
async function unlessHeld(moves: Placement[], decision: Decision, write: Write): Promise<Placement[]> {
  const bonds = await write.decisions.storyBonds(moves.map((move) => move.id));
  const held = (move: Placement, bond: Bond): boolean =>
    bond.article === move.id &&
    bond.decision !== decision.id &&
    (bond.side === 'subject' || (bond.verdict === 'apart' && bond.homes.includes(move.story)));
  return moves.filter((move) => !bonds.some((bond) => held(move, bond)));
}

/** A copy goes with its original. */
async function withCopies(moves: Placement[], write: Write): Promise<Placement[]> {
  if (moves.length === 0) return [];
  const targets = new Map(moves.map((move) => [move.id, move.story]));
  const families = await write.articles.ofFamilies([...targets.keys()]);
  return families.flatMap((each): Placement[] => {
    const original = originalOf(each, families);
    const story = targets.get(original.id) ?? original.story ?? each.story;
    return each.story === null || story === null || story === each.story
      ? []
      : [{ id: each.id, from: each.story, story }];
  });
}

function most(articles: Article[]): string | undefined {
  const counts = new Map<string, number>();
  for (const { story } of articles) if (story !== null) counts.set(story, (counts.get(story) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0];
}

function mean(values: number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
