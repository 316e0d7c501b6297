import type { CleanArticle } from '@hearsay/text/page';
import { splitByline } from '@hearsay/text/page';
import type { WebPage } from './load.js';

/** For each field: null where the page has no label, else whether ours is right. */
export interface FieldMarks {
  title: boolean | null;
  author: boolean | null;
  date: boolean | null;
}

/**
 * Titles are the same if their letters and digits are; authors if the sets of names are, each name compared the
 * same way; dates if the day is.
 */
export function markFields(truth: WebPage, found: CleanArticle | null): FieldMarks {
  return {
    title: truth.title === null ? null : fold(found?.title ?? '') === fold(truth.title),
    author: truth.author === null ? null : sameNames(truth.author, found?.byline ?? []),
    date: truth.date === null ? null : found?.published?.slice(0, 10) === truth.date.slice(0, 10),
  };
}

function sameNames(label: string, found: string[]): boolean {
  const wanted = new Set((splitByline(label).length > 0 ? splitByline(label) : [label]).map(fold));
  const got = new Set(found.map(fold));
  return wanted.size === got.size && [...wanted].every((name) => got.has(name));
}

function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
