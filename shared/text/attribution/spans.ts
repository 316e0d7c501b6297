import type { Span } from '../span.js';
import cueWeights from './cue-weights.json' with { type: 'json' };
import spanWeights from './span-weights.json' with { type: 'json' };
import {
  bestLabels,
  type ChainInput,
  type ChainWeights,
  Cue,
  cueInput,
  cueLabels,
  Part,
  partLabels,
  type Reading,
  readForTagging,
  scoreChain,
  spanInput,
  unpackWeights,
  windowOf,
} from './tagger/index.js';

/** The spans of one attribution before anyone is resolved. */
export interface AttributionSpans {
  source: Span[];
  cue: Span[];
  content: Span[];
}

/** Added to the score of "a cue begins here": PolNeAR's long tail of rare cues is otherwise missed (chosen on polnear-dev). */
const cueLean = 0.5;
/** Added where the words alone make a cue. */
const sureLean = 3;
/** Steps by which content is favoured where a cue found none. */
const contentLeans = [0.25, 0.5, 1, 1.5, 2, 3];
/** A text is tagged up to this many words; no article is that long, and the rest of a longer one is left untagged. */
const mostTokens = 30_000;
/** Parts are looked for around the first so many cues (a long article has 150): each takes about a millisecond. */
const mostCues = 800;

let models: { cue: ChainWeights; span: ChainWeights } | null = null;

function loadModels(): { cue: ChainWeights; span: ChainWeights } {
  if (models !== null) return models;
  models = { cue: unpackWeights(cueWeights), span: unpackWeights(spanWeights) };
  return models;
}

/** Finds cues with one chain over each sentence, then the source and content of each cue with another over its paragraph. */
export function findSpans(text: string): AttributionSpans[] {
  const reading = readForTagging(text);
  const { cue, span } = loadModels();
  const cues = findCues(reading, cue).slice(0, mostCues);
  const isCue = new Uint8Array(reading.tokens.length);
  for (const { from, to } of cues) isCue.fill(1, from, to);
  return cues.flatMap(({ from, to }) => {
    const found = findParts(reading, span, isCue, from, to);
    return found.content.length === 0 ? [] : [found];
  });
}

/** "Told the Harbour Tribune", "tells reporters", "according to": cues wherever they stand outside a quotation. */
function isSureCue(reading: Reading, at: number): boolean {
  if (reading.quotation[at] !== 0) return false;
  const [word, next] = [reading.tokens[at]!, reading.tokens[at + 1]];
  if (next === undefined) return false;
  if (/^according$/i.test(word.text)) return next.text === 'to';
  return (
    /^(?:told|tells?)$/.test(word.text) &&
    (/^\p{Lu}/u.test(next.text) || /^(?:the|reporters|lawmakers|journalists)$/.test(next.text))
  );
}

interface TokenRange {
  from: number;
  to: number;
}

/** Ranges of cue tokens, in order. */
export function findCues(reading: Reading, weights: ChainWeights, lean = cueLean): TokenRange[] {
  const count = Math.min(reading.tokens.length, mostTokens);
  const ranges: TokenRange[] = [];
  for (let from = 0; from < count; ) {
    let to = from + 1;
    while (to < count && reading.sentence[to] === reading.sentence[from]) to += 1;
    const scores = scoreChain(weights, cueInput(reading, from, to));
    for (let at = 0; at < to - from; at += 1)
      scores.state[at * cueLabels + Cue.begin]! += lean + (isSureCue(reading, from + at) ? sureLean : 0);
    const labels = bestLabels(cueLabels, to - from, scores);
    for (const [at, label] of labels.entries()) {
      if (label === Cue.begin) ranges.push({ from: from + at, to: from + at + 1 });
      else if (label === Cue.inside && ranges.at(-1)?.to === from + at) ranges.at(-1)!.to += 1;
    }
    from = to;
  }
  return ranges;
}

function findParts(
  reading: Reading,
  weights: ChainWeights,
  isCue: Uint8Array,
  from: number,
  to: number,
): AttributionSpans {
  const window = windowOf(reading, from, to);
  const input = spanInput(reading, isCue, from, to, window);
  const labels = labelsWithContent(weights, input);
  for (let at = from; at < to; at += 1) labels[at - window.from] = Part.none;
  fillBefore(reading, labels, isCue, window.from, from);
  return {
    source: spansOf(reading, labels, window.from, Part.source),
    cue: [{ start: reading.tokens[from]!.start, end: reading.tokens[to - 1]!.end }],
    content: spansOf(reading, labels, window.from, Part.content),
  };
}

/**
 * "Words and words, officials said" (or ", according to officials"): content before the source fills the sentence from its start
 * to that comma, if nothing but unlabelled words stands between and none of them is a cue. The chain alone often stops short.
 */
function fillBefore(
  reading: Reading,
  labels: Uint8Array,
  isCue: Uint8Array,
  offset: number,
  cueFrom: number,
): void {
  const last = cueFrom - offset - 1;
  let comma = last;
  while (comma >= 0 && labels[comma] === Part.source) comma -= 1;
  if (comma === last && !/^according$/i.test(reading.tokens[cueFrom]!.text)) return;
  if (comma < 1 || reading.tokens[offset + comma]!.text !== ',') return;
  const sentence = reading.sentence[cueFrom];
  const open = (at: number): boolean =>
    at >= 0 &&
    reading.sentence[offset + at] === sentence &&
    isCue[offset + at] === 0 &&
    labels[at] !== Part.source;
  let first = comma;
  let touched = false;
  while (open(first - 1)) {
    first -= 1;
    touched ||= labels[first] === Part.content;
  }
  const whole = first === 0 || reading.sentence[offset + first - 1] !== sentence;
  if (whole && touched) labels.fill(Part.content, first, comma);
}

/** The best labels that hold some content, since a cue without content is none: content is favoured more until there is some. */
function labelsWithContent(weights: ChainWeights, input: ChainInput): Uint8Array {
  const scores = scoreChain(weights, input);
  let labels = bestLabels(partLabels, input.length, scores);
  let given = 0;
  for (const lean of contentLeans) {
    if (labels.includes(Part.content)) break;
    for (let at = 0; at < input.length; at += 1)
      scores.state[at * partLabels + Part.content]! += lean - given;
    given = lean;
    labels = bestLabels(partLabels, input.length, scores);
  }
  return labels;
}

/** Runs of one label as character spans. */
function spansOf(reading: Reading, labels: Uint8Array, offset: number, wanted: number): Span[] {
  const spans: Span[] = [];
  for (const [at, label] of labels.entries()) {
    if (label !== wanted) continue;
    const { start, end } = reading.tokens[offset + at]!;
    if (labels[at - 1] === wanted) spans.at(-1)!.end = end;
    else spans.push({ start, end });
  }
  return spans;
}
