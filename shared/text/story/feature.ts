import type { StoryVector } from './vector.js';

/** Members compared one by one; of a larger story the first ones given are taken. */
export const MAX_MEMBERS = 24;

/** The features of {@link storyFeatures}, in their order. */
export const FEATURES = [
  'centroid',
  'best',
  'mean',
  'second',
  'nameCentroid',
  'nameBest',
  'shared',
  'covered',
  'numbers',
  'numberConflict',
  'foreignNames',
  'missingNames',
  'single',
  'brief',
  'centroidXbrief',
  'topTerm',
] as const;

type Sparse = Record<string, number>;

/** A story as the sum of its members, ready to be compared with articles. */
export interface StorySummary {
  members: StoryVector[];
  terms: Sparse;
  names: Sparse;
  numbers: Map<string, number>;
}

/** Adds the members of a story up. */
export function summarise(articles: StoryVector[]): StorySummary {
  const members = articles.slice(0, MAX_MEMBERS);
  const numbers = new Map<string, number>();
  for (const member of members)
    for (const number of member.numbers) numbers.set(number, (numbers.get(number) ?? 0) + 1);
  return {
    members,
    terms: sum(members.map((m) => m.terms)),
    names: sum(members.map((m) => m.names)),
    numbers,
  };
}

/**
 * How an article stands to a story, as numbers between 0 and about 1 in the order of {@link FEATURES}.
 */
export function storyFeatures(article: StoryVector, story: StorySummary): number[] {
  const cosines = story.members.map((member) => dot(article.terms, member.terms)).sort((a, b) => b - a);
  const nameCosines = story.members.map((member) => dot(article.names, member.names));
  const centroid = dot(article.terms, story.terms) / length(story.terms);
  const brief = 1 / Math.sqrt(Math.max(1, Object.keys(article.terms).length));
  const best = cosines[0] ?? 0;
  return [
    centroid,
    best,
    cosines.reduce((total, each) => total + each, 0) / Math.max(1, cosines.length),
    cosines[1] ?? best,
    dot(article.names, story.names) / length(story.names),
    Math.max(0, ...nameCosines),
    heldShare(article.terms, story.terms),
    coreShare(story, article),
    numberOverlap(article, story),
    numberConflict(article, story),
    1 - heldShare(article.names, story.names),
    missingNames(article, story),
    1 / story.members.length,
    brief,
    centroid * brief * 8,
    topTerm(article, story),
  ];
}

function sum(vectors: Sparse[]): Sparse {
  const total: Sparse = {};
  for (const vector of vectors) for (const key in vector) total[key] = (total[key] ?? 0) + (vector[key] ?? 0);
  return total;
}

function dot(a: Sparse, b: Sparse): number {
  let total = 0;
  for (const key in a) {
    const other = b[key];
    if (other !== undefined) total += (a[key] ?? 0) * other;
  }
  return total;
}

function length(vector: Sparse): number {
  let squares = 0;
  for (const key in vector) squares += (vector[key] ?? 0) ** 2;
  return Math.sqrt(squares) || 1;
}

/** Share of the weight of `a` that stands on keys which `b` has too. */
function heldShare(a: Sparse, b: Sparse): number {
  let held = 0;
  let all = 0;
  for (const key in a) {
    all += a[key] ?? 0;
    if (b[key] !== undefined) held += a[key] ?? 0;
  }
  return all === 0 ? 0.5 : held / all;
}

/** Share of the story's core terms (in at least half of its members) that the article has. */
function coreShare(story: StorySummary, article: StoryVector): number {
  let held = 0;
  let all = 0;
  for (const key in story.terms) {
    const weight = story.terms[key] ?? 0;
    all += weight * weight;
    if (article.terms[key] !== undefined) held += weight * weight;
  }
  return all === 0 ? 0 : held / all;
}

function missingNames(article: StoryVector, story: StorySummary): number {
  let missing = 0;
  let all = 0;
  for (const key in story.names) {
    const weight = (story.names[key] ?? 0) ** 2;
    all += weight;
    if (article.names[key] === undefined && article.terms[key] === undefined) missing += weight;
  }
  return all === 0 ? 0.5 : missing / all;
}

function numberOverlap(article: StoryVector, story: StorySummary): number {
  const telling = article.numbers.filter((number) => number.length > 1);
  if (telling.length === 0) return 0;
  return (
    telling.filter((number) => story.numbers.has(number)).length /
    Math.sqrt(telling.length * Math.max(1, story.numbers.size / story.members.length))
  );
}

function numberConflict(article: StoryVector, story: StorySummary): number {
  const telling = article.numbers.filter((number) => number.length > 1);
  if (telling.length === 0 || story.numbers.size === 0) return 0;
  return telling.some((number) => story.numbers.has(number)) ? 0 : 1;
}

function topTerm(article: StoryVector, story: StorySummary): number {
  const top = article.keys.slice(0, 8);
  return top.length === 0 ? 0 : top.filter((key) => story.terms[key] !== undefined).length / top.length;
}
