import { type Attribution, isSpeaking } from '../attribution/index.js';
import type { Quotation } from '../quotation/index.js';
import type { Span } from '../span.js';
import type { Token } from '../token/index.js';
import { hasFinite, isToldNoun, opensStatement } from './clause.js';

/** A part of a sentence said by one speaker in one manner. */
export interface Segment extends Span {
  attribution: Attribution | null;
  /** True for the inside of quotation marks that hold more than a phrase. */
  quoted: boolean;
}

/** Cues that hand over a statement; others ("looked to", "agreed to", "asked for") tell what somebody did. */
const saying: ReadonlySet<string> = new Set(
  'said told denied confirmed reported claimed announced warned believed showed according-to'.split(' '),
);
/** Cues of words, against those of belief and of what papers show. */
const words: ReadonlySet<string> = new Set(
  'said told confirmed reported claimed announced warned according-to'.split(' '),
);
/** Quoted words from which a quotation is a statement of its own; below, it is a phrase within the writer's clause. */
const statementWords = 5;
/** Between source and cue there is room for a relative clause ("Osei, who runs the port, said"). */
const widestFrame = 90;
/** A noun that a sentence begins with has so many words with those before it at most. */
const mostBeforeNoun = 3;
/** A subject with what stands between commas behind it has so many words at most. */
const longestOpening = 30;
/** Who was told is named in so many words at most. */
const mostTold = 6;
/** A piece shorter than this holds no clause ("he said."). */
const shortestPiece = 8;
/** No word is longer. */
const longestWord = 60;

/**
 * Parts a sentence into what is said and by whom: reporting frames ("officials said", "according to the filing") are cut
 * out, quotations stand alone, and the rest stays in pieces. In order of place.
 */
export function segmentSentence(
  sentence: Span,
  tokens: readonly Token[],
  attributions: Attribution[],
  quotations: Quotation[],
): Segment[] {
  const voices = attributions.filter((each) => saying.has(each.verb) || each.direct);
  const framed = voices.filter((each) => isFrame(each, sentence, tokens, quotations));
  const frames = framed.flatMap((each) => frameOf(each, tokens)).filter((span) => overlaps(span, sentence));
  const quoted = quotations.filter(
    (each) => overlaps(each, sentence) && (isStatement(each, tokens) || isSpoken(each, framed)),
  );
  const cuts = [
    ...frames,
    ...quoted.flatMap(({ start, end, inner }) => [
      { start, end: inner.start },
      { start: inner.end, end },
    ]),
  ];
  const edges = framed
    .flatMap((each) => each.content)
    .flatMap(({ start, end }) => [start, end])
    .filter((place) => isClauseEdge(place, tokens));
  return cutAt(subtract(sentence, cuts), edges)
    .filter((piece) => piece.end - piece.start >= shortestPiece && !trailsFrame(piece, frames, tokens))
    .map((piece) => ({
      ...piece,
      attribution: innermost(piece, voices),
      quoted: quoted.some(({ inner }) => inner.start <= piece.start && piece.end <= inner.end),
    }));
}

/**
 * A reporting frame leaves a clause or quoted words when it is cut out; else ("called the report “false”", "is hoping to raise
 * them") it is itself the statement.
 */
function isFrame(
  attribution: Attribution,
  sentence: Span,
  tokens: readonly Token[],
  quotations: Quotation[],
): boolean {
  const frame = [...attribution.source, ...attribution.cue].filter((span) => overlaps(span, sentence));
  if (frame.length === 0 || !saying.has(attribution.verb)) return false;
  if (isToldOf(attribution, sentence, tokens)) return false;
  const content = attribution.content.filter((span) => overlaps(span, sentence));
  if (content.length === 0) return true;
  // "Rejected as “nonsense” a claim … that …": what comes first behind the verb tells.
  const first = content.find((span) => span.start >= frame.at(-1)!.end);
  return content.some((span) => {
    if (attribution.verb === 'denied' && span.start >= frame.at(-1)!.end && span !== first) return false;
    if (
      quotations.some(
        (each) => overlaps(each, span) && (isStatement(each, tokens) || isSpoken(each, [attribution])),
      )
    )
      return true;
    const words = inside(tokens, span);
    return span.end <= frame[0]!.start ? hasFinite(words) : opensStatement(words) || opensWithInsert(words);
  });
}

/** Source and cue; a source far from its cue ("… were sold, officials said, adding …") belongs to another statement and stays. */
function frameOf({ source, cue, content, verb }: Attribution, tokens: readonly Token[]): Span[] {
  const near = source.filter((span) =>
    cue.some(
      (verb) =>
        Math.max(verb.start - span.end, span.start - verb.end) <= widestFrame &&
        !actsBetween(span, verb, tokens),
    ),
  );
  return [...near, ...cue, ...(verb === 'told' ? toldTo(cue, content, tokens) : [])];
}

/** "She told | the court | her client was ill": whom it was told, where nothing but that stands before what was said. */
function toldTo(cue: readonly Span[], content: readonly Span[], tokens: readonly Token[]): Span[] {
  const told = cue.at(-1)!;
  const said = content.find(({ start }) => start > told.end);
  const words = said === undefined ? [] : inside(tokens, { start: told.end, end: said.start });
  if (/^that$/i.test(inside(tokens, said ?? told)[0]?.text ?? '')) return [];
  if (
    words.length === 0 ||
    words.length > mostTold ||
    words.some(({ pos }) => !/^(?:DET|PROPN|NOUN|ADJ|ADP)$/.test(pos))
  )
    return [];
  return opensStatement(inside(tokens, said!)) ? [{ start: told.end, end: said!.start }] : [];
}

/** "The club has played there since 1911 and says …": the source is the subject of a statement that stays. */
function actsBetween(source: Span, cue: Span, tokens: readonly Token[]): boolean {
  const words = inside(tokens, { start: source.end, end: cue.start });
  const joined = words.findIndex((token) => token.pos === 'CCONJ');
  return joined > 0 && !/^(?:,|who|which|whose)$/i.test(words[0]!.text) && hasFinite(words.slice(0, joined));
}

/** True if the quoted words could stand as a sentence. */
export function isStatement(quotation: Quotation, tokens: readonly Token[]): boolean {
  if (quotation.text.split(/\s+/).length < statementWords) return false;
  const words = inside(tokens, quotation.inner);
  return hasFinite(words) && !goesOnFrom(quotation, words, tokens);
}

/** "Earlier claims by the firm that … were withdrawn": what the sentence is about. */
function isToldOf({ cue }: Attribution, sentence: Span, tokens: readonly Token[]): boolean {
  const noun = cue.at(-1)!;
  const words = inside(tokens, { start: sentence.start, end: noun.end });
  const next = inside(tokens, { start: noun.end, end: noun.end + longestWord })[0];
  if (words.length > mostBeforeNoun || !/^(?:by|from|of)$/i.test(next?.text ?? '')) return false;
  return words.length > 0 && isToldNoun(words.at(-1)!.text);
}

/** "[She said] the pump, built in 2029, had failed": a subject, something between commas, and its verb. */
function opensWithInsert(given: readonly Token[]): boolean {
  const from = given.findIndex(({ text, pos }) => pos !== 'PUNCT' && !/^that$/i.test(text));
  const opened = given.findIndex(({ text }, at) => at > from && text === ',');
  const closed = given.findIndex(({ text }, at) => at > opened && text === ',');
  if (from === -1 || opened === -1 || closed === -1 || closed - from > longestOpening) return false;
  const subject = given.slice(from, opened);
  const isNoun = subject.some(({ pos }) => /^(?:NOUN|PROPN)$/.test(pos)) && !hasFinite(subject);
  return isNoun && /^(?:VERB|AUX)$/.test(given[closed + 1]?.pos ?? '') && hasFinite(given.slice(closed + 1));
}

/** "“Two hundred pots, and not one alive,” said Mo": all that somebody is made to say, with the mark that ends it inside. */
function isSpoken(quotation: Quotation, voices: readonly Attribution[]): boolean {
  if (!/[,.!]$/.test(quotation.text.trim()) || quotation.text.split(/\s+/).length < statementWords)
    return false;
  return voices.some(
    ({ verb, content }) =>
      words.has(verb) &&
      content.some(
        ({ start, end }) => Math.abs(start - quotation.start) <= 1 && Math.abs(end - quotation.end) <= 1,
      ),
  );
}

/** "She said the players “have to look in the mirror”": quoted words without a subject of their own, right behind what has it. */
function goesOnFrom(quotation: Quotation, words: readonly Token[], tokens: readonly Token[]): boolean {
  const before = tokenBefore(quotation.start, tokens);
  if (before === undefined || !/^(?:NOUN|PROPN|PRON|VERB|AUX)$/.test(before.pos)) return false;
  if (quotation.start - before.end > 1 || isSpeaking(before.text)) return false;
  const first = words.find(({ pos }) => pos !== 'PUNCT');
  if (first === undefined || /^\p{Lu}/u.test(first.text)) return false;
  return (
    /^(?:VERB|AUX)$/.test(first.pos) ||
    (before.pos === 'AUX' && /^(?:to|not)$/i.test(first.text) && !/,.* /.test(quotation.text))
  );
}

function tokenBefore(place: number, tokens: readonly Token[]): Token | undefined {
  const before = inside(tokens, { start: Math.max(0, place - longestWord), end: place });
  return before.at(-1);
}

/** The tokens of a span; tokens come in order of their place. */
export function inside(tokens: readonly Token[], span: Span): readonly Token[] {
  let [first, end] = [0, tokens.length];
  while (first < end) {
    const middle = (first + end) >> 1;
    if (tokens[middle]!.start < span.start) first = middle + 1;
    else end = middle;
  }
  while (end < tokens.length && tokens[end]!.end <= span.end) end += 1;
  return tokens.slice(first, end);
}

export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/** The closest speaker: of the attributions that cover most of a piece from outside it, the one with the least content. */
export function innermost(piece: Span, attributions: Attribution[]): Attribution | null {
  let best: Attribution | null = null;
  for (const each of attributions) {
    const covered = each.content.reduce((sum, span) => sum + shared(span, piece), 0);
    if (covered * 2 < piece.end - piece.start || each.source.some((span) => span.start === piece.start))
      continue;
    if (best === null || isCloser(each, best)) best = each;
  }
  return best;
}

/** "The cause is a leak, investigators believe, Osei said": what somebody is said to believe is the word of who says so. */
function isCloser(each: Attribution, best: Attribution): boolean {
  if (isBelief(best, each)) return true;
  if (isBelief(each, best)) return false;
  // A cue that nobody is the subject of ("was reported at eight") adds no voice.
  if ((each.source.length === 0) !== (best.source.length === 0)) return each.source.length > 0;
  return extent(each.content) < extent(best.content);
}

const isBelief = (inner: Attribution, outer: Attribution): boolean =>
  inner.verb === 'believed' && words.has(outer.verb) && inner.speaker !== null && outer.speaker !== null;

function extent(spans: Span[]): number {
  return spans.reduce((sum, span) => sum + span.end - span.start, 0);
}

function shared(a: Span, b: Span): number {
  return Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));
}

function subtract(whole: Span, cuts: Span[]): Span[] {
  const pieces: Span[] = [];
  let start = whole.start;
  for (const cut of [...cuts].sort((a, b) => a.start - b.start)) {
    if (cut.end <= start || cut.start >= whole.end) continue;
    if (cut.start > start) pieces.push({ start, end: cut.start });
    start = Math.max(start, cut.end);
  }
  if (start < whole.end) pieces.push({ start, end: whole.end });
  return pieces;
}

/** Content that was read too short or too long ends within a clause: that is no place to cut. */
function isClauseEdge(place: number, tokens: readonly Token[]): boolean {
  const next = tokens.find((token) => token.start >= place);
  const last = tokens.findLast((token) => token.end <= place);
  if (next === undefined || last === undefined) return true;
  // "Four drivers reported | “a hard knock”": the quoted words belong to the clause.
  if (
    /^["“]$/.test(next.text) &&
    /^(?:VERB|AUX|NOUN|PROPN|ADJ|DET)$/.test(last.pos) &&
    next.start - last.end <= 1
  )
    return false;
  const parts = (token: Token) => /^(?:[,;:—–]|["“”])$/.test(token.text);
  return parts(next) || parts(last) || (next.pos === 'CCONJ' && next.start > last.end);
}

function cutAt(pieces: Span[], edges: number[]): Span[] {
  return pieces.flatMap((piece) => {
    const at = edges.filter((place) => place > piece.start && place < piece.end).sort((a, b) => a - b);
    const bounds = [piece.start, ...new Set(at), piece.end];
    return bounds.slice(1).map((end, index) => ({ start: bounds[index]!, end }));
  });
}

/** "…, who now runs the port, said": words about the speaker, set between source and cue or after them. */
function trailsFrame(piece: Span, frames: Span[], tokens: readonly Token[]): boolean {
  const words = inside(tokens, piece).filter((token) => token.pos !== 'PUNCT');
  const follows = frames.some((frame) => frame.end <= piece.start && piece.start - frame.end <= 2);
  return follows && /^(?:who|whose|which)$/i.test(words[0]?.text ?? '');
}
