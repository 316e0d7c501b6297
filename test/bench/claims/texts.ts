import { splitSentences } from '@hearsay/text/sentence';
import { readReprints } from '../../eval/copies/data.js';
import { readSharedLines } from '../../support/shared-data.js';

/** Sentences an article is cut to: the length the budget is set for. */
export const sentences = 30;

/** News texts of at least 30 sentences, cut there: what is measured. */
export const readMeasured = (): string[] => readReprints(false).flatMap(({ article: { text } }) => cut(text));

/** Texts of another set, cut likewise: what a process reads before it is measured, and what the claims of other stories say. */
export const readWarming = (): string[] =>
  readSharedLines<{ text: string }>('data/attribution/polnear-train.jsonl').flatMap(({ text }) => cut(text));

function cut(text: string): string[] {
  const last = splitSentences(text)[sentences - 1];
  return last === undefined ? [] : [text.slice(0, last.end)];
}
