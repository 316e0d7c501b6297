import { type Cue, type CueKind, cueTable } from '../cue/index.js';
import { type Alignment, alignWords, contentOf } from './alignment.js';
import { type Changes, findChanges } from './change.js';
import { compareNumbers } from './number.js';
import { readSide, type Side } from './side.js';

export type Features = Record<string, number>;

export interface Pair {
  claim: Side;
  text: Side;
  alignment: Alignment;
  changes: Changes;
}

const kinds = Object.keys(cueTable) as CueKind[];

export function readPair(claim: string, text: string): Pair {
  return pairOf(readSide(claim), readSide(text));
}

/** `readPair` of sides that are read already. */
export function pairOf(claim: Side, text: Side): Pair {
  return { claim, text, alignment: alignWords(claim, text), changes: findChanges({ claim, text }) };
}

/** Everything the relation model looks at, by readable name. */
export function featuresOf(pair: Pair): Features {
  const features: Features = shapeFeatures(pair);
  putCues(features, pair);
  Object.assign(features, overlapFeatures(pair), polarityFeatures(pair));
  putWords(features, pair);
  return features;
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

/** Cues of the text that are not just words of the claim ("shut down" where the claim has "shutdown"). */
function freshCues({ claim, text, alignment }: Pair): Cue[] {
  const inClaim = new Set(claim.cues.map((cue) => cue.phrase));
  const compounds = new Set(claim.words.map((word) => word.lemma));
  const linked = new Set(
    alignment.links.filter((link) => link.tie === 'same' || link.tie === 'near').map((link) => link.b),
  );
  return text.cues.filter((cue) => {
    const words = text.words.slice(cue.first, cue.end);
    const isLinked = words.some((word, i) => !word.stop && linked.has(cue.first + i));
    return !isLinked && !inClaim.has(cue.phrase) && !compounds.has(words.map((word) => word.lemma).join(''));
  });
}

/** Names of the features of a kind of cue. */
const cueNames = kinds.map((kind) => ({
  kind,
  one: `cue:${kind}`,
  many: `cue:${kind}:many`,
  turned: `cue:${kind}:turned`,
  early: `cue:${kind}:early`,
  late: `cue:${kind}:late`,
  shared: `cue:${kind}:shared`,
  inClaim: `cue:${kind}:inClaim`,
}));

function putCues(features: Features, pair: Pair): void {
  const { claim, text } = pair;
  const fresh = freshCues(pair);
  for (const { kind, one, many, turned, early, late, shared, inClaim } of cueNames) {
    const own = fresh.filter((cue) => cue.kind === kind);
    features[one] = flag(own.length > 0);
    features[many] = flag(own.length > 1);
    features[turned] = flag(own.some((cue) => cue.turned));
    features[early] = flag(own.some((cue) => cue.first < 4));
    features[late] = flag(own.some((cue) => cue.end > text.words.length - 3));
    features[shared] = flag(text.cues.some((cue) => cue.kind === kind && !fresh.includes(cue)));
    features[inClaim] = flag(claim.cues.some((cue) => cue.kind === kind));
    for (const cue of own) features[`is:${kind}:${cue.phrase}`] = 1;
  }
  Object.assign(features, meetings(features, /\?/.test(text.text)));
}

/** Cues that change each other's meaning: "hoax?" asks, "denies hoax claims" stands by the claim. */
function meetings(features: Features, asks: boolean): Features {
  const has = (kind: CueKind) => features[`cue:${kind}`] === 1;
  const against = has('refuting') || has('hoax');
  const open = has('hedge') || has('modal') || has('rumor') || has('allegation');
  const said = has('attribution') || has('source');
  return {
    'meet:against': flag(against),
    'meet:against+negation': flag(against && has('negation')),
    'meet:refuting+hoax': flag(has('refuting') && has('hoax')),
    'meet:against+asks': flag(against && asks),
    'meet:against+open': flag(against && open),
    'meet:against+said': flag(against && said),
    'meet:against+report': flag(against && (has('report') || has('thing'))),
    'meet:doubting+report': flag(has('doubting') && has('report')),
    'meet:doubting+asks': flag(has('doubting') && asks),
    'meet:doubting+open': flag(has('doubting') && open),
    'meet:negation+asks': flag(has('negation') && asks),
    'meet:negation+open': flag(has('negation') && open),
    'meet:negation+said': flag(has('negation') && said),
    'meet:open': flag(open),
    'meet:open+asks': flag(open && asks),
    'meet:open+said': flag(open && said),
    'meet:plain': flag(!against && !open && !said && !asks && !has('negation') && !has('doubting')),
  };
}

function overlapFeatures({ claim, text, alignment }: Pair): Features {
  return {
    'overlap:claim': alignment.coverA,
    'overlap:text': alignment.coverB,
    'overlap:both': Math.sqrt(alignment.coverA * alignment.coverB),
    'overlap:characters': characterOverlap(claim, text),
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

function polarityFeatures({ claim, text, alignment, changes }: Pair): Features {
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
    'polarity:opposed': flag(changes.opposed),
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
function putWords(features: Features, { text, alignment }: Pair): void {
  const linked = new Set(alignment.links.map((link) => link.b));
  let before = '^';
  text.words.forEach((word, at) => {
    const token = linked.has(at) ? '*' : /\d/.test(word.norm) ? '#' : word.lemma;
    if (token !== '*' && token !== '#') features[`word:${token}`] = 1;
    features[`two:${before} ${token}`] = 1;
    before = token;
  });
  features[`two:${before} $`] = 1;
}

/** Cosine of the counts of character 4-grams, 0..1. */
export function characterOverlap(a: Texted, b: Texted): number {
  const [left, right] = [characterCounts(a), characterCounts(b)];
  let product = 0;
  for (const [gram, count] of left.counts) product += count * (right.counts.get(gram) ?? 0);
  const sizes = left.size * right.size;
  return sizes === 0 ? 0 : product / Math.sqrt(sizes);
}

type Texted = Pick<Side, 'text'>;

interface CharacterCounts {
  counts: ReadonlyMap<string, number>;
  /** The sum of their squares. */
  size: number;
}

/** Each side is counted once, however many it is compared with. */
const counted = new WeakMap<Texted, CharacterCounts>();

function characterCounts(side: Texted): CharacterCounts {
  const known = counted.get(side) ?? countCharacters(side.text);
  counted.set(side, known);
  return known;
}

function countCharacters(text: string): CharacterCounts {
  const flat = ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;
  const counts = new Map<string, number>();
  for (let i = 0; i + 4 <= flat.length; i += 1) {
    const gram = flat.slice(i, i + 4);
    counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  return { counts, size: [...counts.values()].reduce((sum, n) => sum + n * n, 0) };
}
