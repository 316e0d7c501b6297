import { characterOverlap, type Features, type Pair } from './features.js';
import { classify, type LinearModel } from './linear.js';
import model from './same.json' with { type: 'json' };

const weights = model as unknown as LinearModel;

/** What tells that two sentences state one claim, whatever was changed in it. */
export function samenessFeatures({ claim, text, alignment }: Pair): Features {
  const { coverA, coverB, links } = alignment;
  const exact = links.filter((link) => link.tie === 'same').length;
  const [least, most] = [Math.min(coverA, coverB), Math.max(coverA, coverB)];
  const lengths = [claim.words.length, text.words.length].sort((a, b) => a - b) as [number, number];
  return {
    least,
    most,
    'least squared': least * least,
    'most squared': most * most,
    characters: characterOverlap(claim.text, text.text),
    exact: Math.min(1.5, exact / 8),
    length: lengths[1] === 0 ? 0 : lengths[0] / lengths[1],
    numbers: claim.quantities.length > 0 && text.quantities.length > 0 ? 1 : 0,
    'one number': claim.quantities.length > 0 !== text.quantities.length > 0 ? 1 : 0,
  };
}

/** Probability that two sentences of one story state (or dispute, or vary) one claim, 0..1. */
export function sameness(pair: Pair): number {
  return classify(weights, samenessFeatures(pair))[1]!;
}
