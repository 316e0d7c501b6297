import { diffWordsWithSpace } from 'diff';
import { findQuotations } from '../quotation/index.js';
import type { Span } from '../span.js';
import { bodyOf } from './body.js';
import { measureOverlap } from './measure.js';
import { prepareText } from './prepare.js';

/** Words of a row, and in which of the two texts they stand. */
export interface BesideWords {
  text: string;
  in: 'both' | 'original' | 'copy';
}

/** Two sentences that say the same, or one that only one of the texts has. */
export interface BesideRow {
  original: string | null;
  copy: string | null;
  /** How the words differ, where both stand and are not too long to be compared. */
  words: BesideWords[] | null;
  /** True where words inside quotation marks were put in the place of others: what somebody said is not what they said. */
  requoted: boolean;
}

/** Longer texts are compared as far as this: nobody reads on. */
const longestText = 100_000;

/** Longer sentences are not compared word by word. */
const longestSentence = 1_500;

/** Two texts of one family sentence by sentence, in their order: what was kept, left out, added, reworded, requoted. */
export function besideCopy(original: string, copy: string): BesideRow[] {
  const [textA, textB] = [original.slice(0, longestText), copy.slice(0, longestText)];
  const [a, b] = [prepareText(bodyOf(textA)), prepareText(bodyOf(textB))];
  const rows: BesideRow[] = [];
  let [atA, atB] = [0, 0];
  const alone = (untilA: number, untilB: number): void => {
    for (; atA < untilA; atA += 1) rows.push({ ...nothing, original: cut(textA, a.sentences[atA]!) });
    for (; atB < untilB; atB += 1) rows.push({ ...nothing, copy: cut(textB, b.sentences[atB]!) });
  };
  const quotes = [findQuotations(textA), findQuotations(textB)] as const;
  for (const pair of measureOverlap(a, b).aligned) {
    alone(pair.a, pair.b);
    rows.push(rowOf([textA, a.sentences[pair.a]!, quotes[0]], [textB, b.sentences[pair.b]!, quotes[1]]));
    [atA, atB] = [pair.a + 1, pair.b + 1];
  }
  alone(a.sentences.length, b.sentences.length);
  return rows;
}

const nothing: BesideRow = { original: null, copy: null, words: null, requoted: false };

type Place = readonly [text: string, sentence: Span, quotations: readonly Span[]];

function rowOf(one: Place, other: Place): BesideRow {
  const [original, copy] = [cut(one[0], one[1]), cut(other[0], other[1])];
  if (original.length > longestSentence || copy.length > longestSentence)
    return { original, copy, words: null, requoted: false };
  const words = diffWordsWithSpace(plainMarks(original), plainMarks(copy)).map(
    ({ value, added, removed }) => ({
      text: value,
      in: added ? ('copy' as const) : removed ? ('original' as const) : ('both' as const),
    }),
  );
  return { original, copy, words, requoted: isRequoted(words, one, other) };
}

/** Quoting less is no altering: something has to stand where something else stood, inside marks in both. */
function isRequoted(words: BesideWords[], one: Place, other: Place): boolean {
  let [atA, atB] = [one[1].start, other[1].start];
  let [lost, gained] = [false, false];
  for (const { text, in: side } of words) {
    const isWord = /[\p{L}\p{N}]/u.test(text);
    if (side === 'original' && isWord) lost ||= isInside(one[2], atA, atA + text.length);
    if (side === 'copy' && isWord) gained ||= isInside(other[2], atB, atB + text.length);
    if (side !== 'copy') atA += text.length;
    if (side !== 'original') atB += text.length;
  }
  return lost && gained;
}

function isInside(quotations: readonly Span[], start: number, end: number): boolean {
  return quotations.some((each) => each.start < end - 1 && each.end > start + 1);
}

/** One kind of quotation mark and apostrophe: which one a site sets is no difference. Lengths stay. */
function plainMarks(sentence: string): string {
  return sentence.replace(/[“”„«»]/g, '"').replace(/[‘’]/g, "'");
}

function cut(text: string, { start, end }: Span): string {
  return text.slice(start, end);
}
