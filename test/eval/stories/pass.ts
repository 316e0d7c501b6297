import {
  type Arrangement,
  arrangeStories,
  assignStory,
  type StoryModel,
  type StoryNeighbour,
  type StoryVector,
  storyModel,
} from '@hearsay/text/story';

/** Stories compared with one article. */
export const MOST_CANDIDATES = 16;
/** Keys shared with an article of a story, so that the story is looked at. */
const LEAST_SHARED = 2;
/** Articles of a story that are compared, and of all of them. */
export const MOST_ARTICLES = 96;
const MOST_LOOKED = 288;

interface Kept {
  id: string;
  vector: StoryVector;
  story: string;
  at: number;
}

/** What the store does for the dedupe stage, in memory: articles by story, found by exact match of their keys. */
export class StoryIndex {
  private readonly articles = new Map<string, Kept>();
  private readonly stories = new Map<string, Set<Kept>>();
  private readonly postings = new Map<string, Kept[]>();

  /** The stories whose articles share most keys with this one, each with its latest articles. */
  candidates(vector: StoryVector): StoryNeighbour[] {
    const hits = new Map<Kept, number>();
    for (const key of vector.keys)
      for (const kept of this.postings.get(key) ?? []) hits.set(kept, (hits.get(kept) ?? 0) + 1);
    const best = new Map<string, number>();
    for (const [{ story }, shared] of hits) best.set(story, Math.max(shared, best.get(story) ?? 0));
    const likeliest = [...best]
      .filter(([, shared]) => shared >= LEAST_SHARED)
      .sort(([x, a], [y, b]) => b - a || (x < y ? -1 : 1))
      .slice(0, MOST_CANDIDATES);
    let left = MOST_LOOKED;
    const found: StoryNeighbour[] = [];
    for (const [story] of likeliest) {
      const articles = left === 0 ? [] : this.latest(story).slice(-left);
      left -= articles.length;
      if (articles.length > 0) found.push({ story, articles });
    }
    return found;
  }

  add(id: string, story: string, vector: StoryVector): void {
    const kept = { id, vector, story, at: this.articles.size };
    this.articles.set(id, kept);
    this.put(kept, story);
    for (const key of vector.keys) {
      const posting = this.postings.get(key) ?? [];
      posting.push(kept);
      this.postings.set(key, posting);
    }
  }

  move(id: string, to: string): void {
    const kept = this.articles.get(id);
    if (kept === undefined) return;
    this.stories.get(kept.story)?.delete(kept);
    kept.story = to;
    this.put(kept, to);
  }

  storyOf(id: string): string {
    return this.articles.get(id)?.story ?? '';
  }

  private latest(story: string): Kept[] {
    return [...(this.stories.get(story) ?? [])].sort((a, b) => a.at - b.at).slice(-MOST_ARTICLES);
  }

  private put(kept: Kept, story: string): void {
    const members = this.stories.get(story) ?? new Set();
    members.add(kept);
    this.stories.set(story, members);
  }
}

/** An article as a pass reads it. */
export interface PassRow {
  id: string;
  topic: string;
  story: string;
  vector: StoryVector;
}

/** One article of a pass: where it belongs and where it went. */
export interface Placed {
  id: string;
  topic: string;
  gold: string;
  found: string;
}

/** A pass and what it cost. */
export interface Pass {
  placed: Placed[];
  /** Articles that changed their story after they had been placed. */
  moved: number;
  /** Articles whose story was there, and those of them for which the lookup by keys found it. */
  sought: number;
  met: number;
}

/** One online pass in the order of the rows, by `assignStory` (every decision is final) or `arrangeStories` (stories split and merge). */
export function runPass(rows: PassRow[], way: 'assign' | 'arrange', model: StoryModel = storyModel): Pass {
  const index = new StoryIndex();
  const pass: Pass = { placed: [], moved: 0, sought: 0, met: 0 };
  const seen = new Set<string>();
  const golds = new Map(rows.map((row) => [row.id, row.story]));
  for (const row of rows) {
    const candidates = index.candidates(row.vector);
    if (seen.has(row.story)) {
      pass.sought++;
      if (candidates.some((each) => each.articles.some((article) => golds.get(article.id) === row.story)))
        pass.met++;
    }
    seen.add(row.story);
    pass.moved += place(index, row, candidates, way, model);
  }
  pass.placed = rows.map((row) => ({
    id: row.id,
    topic: row.topic,
    gold: row.story,
    found: index.storyOf(row.id),
  }));
  return pass;
}

function place(
  index: StoryIndex,
  row: PassRow,
  candidates: StoryNeighbour[],
  way: 'assign' | 'arrange',
  model: StoryModel,
): number {
  if (way === 'assign') {
    const vectors = candidates.map(({ story, articles }) => ({
      story,
      articles: articles.map((each) => each.vector),
    }));
    index.add(row.id, assignStory(row.vector, vectors, model)?.story ?? `s${row.id}`, row.vector);
    return 0;
  }
  const arrangement = arrangeStories(row, candidates, model);
  index.add(row.id, arrangement.story ?? `s${row.id}`, row.vector);
  return applyMoves(index, arrangement, row.id);
}

/** Carries the moves out; a group without a name founds a story named after its first article. */
function applyMoves(index: StoryIndex, arrangement: Arrangement, arrived: string): number {
  for (const { article, to } of arrangement.moved) {
    const group = arrangement.groups.find((each) => each.articles.includes(article));
    index.move(
      article,
      to ?? (group?.articles.includes(arrived) ? `s${arrived}` : `s${group?.articles[0]}+${arrived}`),
    );
  }
  return arrangement.moved.length;
}
