import type { Token } from '../token/index.js';
import { type Frame, hasVerb } from './frame.js';
import { isSourceNoun } from './phrase.js';
import { Part, type Reading } from './tagger/index.js';
import { isInvertible, isLoud, isSpeaking } from './verb.js';

/** Labels of the words around one cue, and where that cue stands: numbers of tokens in the text. */
export interface Labelled {
  reading: Reading;
  /** One label a token of the window. */
  labels: Uint8Array;
  /** Number of the window's first token. */
  offset: number;
  /** The cue: half-open. */
  from: number;
  to: number;
}

/** A source that follows its verb has at most so many words before its first mark. */
const longestSource = 14;

/** Mends what the chain alone often misreads around a cue: where content that stands before its source ends, and sources after their verb. */
export function mendExtent(given: Labelled, isCue: Uint8Array): void {
  wholeNames(given, isCue);
  if (sourceAfter(given)) return;
  if (contentAround(given)) return;
  fillBefore(given, isCue);
  widenBefore(given);
}

/**
 * Labels the words around a cue as its frame says, where the models read less of it. True if it did.
 */
export function fillFrame(given: Labelled, { source, content, place }: Frame): boolean {
  const { labels, offset, reading } = given;
  const said = reading.tokens
    .slice(content.from, content.to)
    .filter((_, at) => labelAt(given, content.from + at) === Part.content);
  const within = labels.subarray(source.from - offset, source.to - offset);
  const isSourced =
    within[0] === Part.source || (within.at(-1) === Part.source && !within.includes(Part.content));
  const isRead = {
    after: labelAt(given, content.to - 1) === Part.content,
    before: true,
    bare: !within.includes(Part.content),
  };
  if (isSourced && hasVerb(said) && isRead[place]) {
    if (place !== 'after') labels.fill(Part.source, source.from - offset, source.to - offset);
    // "Insisted last night | that …": when it was said is not what was said.
    if (place === 'before')
      labels.fill(Part.none, given.to - offset, Math.max(given.to, content.from) - offset);
    return false;
  }
  const [start, end] = [sentenceStart(given), sentenceEnd(given)];
  labels.fill(Part.none, start - offset, end - offset);
  labels.fill(Part.source, source.from - offset, source.to - offset);
  labels.fill(Part.content, content.from - offset, content.to - offset);
  return true;
}

const textAt = ({ reading }: Labelled, at: number): string => reading.tokens[at]?.text ?? '';
const labelAt = ({ labels, offset }: Labelled, at: number): number => labels[at - offset] ?? Part.none;

/** A source that begins within a name begins with it: "the Inland Post", where the chain labelled "Post" alone. */
function wholeNames(given: Labelled, isCue: Uint8Array): void {
  const { labels, offset, reading } = given;
  const free = (at: number): boolean =>
    at >= offset &&
    reading.sentence[at] === reading.sentence[given.from] &&
    labelAt(given, at) === Part.none &&
    isCue[at] === 0;
  const start = sentenceStart(given);
  const isName = (at: number): boolean =>
    /^\p{Lu}\p{Ll}/u.test(textAt(given, at)) &&
    (reading.tokens[at]!.pos === 'PROPN' ||
      (at > start && /^(?:ADJ|ADV|NOUN)$/.test(reading.tokens[at]!.pos)));
  for (let at = offset + 1; at < offset + labels.length; at += 1) {
    if (labelAt(given, at) !== Part.source || labelAt(given, at - 1) === Part.source || !isName(at)) continue;
    let first = at;
    while (free(first - 1) && isName(first - 1)) first -= 1;
    if (first === at) continue;
    if (free(first - 1) && /^the$/i.test(textAt(given, first - 1))) first -= 1;
    labels.fill(Part.source, first - offset, at - offset);
  }
}

/** Number of the first token of the cue's sentence within the window. */
function sentenceStart({ reading, offset, from }: Labelled): number {
  let at = from;
  while (at > offset && reading.sentence[at - 1] === reading.sentence[from]) at -= 1;
  return at;
}

/** The token after the last of the cue's sentence within the window. */
function sentenceEnd({ reading, labels, offset, from }: Labelled): number {
  let at = from;
  while (at < offset + labels.length && reading.sentence[at] === reading.sentence[from]) at += 1;
  return at;
}

/** The comma before the words of source that lead up to the cue, or up to "according to"; -1 if there is none. */
function commaBefore(given: Labelled): number {
  let comma = given.from - 1;
  while (comma >= given.offset && labelAt(given, comma) === Part.source) comma -= 1;
  if (comma === given.from - 1 && !/^(?:according|per)$/i.test(textAt(given, given.from))) return -1;
  return textAt(given, comma) === ',' ? comma : -1;
}

/**
 * "Words and words, officials said" (or ", according to officials"): content before the source fills the sentence from its start
 * to that comma, if nothing but unlabelled words stands between and none of them is a cue. The chain alone often stops short.
 */
function fillBefore(given: Labelled, isCue: Uint8Array): void {
  const { labels, offset, reading, from } = given;
  const comma = commaBefore(given);
  if (comma <= offset) return;
  const open = (at: number): boolean =>
    at >= offset &&
    reading.sentence[at] === reading.sentence[from] &&
    isCue[at] === 0 &&
    labelAt(given, at) !== Part.source;
  let first = comma;
  let touched = false;
  while (open(first - 1)) {
    first -= 1;
    touched ||= labelAt(given, first) === Part.content;
  }
  const whole = first === offset || reading.sentence[first - 1] !== reading.sentence[from];
  if (whole && touched) labels.fill(Part.content, first - offset, comma - offset);
}

/** "The board let it open though its engineers had warned, officials said": content that begins within a clause begins with that clause. */
function widenBefore(given: Labelled): void {
  const { labels, offset } = given;
  const comma = commaBefore(given);
  if (comma <= offset || labelAt(given, comma - 1) !== Part.content) return;
  if (labels.subarray(given.to - offset).includes(Part.content)) return;
  const start = sentenceStart(given);
  let first = comma;
  while (first > start && labelAt(given, first - 1) === Part.content) first -= 1;
  let edge = first;
  while (edge > start && !opensPart(given, edge)) {
    if (labelAt(given, edge - 1) === Part.source) return;
    edge -= 1;
  }
  labels.fill(Part.content, edge - offset, first - offset);
}

/** True where a part of a sentence begins that may be said by another than what stands before it. */
function opensPart(given: Labelled, at: number): boolean {
  const { tokens } = given.reading;
  const before = textAt(given, at - 1);
  if (before === '-') return tokens[at - 1]!.start > tokens[at - 2]!.end;
  if (/^(?:[;:—–]|--|["“”(])$/.test(before) || /^(?:and|but|while|whereas)$/i.test(before)) return true;
  return before === ',';
}

/** "…, said the officials", "…,” wrote Mira Osei, who runs the port": the source follows its verb and everything before is content. */
function sourceAfter(given: Labelled): boolean {
  const { labels, offset, from, to } = given;
  const [start, end] = [sentenceStart(given), sentenceEnd(given)];
  if (to - from !== 1 || from === start || !/^[,”"]$/.test(textAt(given, from - 1))) return false;
  const quoted = /^[”"]$/.test(textAt(given, from - 1)) || /^[”"]$/.test(textAt(given, from - 2));
  const inverts = isInvertible(textAt(given, from)) || (quoted && isLoud(textAt(given, from)));
  if (!inverts || /^(?:ADP|SCONJ|CCONJ)$/.test(given.reading.tokens[to]?.pos ?? '')) return false;
  const misplaced =
    labelAt(given, to) !== Part.source ||
    labels.subarray(start - offset, from - offset).includes(Part.source);
  const stop = misplaced ? endOfSource(given, end) : null;
  if (stop === null || !hasVerb(given.reading.tokens.slice(start, from))) return false;
  for (let at = start; at < from; at += 1)
    if (labelAt(given, at) === Part.source) labels[at - offset] = Part.none;
  const last = textAt(given, from - 1) === ',' ? from - 1 : from;
  labels.fill(Part.content, start - offset, last - offset);
  labels.fill(Part.source, to - offset, stop - offset);
  return true;
}

/** Where the noun phrase after a verb ends, if it can be nothing but who speaks; else null. */
function endOfSource(given: Labelled, end: number): number | null {
  const { tokens } = given.reading;
  let at = given.to;
  while (at < end && at - given.to <= longestSource) {
    const { text, pos } = tokens[at]!;
    if (/^(?:[.,;:—–()]|who|which)$/i.test(text)) break;
    const owned = at === given.to && /^(?:its|his|her|their)$/i.test(text);
    if ((/^(?:VERB|AUX|PRON|SCONJ)$/.test(pos) && !owned) || /^["“”]$/.test(text)) return null;
    at += 1;
  }
  if (at === given.to || at - given.to > longestSource) return null;
  const phrase = tokens.slice(given.to, at).map(({ text }) => text);
  if (!isSourceNoun(phrase.join(' ')) && !endsInPlural(given, at, end)) return null;
  return withName(given, at, end);
}

/** "…, said its head of quality, Mira Osei": the name behind the office, at the end of the sentence. */
function withName({ reading: { tokens } }: Labelled, at: number, end: number): number {
  let stop = at + 1;
  while (stop < end && tokens[stop]!.pos === 'PROPN') stop += 1;
  const named = tokens[at]?.text === ',' && stop - at >= 3 && stop - at <= 4;
  return named && (stop === end || /^[.;]$/.test(tokens[stop]!.text)) ? stop : at;
}

/** "…, say divers": people of whatever calling, at the end of the sentence. */
function endsInPlural({ reading, to }: Labelled, at: number, end: number): boolean {
  const { text, pos } = reading.tokens[at - 1]!;
  const last = at === end || /^[.;]$/.test(reading.tokens[at]!.text);
  return last && at - to <= 3 && pos === 'NOUN' && /[^s]s$/.test(text);
}

/** "The port will pay, Mira Osei, its director, said, from next May": a frame between commas, with content on both its sides. */
function contentAround(given: Labelled): boolean {
  const { labels, offset, from, to, reading } = given;
  const comma = commaBefore(given);
  const [start, end] = [sentenceStart(given), sentenceEnd(given)];
  if (comma <= start || textAt(given, to) !== ',' || labelAt(given, comma - 1) === Part.content) return false;
  if (!isSpeaking(textAt(given, to - 1)) || labelAt(given, from - 1) !== Part.source) return false;
  if (/^["“]$/.test(textAt(given, to + 1)) || !opensMain(reading.tokens.slice(start, comma))) return false;
  labels.fill(Part.content, start - offset, comma - offset);
  const stop = /^[.!?]$/.test(textAt(given, end - 1)) ? end - 1 : end;
  labels.fill(Part.content, to + 1 - offset, stop - offset);
  return true;
}

/** A main clause: a verb, and no subordinating word before it. */
function opensMain(tokens: readonly Token[]): boolean {
  return hasVerb(tokens) && !/^(?:SCONJ|ADP|ADV)$/.test(tokens[0]!.pos);
}
