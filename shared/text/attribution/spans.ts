import type { Span } from '../span.js';
import cueWeights from './cue-weights.json' with { type: 'json' };
import { fillFrame, mendExtent } from './extent.js';
import { type Frame, findFrames, type Range } from './frame.js';
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
import { handsOver } from './verb.js';

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
  const frames = framesOf(reading);
  const byToken = new Map(frames.flatMap((each) => tokensOf(each.cue).map((at) => [at, each] as const)));
  const cues = withFrames(reading, findCues(reading, cue), frames, byToken).slice(0, mostCues);
  const isCue = new Uint8Array(reading.tokens.length);
  for (const { from, to } of cues) isCue.fill(1, from, to);
  return cues.flatMap(({ from, to }) => {
    const found = findParts(reading, span, isCue, from, to, byToken);
    return found.content.length === 0 ? [] : [found];
  });
}

function framesOf(reading: Reading): Frame[] {
  const count = Math.min(reading.tokens.length, mostTokens);
  const frames: Frame[] = [];
  for (let from = 0; from < count; ) {
    let to = from + 1;
    while (to < count && reading.sentence[to] === reading.sentence[from]) to += 1;
    if (reading.sentence[from] !== -1) frames.push(...findFrames(reading, { from, to }));
    from = to;
  }
  return frames;
}

/** The cues with those of frames. One that the model read there stays if it only says besides when or how ("said publicly"). */
function withFrames(
  reading: Reading,
  cues: readonly Range[],
  frames: readonly Frame[],
  byToken: ReadonlyMap<number, Frame>,
): Range[] {
  const taken = new Set<Frame>();
  const kept = cues.filter((cue) => {
    const met = tokensOf(cue).flatMap((at) => byToken.get(at) ?? []);
    if (!met.every((frame) => fits(reading, cue, frame))) return false;
    for (const frame of met) taken.add(frame);
    return true;
  });
  const missing = frames.filter((frame) => !taken.has(frame)).map(({ cue }) => cue);
  return [...kept, ...missing].sort((a, b) => a.from - b.from);
}

const tokensOf = ({ from, to }: Range): number[] => Array.from({ length: to - from }, (_, at) => from + at);

function fits({ tokens }: Reading, cue: Range, frame: Frame): boolean {
  if (cue.from < frame.cue.from || cue.to < frame.cue.to) return false;
  return cue.to === frame.cue.to || (cue.to <= frame.content.from && tokens[cue.to - 1]!.pos !== 'NOUN');
}

/** "Told the Harbour Tribune", "tells reporters", "according to": cues wherever they stand outside a quotation. */
function isSureCue(reading: Reading, at: number): boolean {
  if (reading.quotation[at] !== 0) return false;
  const [word, next] = [reading.tokens[at]!, reading.tokens[at + 1]];
  if (next === undefined) return false;
  if (/^according$/i.test(word.text)) return next.text === 'to';
  if (word.text === 'per') return reading.tokens[at - 1]?.text === ',' && !rate.test(next.text);
  return (
    /^(?:told|tells?)$/.test(word.text) &&
    (/^\p{Lu}/u.test(next.text) || /^(?:the|reporters|lawmakers|journalists)$/.test(next.text))
  );
}

/** "Per cent", "per year": no source. */
const rate =
  /^(?:cent|capita|day|hour|week|month|year|annum|person|head|game|second|minute|mile|kilomet(?:er|re)|share|pupil|household)$/i;
/** Words that may stand between a verb and "that": when and where it was said, to whom. */
const mostBetween = 3;

/** "Repeated on Wednesday that …": a finite verb that hands over words, and what it hands over. */
function handsOverAt({ tokens, sentence, quotation }: Reading, at: number): boolean {
  const { text: word, pos: kind } = tokens[at]!;
  if (kind !== 'VERB' || quotation[at] !== 0 || !handsOver(word)) return false;
  if (/^(?:to|not|a|an|the|and|been|be|being)$/i.test(tokens[at - 1]?.text ?? '')) return false;
  for (let next = at + 1; next <= at + 1 + mostBetween && sentence[next] === sentence[at]; next += 1) {
    const { text, pos } = tokens[next]!;
    if (text === 'that')
      return pos === 'SCONJ' || /^(?:PRON|DET|NOUN|PROPN|NUM)$/.test(tokens[next + 1]?.pos ?? '');
    if (!/^(?:ADP|PROPN|ADV|PRON|NOUN)$/.test(pos)) return false;
  }
  return false;
}

/** Ranges of cue tokens, in order. */
export function findCues(reading: Reading, weights: ChainWeights, lean = cueLean): Range[] {
  const count = Math.min(reading.tokens.length, mostTokens);
  const ranges: Range[] = [];
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
      else if (handsOverAt(reading, from + at) && (ranges.at(-1)?.to ?? -1) < from + at)
        ranges.push({ from: from + at, to: from + at + 1 });
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
  frames: ReadonlyMap<number, Frame>,
): AttributionSpans {
  const window = windowOf(reading, from, to);
  const input = spanInput(reading, isCue, from, to, window);
  const labels = labelsWithContent(weights, input);
  for (let at = from; at < to; at += 1) labels[at - window.from] = Part.none;
  const given = { reading, labels, offset: window.from, from, to };
  const frame = tokensOf({ from, to })
    .map((at) => frames.get(at))
    .find((each) => each !== undefined);
  if (frame === undefined || !fillFrame(given, frame)) mendExtent(given, isCue);
  return {
    source: spansOf(reading, labels, window.from, Part.source),
    cue: [{ start: reading.tokens[from]!.start, end: reading.tokens[to - 1]!.end }],
    content: spansOf(reading, labels, window.from, Part.content),
  };
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
