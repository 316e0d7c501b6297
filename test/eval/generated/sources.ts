import { readSharedLines } from '../../support/shared-data.js';
import { shuffled } from '../../train/learn/folds.js';

/** Sentences from three sets: one side of MSRP's pairs, the roundups' leads, PolNeAR's articles. */
export function newsSentences(seed: number): string[] {
  const msrp = readSharedLines<{ a: string }>('data/pairs/msrp-train.jsonl').map(({ a }) => a);
  const leads = readSharedLines<{ text: string }>('data/stories/roundups-dev.jsonl').flatMap(({ text }) =>
    split(text),
  );
  const articles = readSharedLines<{ text: string }>('data/attribution/polnear-train.jsonl').flatMap(
    ({ text }) => split(text),
  );
  const all = [msrp, leads, articles].flatMap((list) => shuffled([...new Set(list)], seed).slice(0, 4000));
  return shuffled(all.filter(isPlain), seed);
}

/** A plain splitter, not the one under test. */
function split(text: string): string[] {
  return text.replace(/[ \t]+/g, ' ').split(/(?<=[a-z0-9][.!?]["”]?)\s+(?=["“]?[A-Z])|\n+/);
}

function isPlain(sentence: string): boolean {
  return sentence.length >= 60 && sentence.length <= 280 && /^["“]?[A-Z].*[.!?]["”]?$/.test(sentence);
}
