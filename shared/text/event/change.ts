import type { Mention, MentionQuantity } from '../claim/index.js';
import { keyOf } from '../revision/index.js';

/** Text in quotation marks, as `keyOf` writes them. */
const quotedWords = /"([^"]{3,400})"/g;

/**
 * What a revision says otherwise than the one before, in plain words: a number, quoted words, who vouches, who is made
 * to say it; null where it is worded otherwise and says the same. Headline is held against headline, text against text.
 */
export function changeBetween(before: readonly Mention[], after: readonly Mention[]): string | null {
  for (const part of ['text', 'title'] as const) {
    const [from, to] = [before, after].map((all) => all.filter((mention) => mention.in === part));
    const change = changeOf(from as Mention[], to as Mention[]);
    if (change !== null) return part === 'title' ? `In the headline: ${change}` : change;
  }
  return null;
}

function changeOf(before: Mention[], after: Mention[]): string | null {
  if (before.length === 0 || after.length === 0) return null;
  const known = new Set(before.map(({ sentence }) => keyOf(sentence)));
  if (after.every(({ sentence }) => known.has(keyOf(sentence)))) return null;
  return (
    numberChange(before, after) ??
    quotationChange(before, after) ??
    speakerChange(before, after) ??
    hedgeChange(before, after) ??
    relationChange(before, after)
  );
}

/** A number that went and one of the same thing that came. */
function numberChange(before: Mention[], after: Mention[]): string | null {
  const all = (mentions: Mention[]) => mentions.flatMap((mention) => mention.quantities);
  const [from, to] = [all(before), all(after)];
  const gone = from.filter((each) => !to.some((other) => isSame(each, other)));
  const come = to.filter((each) => !from.some((other) => isSame(each, other)));
  for (const was of gone)
    for (const is of come)
      if (was.unit === is.unit || was.unit === null || is.unit === null)
        return `“${was.text}” became “${is.text}”.`;
  return null;
}

function isSame(a: MentionQuantity, b: MentionQuantity): boolean {
  return (
    a.value === b.value && a.bound === b.bound && (a.unit === b.unit || a.unit === null || b.unit === null)
  );
}

function quotationChange(before: Mention[], after: Mention[]): string | null {
  const [from, to] = [quotedIn(before), quotedIn(after)];
  const gone = from.find((words) => !to.some((other) => contains(other, words)));
  const come = to.find((words) => !from.some((other) => contains(other, words)));
  if (gone === undefined || come === undefined) return null;
  return `The quoted words “${gone}” became “${come}”.`;
}

function quotedIn(mentions: Mention[]): string[] {
  return [
    ...new Set(
      mentions.flatMap(({ sentence }) =>
        [...keyOf(sentence).matchAll(quotedWords)].map((m) => bare(m[1] ?? '')),
      ),
    ),
  ];
}

const bare = (words: string): string => words.replace(/[\s,.!?;:]+$/, '');
const contains = (whole: string, part: string): boolean => whole.toLowerCase().includes(part.toLowerCase());

function speakerChange(before: Mention[], after: Mention[]): string | null {
  const [was, is] = [before, after].map(
    (all) => all.find(({ speaker }) => speaker !== null)?.speaker ?? null,
  );
  if (was == null || is == null || lastName(was) === lastName(is)) return null;
  return `Said by ${was} before, now by ${is}.`;
}

const lastName = (name: string): string => name.toLowerCase().split(/\s+/).at(-1) ?? '';

function hedgeChange(before: Mention[], after: Mention[]): string | null {
  const [was, is] = [before, after].map((all) => all.every((mention) => mention.hedged));
  if (was === is) return null;
  return is ? 'It no longer vouches for it.' : 'It now vouches for it.';
}

/** What matching itself says of the new wording, where the old one was not said to vary so. */
function relationChange(before: Mention[], after: Mention[]): string | null {
  const found = after.find(
    ({ relation, change }) => relation === 'varies' && !before.some((each) => each.change === change),
  );
  return found?.why ?? null;
}
