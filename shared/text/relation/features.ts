import type { Cue, CueKind } from '../cue/index.js';
import { type Alignment, alignWords, contentOf } from './alignment.js';
import { compareNumbers } from './number.js';
import { readSide, type Side } from './side.js';

export type Features = Record<string, number>;

export interface Pair {
  claim: Side;
  text: Side;
  alignment: Alignment;
}

const kinds: CueKind[] = [
  'negation',
  'refuting',
  'hoax',
  'hedge',
  'attribution',
  'confirm',
  'report',
  'question',
];

export function readPair(claim: string, text: string): Pair {
  const [a, b] = [readSide(claim), readSide(text)];
  return { claim: a, text: b, alignment: alignWords(a, b) };
}

/** Everything the relation model looks at, by readable name. */
export function featuresOf(pair: Pair): Features {
  return {
    ...shapeFeatures(pair),
    ...cueFeatures(pair),
    ...overlapFeatures(pair),
    ...polarityFeatures(pair),
    ...wordFeatures(pair),
  };
}

const flag = (condition: boolean): number => (condition ? 1 : 0);

function shapeFeatures({ claim, text }: Pair): Features {
  const raw = text.text.trim();
  const quote = /["“”]|(?:^|\s)['‘]/;
  return {
    'shape:length': Math.min(2, text.words.length / 15),
    'shape:short': flag(text.words.length <= 6),
    'shape:claimLength': Math.min(2, claim.words.length / 12),
    'shape:asks': flag(raw.includes('?')),
    'shape:asksAtEnd': flag(/\?["'”’)\s]*$/.test(raw)),
    'shape:asksFirst': flag(/^[^?]{0,60}\?./.test(raw)),
    'shape:startsAsking': flag(
      /^(?:is|are|was|were|did|does|do|has|have|had|can|could|will|would|should)\b/i.test(raw),
    ),
    'shape:startsWhWord': flag(/^(?:who|what|why|how|where|when)\b/i.test(raw)),
    'shape:startsNo': flag(/^(?:no|nope|nah|sorry|relax|um|uh|yeah)\b[,:.!]?\s/i.test(raw)),
    'shape:colon': flag(raw.includes(':')),
    'shape:lateColon': flag(/:\s*(?:\S+\s*){1,3}$/.test(raw)),
    'shape:earlyColon': flag(/^(?:\S+\s*){1,3}:/.test(raw)),
    'shape:sayAtEnd': flag(
      /\b(?:says?|said|claims?|reports?|reveals?|sources?|officials|police|media|rumou?rs?|tells?|warns?)\W*$/i.test(
        raw,
      ),
    ),
    'shape:exclaims': flag(raw.includes('!')),
    'shape:ellipsis': flag(/\.\.\.|…/.test(raw)),
    'shape:quotes': flag(quote.test(raw)),
    'shape:shouted': flag(text.shouted),
    'shape:capitalWord': flag(!text.shouted && /\b(?!ISIS|ISIL)[A-Z]{4,}\b/.test(raw)),
    'shape:numberInText': flag(/\d/.test(raw)),
    'shape:firstPerson': flag(/\b(?:I|I'm|my|we|our|me|us)\b/.test(raw)),
    'shape:secondPerson': flag(/\b(?:you|your|you're|you'll)\b/i.test(raw)),
    'shape:demonstrative': flag(/^(?:this|these|here|meet|watch|see)\b/i.test(raw)),
  };
}

function cueFeatures({ claim, text }: Pair): Features {
  const features: Features = {};
  const inClaim = new Set(claim.cues.map((cue) => cue.phrase));
  for (const kind of kinds) {
    const all = text.cues.filter((cue) => cue.kind === kind);
    const fresh = all.filter((cue) => !inClaim.has(cue.phrase));
    features[`cue:${kind}`] = Math.min(2, fresh.length);
    features[`cue:${kind}:any`] = flag(fresh.length > 0);
    features[`cue:${kind}:turned`] = flag(fresh.some((cue) => cue.turned));
    features[`cue:${kind}:early`] = flag(fresh.some((cue) => cue.first < 4));
    features[`cue:${kind}:shared`] = flag(all.length > fresh.length);
    features[`cue:${kind}:inClaim`] = flag(claim.cues.some((cue) => cue.kind === kind));
    for (const cue of fresh) features[`is:${kind}:${cue.phrase}`] = 1;
  }
  return features;
}

function overlapFeatures({ claim, text, alignment }: Pair): Features {
  return {
    'overlap:claim': alignment.coverA,
    'overlap:text': alignment.coverB,
    'overlap:both': Math.sqrt(alignment.coverA * alignment.coverB),
    'overlap:characters': characterOverlap(claim.text, text.text),
    'overlap:none': flag(alignment.coverA < 0.15),
    'overlap:newWords': Math.min(2, (contentOf(text).length - alignment.links.length) / 6),
    'overlap:order': inOrder(alignment),
  };
}

/** Share of neighbouring links that keep their order. */
function inOrder({ links }: Alignment): number {
  if (links.length < 2) return 0;
  let kept = 0;
  for (let i = 1; i < links.length; i += 1) if (links[i]!.b > links[i - 1]!.b) kept += 1;
  return kept / (links.length - 1);
}

function polarityFeatures({ claim, text, alignment }: Pair): Features {
  const linkedText = new Set(alignment.links.map((link) => link.b));
  const touches = (cue: Cue) =>
    [...linkedText].some(
      (at) => at >= cue.scope.first && at < cue.scope.end && (at < cue.first || at >= cue.end),
    );
  const ruling = (kind: CueKind) =>
    text.cues.filter((cue) => cue.kind === kind && touches(cue) && !cue.turned);
  const parityOf = (side: Side) => side.cues.filter((cue) => cue.kind === 'negation').length % 2;
  const numbers = compareNumbers(claim, text);
  return {
    'polarity:negationOnClaim': flag(ruling('negation').length % 2 === 1),
    'polarity:refutingOnClaim': flag(ruling('refuting').length > 0),
    'polarity:hoaxOnClaim': flag(ruling('hoax').length > 0),
    'polarity:hedgeOnClaim': flag(ruling('hedge').length > 0),
    'polarity:attributionOnClaim': flag(ruling('attribution').length > 0),
    'polarity:parityDiffers': flag(parityOf(claim) !== parityOf(text)),
    'polarity:antonym': flag(alignment.links.some((link) => link.tie === 'antonym')),
    'polarity:numberSame': flag(numbers.same > 0),
    'polarity:numberConflict': flag(numbers.conflict > 0),
    'polarity:numberLost': flag(claim.quantities.length > 0 && text.quantities.length === 0),
    'polarity:reportRefuted': flag(
      text.cues.some((cue) => cue.kind === 'report') &&
        text.cues.some((cue) => (cue.kind === 'refuting' || cue.kind === 'hoax') && !cue.turned),
    ),
  };
}

/** Words of the text that the claim does not have, alone and in twos: how it is told rather than what. */
function wordFeatures({ text, alignment }: Pair): Features {
  const features: Features = {};
  const linked = new Set(alignment.links.map((link) => link.b));
  let before = '^';
  text.words.forEach((word, at) => {
    const token = linked.has(at) ? '*' : /\d/.test(word.norm) ? '#' : word.lemma;
    if (token !== '*' && token !== '#') features[`word:${token}`] = 1;
    features[`two:${before} ${token}`] = 1;
    before = token;
  });
  features[`two:${before} $`] = 1;
  return features;
}

/** Cosine of the counts of character 4-grams, 0..1. */
export function characterOverlap(a: string, b: string): number {
  const [left, right] = [characterCounts(a), characterCounts(b)];
  let product = 0;
  for (const [gram, count] of left) product += count * (right.get(gram) ?? 0);
  const size = (counts: Map<string, number>) => [...counts.values()].reduce((sum, n) => sum + n * n, 0);
  const sizes = size(left) * size(right);
  return sizes === 0 ? 0 : product / Math.sqrt(sizes);
}

function characterCounts(text: string): Map<string, number> {
  const flat = ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;
  const counts = new Map<string, number>();
  for (let i = 0; i + 4 <= flat.length; i += 1) {
    const gram = flat.slice(i, i + 4);
    counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  return counts;
}
