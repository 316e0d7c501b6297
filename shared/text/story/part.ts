import type { Idf } from './idf.js';
import { pairFeatures } from './pair.js';
import { type StoryText, type StoryVector, storyVector } from './vector.js';

/** Parts kept of an article: a roundup touches on a dozen stories at the most. */
const MOST_PARTS = 12;
/** Paragraphs that are looked at. */
const MOST_PARAGRAPHS = 60;
/** A shorter paragraph is a caption, a label or a sentence that leads over. */
const LEAST_WORDS = 12;
/** With fewer telling words nothing can be recognised. */
const LEAST_TERMS = 6;
/** Neighbouring paragraphs this much alike tell one thing. */
const SAME_THING = 0.12;
/** A part of which a larger share is said elsewhere in the article belongs to what the article is about. */
const MOST_SHARED = 0.3;

/** An article with what it tells in passing taken apart. */
export interface PartedText {
  /** The text without those parts. */
  main: string;
  /** What it tells in passing, as the items of a roundup are; empty in most articles. */
  asides: StoryVector[];
}

interface Part {
  text: string;
  vector: StoryVector;
}

/**
 * Takes apart what an article is about and what it tells in passing. Paragraphs that follow each other and are alike are
 * one part; a part that says next to nothing of what the others say, and none of the words of the title, is told in
 * passing. An article without a title, or whose title is of no part, is taken as a whole.
 */
export function partText(article: StoryText, idf: Idf): PartedText {
  const whole = { main: article.text, asides: [] };
  const title = new Set(Object.keys(storyVector({ ...article, text: '', names: [] }, idf).terms));
  if (article.title === null || title.size === 0) return whole;
  const parts = joinAlike(article, idf);
  const titled = (part: Part): boolean => Object.keys(part.vector.terms).some((key) => title.has(key));
  if (parts.length < 2 || !parts.some(titled)) return whole;
  const asides = parts.filter((part) => !titled(part) && standsApart(part, parts)).slice(0, MOST_PARTS);
  const gone = new Set(asides.flatMap((part) => part.text.split('\n')));
  const lines = article.text.split('\n').filter((line) => !gone.has(line));
  return { main: lines.join('\n'), asides: asides.map((part) => part.vector) };
}

function joinAlike(article: StoryText, idf: Idf): Part[] {
  const read = (text: string): StoryVector => storyVector({ ...article, title: null, text, names: [] }, idf);
  const parts: Part[] = [];
  for (const text of paragraphsOf(article.text)) {
    const vector = read(text);
    const last = parts.at(-1);
    if (last !== undefined && (pairFeatures(last.vector, vector)[0] ?? 0) >= SAME_THING) {
      last.text += `\n${text}`;
      last.vector = read(last.text);
    } else parts.push({ text, vector });
  }
  return parts;
}

function paragraphsOf(text: string): string[] {
  return text
    .split('\n')
    .filter((each) => each.split(/\s+/).length >= LEAST_WORDS)
    .slice(0, MOST_PARAGRAPHS);
}

function standsApart(part: Part, parts: Part[]): boolean {
  if (Object.keys(part.vector.terms).length < LEAST_TERMS) return false;
  const others = parts.filter((other) => other !== part).map((other) => other.vector);
  return sharedWith(part.vector, others) <= MOST_SHARED;
}

/** Share of the weight of a part's words that another part has too. */
function sharedWith(part: StoryVector, others: StoryVector[]): number {
  let shared = 0;
  let all = 0;
  for (const [key, weight] of Object.entries(part.terms)) {
    all += weight;
    if (others.some((other) => Object.hasOwn(other.terms, key))) shared += weight;
  }
  return all === 0 ? 1 : shared / all;
}
