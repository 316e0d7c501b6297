import type { ChainInput } from './chain.js';
import { hashText, Kind, mix, type Reading } from './reading.js';

/** Labels of the span chain, for one cue. */
export const Part = { none: 0, source: 1, content: 2 } as const;
export const partLabels = 3;
const width = 46;
const stepWidth = 7;
/** Words a source or content may lie from its cue: more than nearly every paragraph of news has. */
const reach = 150;

/** Where the spans of a cue are looked for: its paragraph, and the next one after "X wrote:". */
export interface Window {
  from: number;
  to: number;
}

export function windowOf(reading: Reading, cueFrom: number, cueTo: number): Window {
  const paragraph = reading.paragraph[cueFrom]!;
  let from = cueFrom;
  while (from > 0 && cueFrom - from < reach && reading.paragraph[from - 1] === paragraph) from -= 1;
  let to = cueTo;
  const within = (at: number): boolean => at < reading.tokens.length && at - cueTo < reach;
  while (within(to) && reading.paragraph[to] === paragraph) to += 1;
  if (reading.tokens[to - 1]!.text === ':' && to - cueTo < 12)
    while (within(to) && reading.paragraph[to] === paragraph + 1) to += 1;
  return { from, to };
}

/** What is known of a cue before any token is looked at. */
interface CueContext {
  from: number;
  to: number;
  lemma: number;
  word: number;
  form: number;
  wordAfter: number;
  posAfter: number;
  posBefore: number;
  wordBefore: number;
  /** Whether the cue is quoted, and where quotations of its sentence and marks beside it stand. */
  quotes: number;
  commaBefore: number;
  commaAfter: number;
}

/** Running counts between the cue and a token. */
interface Between {
  commas: number;
  verbs: number;
  nouns: number;
  cues: number;
  links: number;
  stops: number;
  path: number;
  steps: number;
  lastKind: number;
  that: number;
  relative: number;
  preposition: number;
}

/** Features of the tokens of a window for finding the source and content of the cue at `cueFrom..cueTo`. */
export function spanInput(
  reading: Reading,
  isCue: Uint8Array,
  cueFrom: number,
  cueTo: number,
  window: Window,
): ChainInput {
  const length = window.to - window.from;
  const input = {
    length,
    state: new Int32Array(length * width),
    width,
    step: new Int32Array(length * stepWidth),
    stepWidth,
  };
  const context = cueContext(reading, cueFrom, cueTo, window);
  const between = fresh();
  for (let at = cueFrom - 1; at >= window.from; at -= 1) {
    writeState(reading, at, context, between, 0, window, input.state, (at - window.from) * width);
    advance(reading, isCue, at, between);
  }
  Object.assign(between, fresh());
  for (let at = cueTo; at < window.to; at += 1) {
    writeState(reading, at, context, between, 1, window, input.state, (at - window.from) * width);
    advance(reading, isCue, at, between);
  }
  for (let at = cueFrom; at < cueTo; at += 1)
    input.state.fill(mix(999, 0, 0), (at - window.from) * width, (at - window.from + 1) * width);
  writeSteps(reading, context, window, input.step);
  return input;
}

const fresh = (): Between => ({
  commas: 0,
  verbs: 0,
  nouns: 0,
  cues: 0,
  links: 0,
  stops: 0,
  path: 7,
  steps: 0,
  lastKind: -1,
  that: 0,
  relative: 0,
  preposition: 0,
});

function cueContext(reading: Reading, from: number, to: number, window: Window): CueContext {
  let head = to - 1;
  for (let at = to - 1; at >= from; at -= 1)
    if (reading.tokens[at]!.pos === 'VERB') {
      head = at;
      break;
    }
  const sentence = reading.sentence[from]!;
  let quotedBefore = 0;
  let quotedAfter = 0;
  for (let at = from - 1; at >= window.from && reading.sentence[at] === sentence; at -= 1)
    if (reading.quotation[at] !== 0) quotedBefore = 1;
  for (let at = to; at < window.to && reading.sentence[at] === sentence; at += 1)
    if (reading.quotation[at] !== 0) quotedAfter = 1;
  const own = reading.quotation[from] !== 0 ? 1 : 0;
  const touching = from > window.from && reading.kind[from - 1] === Kind.mark ? 1 : 0;
  const text = reading.tokens[head]!.text.toLowerCase();
  return {
    from,
    to,
    lemma: reading.lemma[head]!,
    word: reading.word[from]!,
    form: mix(
      0,
      reading.pos[head]!,
      /ed$|id$/.test(text) ? 1 : /ing$/.test(text) ? 2 : /s$/.test(text) ? 3 : 4,
    ),
    wordAfter: to < window.to ? reading.word[to]! : -1,
    posAfter: to < window.to ? reading.pos[to]! : -1,
    posBefore: from > window.from ? reading.pos[from - 1]! : -1,
    wordBefore: from > window.from ? reading.word[from - 1]! : -1,
    quotes: own * 8 + quotedBefore * 4 + quotedAfter * 2 + touching,
    commaBefore: from > window.from && reading.kind[from - 1] === Kind.comma ? 1 : 0,
    commaAfter: to < window.to && reading.kind[to] === Kind.comma ? 1 : 0,
  };
}

function advance(reading: Reading, isCue: Uint8Array, at: number, between: Between): void {
  const kind = reading.kind[at]!;
  const { pos } = reading.tokens[at]!;
  if (kind === Kind.comma) between.commas = Math.min(between.commas + 1, 5);
  if (kind === Kind.verb && between.lastKind !== Kind.verb) between.verbs = Math.min(between.verbs + 1, 4);
  if (kind === Kind.noun && between.lastKind !== Kind.noun) between.nouns = Math.min(between.nouns + 1, 6);
  if (kind === Kind.stop) between.stops = Math.min(between.stops + 1, 3);
  if (kind === Kind.link) between.links = Math.min(between.links + 1, 3);
  if (isCue[at] === 1) between.cues = Math.min(between.cues + 1, 3);
  const word = reading.word[at]!;
  if (word === that) between.that = 1;
  if (word === who || word === which || word === whose) between.relative = 1;
  if (pos === 'ADP') between.preposition = Math.min(between.preposition + 1, 3);
  const step =
    kind === Kind.other ? 20 + (pos === 'ADP' ? 1 : pos === 'PART' ? 2 : pos === 'ADV' ? 3 : 0) : kind;
  if (step !== between.lastKind && between.steps < 12) {
    between.path = mix(between.steps, between.path, step);
    between.steps += 1;
  }
  between.lastKind = step;
}

const [that, who, which, whose] = ['that', 'who', 'which', 'whose'].map(hashText) as [
  number,
  number,
  number,
  number,
];

const bucket = (distance: number): number =>
  distance < 6
    ? distance
    : distance < 10
      ? 6
      : distance < 16
        ? 7
        : distance < 30
          ? 8
          : distance < 60
            ? 9
            : 10;

function writeState(
  reading: Reading,
  at: number,
  cue: CueContext,
  between: Between,
  side: number,
  window: Window,
  out: Int32Array,
  base: number,
): void {
  const { word, pos } = reading;
  const w = word[at]!;
  const p = pos[at]!;
  const wb = near(word, at - 1, window);
  const wa = near(word, at + 1, window);
  const pb = near(pos, at - 1, window);
  const pa = near(pos, at + 1, window);
  const distance = side === 0 ? cue.from - at : at - cue.to + 1;
  const far = bucket(distance) * 2 + side;
  const away = Math.max(-3, Math.min(3, reading.sentence[at]! - reading.sentence[cue.from]!)) + 3;
  const quoted =
    reading.quotation[at] === 0 ? 0 : reading.quotation[at] === reading.quotation[cue.from] ? 2 : 1;
  const place = mix(1, side, mix(2, away, quoted));
  const shape = mix(3, between.commas * 8 + between.verbs, side);
  const path = between.steps < 9 ? between.path : -1;
  const first = at === 0 || reading.sentence[at - 1] !== reading.sentence[at] ? 1 : 0;
  const quoteGap = reading.quotation[at] === 0 ? 0 : nearestQuote(reading, at, cue, side);
  let next = base;
  const put = (template: number, a: number, b = 0): void => {
    out[next] = mix(template, a, b);
    next += 1;
  };
  put(1, side);
  put(2, far);
  put(3, w, side);
  put(4, p, side);
  put(5, p, mix(4, shape, away));
  put(6, place, cue.quotes);
  put(7, place, mix(5, cue.quotes, cue.lemma));
  put(8, cue.lemma, side);
  put(9, cue.lemma, mix(6, p, side));
  put(10, cue.lemma, far);
  put(11, cue.wordAfter, mix(7, side, quoted));
  put(12, cue.wordBefore, mix(8, side, quoted));
  put(13, cue.posBefore, mix(9, cue.posAfter, mix(10, side, shape)));
  put(14, path, mix(11, side, p));
  put(15, path, mix(12, side, cue.quotes));
  put(16, path, mix(13, side, cue.lemma));
  put(17, wb, mix(14, side, bucket(distance)));
  put(18, wa, mix(15, side, bucket(distance)));
  put(19, mix(16, pb, pa), mix(17, p, side));
  put(20, mix(18, between.cues, quoted), mix(19, side, away));
  put(21, quoteGap, mix(20, cue.quotes, side));
  put(22, quoteGap, mix(21, away, between.cues));
  put(23, shape, mix(22, far, quoted));
  put(24, reading.capital[at]!, mix(23, far, p));
  put(25, distance <= 4 ? w : 0, mix(24, cue.lemma, side));
  put(26, first, mix(25, p, place));
  put(27, shape, mix(26, cue.commaBefore * 2 + cue.commaAfter, cue.quotes));
  put(28, cue.form, mix(27, p, side));
  put(29, cue.form, mix(28, shape, quoted));
  put(30, mix(29, between.that * 2 + between.relative, between.links), mix(30, side, p));
  put(31, between.nouns, mix(31, side, p));
  put(32, between.nouns, mix(32, shape, cue.quotes));
  put(33, between.nouns, mix(33, shape, between.preposition));
  put(34, mix(34, between.relative, between.verbs), mix(35, side, between.commas));
  put(35, between.stops, mix(36, side, mix(37, away, quoted)));
  put(36, cue.word, mix(38, side, cue.wordAfter));
  put(37, cue.word, mix(39, shape, side));
  put(38, near(word, at - 2, window), mix(40, wb, side));
  put(39, wa, mix(41, near(word, at + 2, window), side));
  put(40, cue.commaBefore * 2 + cue.commaAfter, mix(42, cue.form, mix(43, far, quoted)));
  put(41, path, mix(44, cue.form, mix(45, side, cue.commaBefore * 2 + cue.commaAfter)));
  put(42, reading.lemma[at]!, mix(46, side, between.commas));
  put(43, mix(47, between.cues, between.verbs), mix(48, side, mix(49, p, quoted)));
  put(44, mix(50, cue.posBefore, cue.posAfter), mix(51, cue.quotes, mix(52, far, quoted)));
  put(45, cue.wordAfter, mix(53, cue.lemma, side));
  put(46, cue.posAfter, mix(54, cue.lemma, mix(55, side, shape)));
}

function near(values: Int32Array, at: number, { from, to }: Window): number {
  return at >= from && at < to ? values[at]! : -1;
}

/** Whether a token's quotation is the first, second or a later one from the cue, and how far the gap to it is. */
function nearestQuote(reading: Reading, at: number, cue: CueContext, side: number): number {
  const own = reading.quotation[at]!;
  const ofCue = side === 0 ? cue.from - 1 : cue.to;
  let index = ofCue;
  let gap = 0;
  while (index >= 0 && index < reading.tokens.length && reading.quotation[index] === 0 && gap < 40) {
    index += side === 0 ? -1 : 1;
    gap += 1;
  }
  const nearest = reading.quotation[index] ?? 0;
  return 1 + Math.min(Math.abs(own - nearest), 3) * 8 + Math.min(bucket(gap), 7);
}

function writeSteps(reading: Reading, cue: CueContext, window: Window, out: Int32Array): void {
  for (let at = window.from + 1; at < window.to; at += 1) {
    const base = (at - window.from) * stepWidth;
    const side = at < cue.from ? 0 : at <= cue.to ? 1 : 2;
    const turn =
      (reading.quotation[at] !== 0 ? 2 : 0) +
      (reading.quotation[at - 1] !== 0 ? 1 : 0) +
      (reading.sentence[at] !== reading.sentence[at - 1] ? 4 : 0);
    const touch = at === cue.from ? 1 : at === cue.to ? 2 : 0;
    out[base] = mix(800, side, touch);
    out[base + 1] = mix(801, reading.word[at]!, side);
    out[base + 2] = mix(802, reading.word[at - 1]!, side);
    out[base + 3] = mix(803, reading.pos[at]!, mix(0, reading.pos[at - 1]!, side));
    out[base + 4] = mix(804, turn, mix(1, side, touch));
    out[base + 5] = mix(805, reading.word[at]!, mix(2, reading.pos[at - 1]!, turn));
    out[base + 6] = mix(806, reading.kind[at]!, mix(3, reading.kind[at - 1]!, mix(4, turn, cue.quotes)));
  }
}
