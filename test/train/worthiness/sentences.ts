import { readSharedLines } from '../../support/shared-data.js';

export interface WorthinessRow {
  set: 'claimbuster' | 'checkthat';
  text: string;
  label: 0 | 1;
  /** The debate of a CheckThat! sentence; ClaimBuster's rows do not say theirs. */
  debate: string;
}

/** ClaimBuster and CheckThat! 2019 task 1, training parts. */
export function readWorthiness(): WorthinessRow[] {
  const claimbuster = readSharedLines<{ text: string; label: 0 | 1 }>(
    'data/worthiness/claimbuster-train.jsonl',
  );
  const checkthat = readSharedLines<{ text: string; label: 0 | 1; debate: string }>(
    'data/worthiness/checkthat2019-train.jsonl',
  );
  return [
    ...claimbuster.map(({ text, label }) => ({ set: 'claimbuster' as const, text, label, debate: '' })),
    ...checkthat.map(({ text, label, debate }) => ({ set: 'checkthat' as const, text, label, debate })),
  ];
}

/** The same sentence, however it is spaced and cased: it must not be on both sides of a split (the two sets share debates). */
export function sentenceKey(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}
