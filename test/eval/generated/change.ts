import { seeded } from '../../train/learn/folds.js';

export type ChangeKind = 'number' | 'name' | 'negation' | 'quoted word';
export const changeKinds: ChangeKind[] = ['number', 'name', 'negation', 'quoted word'];

/** What changed sentences take their new names and words from. */
export interface Supply {
  names: string[];
  words: string[];
}

interface Piece {
  start: number;
  text: string;
}

/* The tables of this file are its own: the detector under test must not know what is drawn from. */
const numberWords =
  'two three four five six seven eight nine ten eleven twelve thirteen fifteen twenty thirty forty fifty sixty seventy eighty'.split(
    ' ',
  );
const helpers = 'is are was were will would can could should has have had did does'.split(' ');
/** Capitals that name nobody by themselves. */
const noNames = new Set(
  (
    'Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October November December ' +
    'Mr Mrs Ms Dr Sen Rep Gov Gen President Senator Governor Minister Prime Judge Secretary The This That These They He She It We But And In On At For A An I'
  ).split(' '),
);
const plainWords =
  /^(?:that|this|with|from|have|been|were|they|their|them|there|would|could|should|about|which|what|when|will|your|than|then|some|more|very|just|also|only|into|over|does|because|these|those|such|must|being|here|well|like|said|even|still|much|many)$/;

/** Names (runs of capitals inside a sentence) and plain lower-case words of a list of sentences. */
export function supplyFrom(sentences: readonly string[]): Supply {
  const names = new Set(sentences.flatMap((sentence) => namesOf(sentence).map(({ text }) => text)));
  const words = new Set(
    sentences.flatMap((sentence) => sentence.match(/(?<=[a-z] )[a-z]{4,}(?=[ ,.])/g) ?? []),
  );
  return {
    names: [...names],
    words: [...words].filter((word) => !plainWords.test(word) && !helpers.includes(word)),
  };
}

/**
 * Changes one thing of a sentence: a number, a name, a word between quotation marks, or whether it is negated. Null where it has none of the
 * kind that `reference` has too. The seed picks which one and what it becomes.
 */
export function changeOne(
  kind: ChangeKind,
  sentence: string,
  reference: string,
  supply: Supply,
  seed: number,
): string | null {
  const random = seeded(seed);
  const known = new Set(wordsOf(reference));
  const fit = piecesOf(kind, sentence).filter((piece) =>
    wordsOf(piece.text).every((word) => known.has(word)),
  );
  if (fit.length === 0) return null;
  const piece = fit[Math.floor(random() * fit.length)]!;
  const fresh = replacement(kind, piece.text, supply, random);
  if (fresh === null || (kind !== 'negation' && wordsOf(fresh).some((word) => known.has(word)))) return null;
  return sentence.slice(0, piece.start) + fresh + sentence.slice(piece.start + piece.text.length);
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

function piecesOf(kind: ChangeKind, sentence: string): Piece[] {
  if (kind === 'name') return namesOf(sentence);
  if (kind === 'number') {
    const digits = matches(sentence, /(?<![\p{L}\p{N}.,:/-])\d+(?:[.,]\d+)*(?![\p{L}\p{N}:/-])/gu);
    const words = matches(sentence, new RegExp(`\\b(?:${numberWords.join('|')})\\b`, 'g'));
    return [...digits, ...words];
  }
  if (kind === 'quoted word')
    return matches(sentence, /["“][^"“”]*["”]/g)
      .filter(({ text }) => wordsOf(text).length >= 4)
      .flatMap(({ start, text }) =>
        matches(text, /(?<=[a-z,] )[a-z]{5,}(?=[ ,.?!"”])/g).map((each) => ({
          ...each,
          start: start + each.start,
        })),
      )
      .filter(({ text }) => !plainWords.test(text) && !helpers.includes(text));
  const negated = matches(sentence, /\b(?:is|are|was|were|will|would|can|could|should|has|have|had) not\b/g);
  if (negated.length > 0) return negated;
  if (/\b(?:not|no|never|nor|neither|none|without)\b|n['’]t\b|cannot/i.test(sentence)) return [];
  return matches(sentence, new RegExp(`(?<=[\\w,] )(?:${helpers.join('|')})(?= [a-z])`, 'g')).filter(
    ({ start }) => outsideQuotes(sentence, start),
  );
}

function outsideQuotes(sentence: string, at: number): boolean {
  return (sentence.slice(0, at).match(/["“”]/g) ?? []).length % 2 === 0;
}

function matches(text: string, pattern: RegExp): Piece[] {
  return [...text.matchAll(pattern)].map((match) => ({ start: match.index, text: match[0] }));
}

function namesOf(sentence: string): Piece[] {
  const runs = matches(sentence, /(?<=[a-z,;] )\p{Lu}\p{L}{2,}(?: \p{Lu}\p{L}{2,}){0,2}(?![\p{L}-])/gu);
  return runs.filter(({ text }) => text.split(' ').every((word) => !noNames.has(word)));
}

function replacement(kind: ChangeKind, text: string, supply: Supply, random: () => number): string | null {
  const one = (list: readonly string[]) => list[Math.floor(random() * list.length)] ?? null;
  if (kind === 'negation') return text.endsWith(' not') ? text.slice(0, -4) : `${text} not`;
  if (kind === 'quoted word') {
    const ending = /(?:ed|ing|ly|s|e|t|n|y|r)$/.exec(text)?.[0] ?? '';
    return one(supply.words.filter((word) => word.endsWith(ending) && word !== text));
  }
  if (kind === 'name') {
    const shape = (name: string) => `${name.split(' ').length} ${name === name.toUpperCase()}`;
    return one(supply.names.filter((name) => shape(name) === shape(text)));
  }
  return /\d/.test(text) ? otherDigits(text, random) : one(numberWords.filter((word) => word !== text));
}

function otherDigits(text: string, random: () => number): string {
  const lead = Number(text[0]);
  const other = ((lead + 1 + Math.floor(random() * 8)) % 9) + 1;
  return `${other === lead ? (lead % 9) + 1 : other}${text.slice(1)}`;
}
