import type { Idf } from './idf.js';
import { type StoryText, type StoryVector, stemCounts, storyVector, termWeights } from './vector.js';

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
  counts: Map<string, number>;
  terms: Map<string, number>;
}

/**
 * Takes apart what an article is about and what it tells in passing. Paragraphs that follow each other and are alike are
 * one part; a part that says next to nothing of what the others say, and none of the words of the title, is told in
 * passing. An article without a title, or whose title is of no part, is taken as a whole.
 */
export function partText(article: StoryText, idf: Idf): PartedText {
  const whole = { main: article.text, asides: [] };
  const title = termWeights(stemCounts(article.title ?? ''), idf);
  if (title.size === 0) return whole;
  const parts = joinAlike(article.text, idf);
  const titled = ({ terms }: Part): boolean => [...terms.keys()].some((key) => title.has(key));
  if (parts.length < 2 || !parts.some(titled)) return whole;
  const asides = parts.filter((part) => !titled(part) && standsApart(part, parts)).slice(0, MOST_PARTS);
  if (asides.length === 0) return whole;
  const gone = new Set(asides.flatMap((part) => part.text.split('\n')));
  const lines = article.text.split('\n').filter((line) => !gone.has(line));
  const read = ({ text }: Part) => storyVector({ ...article, title: null, text, names: [] }, idf);
  return { main: lines.join('\n'), asides: asides.map(read) };
}

function joinAlike(whole: string, idf: Idf): Part[] {
  const parts: Part[] = [];
  for (const text of paragraphsOf(whole)) {
    const counts = stemCounts(text);
    const terms = termWeights(counts, idf);
    const last = parts.at(-1);
    if (last === undefined || cosine(last.terms, terms) < SAME_THING) parts.push({ text, counts, terms });
    else {
      last.text += `\n${text}`;
      for (const [key, count] of counts) last.counts.set(key, (last.counts.get(key) ?? 0) + count);
      last.terms = termWeights(last.counts, idf);
    }
  }
  return parts;
}

/** Of terms of length 1. */
function cosine(a: Map<string, number>, b: Map<string, number>): number {
  let sum = 0;
  for (const [key, weight] of b) sum += weight * (a.get(key) ?? 0);
  return sum;
}

function paragraphsOf(text: string): string[] {
  return text
    .split('\n')
    .filter((each) => each.split(/\s+/).length >= LEAST_WORDS)
    .slice(0, MOST_PARAGRAPHS);
}

function standsApart(part: Part, parts: Part[]): boolean {
  if (part.terms.size < LEAST_TERMS) return false;
  return sharedWith(part, parts) <= MOST_SHARED;
}

/** Share of the weight of a part's words that another part has too. */
function sharedWith(part: Part, parts: Part[]): number {
  let shared = 0;
  let all = 0;
  for (const [key, weight] of part.terms) {
    all += weight;
    if (parts.some((other) => other !== part && other.terms.has(key))) shared += weight;
  }
  return all === 0 ? 1 : shared / all;
}
