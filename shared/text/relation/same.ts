import { readWords } from '../lexicon/index.js';
import { readQuantities } from '../quantity/index.js';
import { type Alignment, alignWords } from './alignment.js';
import { characterOverlap, type Features } from './features.js';
import { classify, type LinearModel } from './linear.js';
import model from './same.json' with { type: 'json' };
import type { Side } from './side.js';

const weights = model as unknown as LinearModel;

/** What sameness reads of a sentence: less than the other judgements, so that many pairs can be compared. */
export type PlainSide = Pick<Side, 'text' | 'words' | 'quantities'>;

/** Reads a sentence for `sameClaim`. */
export function readPlainSide(text: string): PlainSide {
  return { text, words: readWords(text), quantities: readQuantities(text) };
}

/** `sameness` of two sentences, each read once. */
export function sameClaim(claim: PlainSide, text: PlainSide): number {
  return sameness({ claim, text, alignment: alignWords(claim, text) });
}

/** A pair as far as sameness needs it. */
interface PlainPair {
  claim: PlainSide;
  text: PlainSide;
  alignment: Alignment;
}

/** What tells that two sentences state one claim, whatever was changed in it. */
export function samenessFeatures({ claim, text, alignment }: PlainPair): Features {
  const { coverA, coverB, links } = alignment;
  const exact = links.filter((link) => link.tie === 'same').length;
  const [least, most] = [Math.min(coverA, coverB), Math.max(coverA, coverB)];
  const lengths = [claim.words.length, text.words.length].sort((a, b) => a - b) as [number, number];
  return {
    least,
    most,
    'least squared': least * least,
    'most squared': most * most,
    characters: characterOverlap(claim, text),
    exact: Math.min(1.5, exact / 8),
    length: lengths[1] === 0 ? 0 : lengths[0] / lengths[1],
    numbers: claim.quantities.length > 0 && text.quantities.length > 0 ? 1 : 0,
    'one number': claim.quantities.length > 0 !== text.quantities.length > 0 ? 1 : 0,
  };
}

/** Probability that two sentences of one story state (or dispute, or vary) one claim, 0..1. */
export function sameness(pair: PlainPair): number {
  return classify(weights, samenessFeatures(pair))[1]!;
}
