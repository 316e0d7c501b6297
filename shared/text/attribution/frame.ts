import type { Token } from '../token/index.js';
import type { Reading } from './tagger/index.js';
import { handsOver, isSpeaking } from './verb.js';

/** Numbers of tokens of the text, half-open. */
export interface Range {
  from: number;
  to: number;
}

/** A reporting frame that its place and its words make plain, whatever the models read. */
export interface Frame {
  source: Range;
  cue: Range;
  content: Range;
  /** `after`: "…, the company said."; `before`: "The company said that …"; `bare`: "The company said it …". */
  place: 'after' | 'before' | 'bare';
}

/** Verbs that stand with their subject behind what is said. */
const closing =
  /^(?:said|says|say|announce[sd]?|understands|learn(?:ed|t)|heard|estimates?|estimated|report(?:s|ed)|warn(?:s|ed)|add(?:s|ed)|insist(?:s|ed)|claim(?:s|ed)|argue[sd]?|explain(?:s|ed)|wrote|writes|confirm(?:s|ed)|believes?|acknowledge[sd]?|admit(?:s|ted)|conclude[sd]?|reveal(?:s|ed)|stress(?:es|ed)|note[sd]?|maintain(?:s|ed)|testified|state[sd]|ruled|predict(?:s|ed)|caution(?:s|ed))$/i;
/** The same with the one who is told: "…, she assured them." */
const addressing = /^(?:told|tells?|assure[sd]?|informed|reminded)$/i;
/** Verbs that may have the one who is told right behind them. */
const mayAddress = /^(?:told|tells?|assure[sd]?|informed|reminded|warn(?:s|ed)|cautioned)$/i;
/** What may stand between other verbs and "that": when, where and how it was said. */
const opensBetween =
  /^(?:on|in|at|to|by|during|late|early|last|this|yesterday|today|tonight|again|simply|publicly|flatly|\p{L}+day)$/iu;
/** Those whose court "heard" it. */
const hearing = /^(?:court|tribunal|inquiry|inquest|hearing|jury|committee|panel|commission)$/i;
/** What may follow a closing verb: when, where and to whom. */
const opensTail =
  /^(?:on|in|at|late|early|last|this|yesterday|today|tonight|to|during|after|before|earlier|later|through|via|\p{L}+day)$/iu;
const mostTail = 10;
const mostAddressed = 8;
/** Words of a source on one side of a comma. */
const mostSource = 12;
/** Words between the commas of an insert ("…, who runs the port, said"). */
const mostInsert = 26;
/** Words between a verb and "that": when it was said, to whom. */
const mostBetween = 8;

/** The frames of one sentence, given by the numbers of its tokens: at most one of each kind. */
export function findFrames(reading: Reading, { from, to }: Range): Frame[] {
  const end = endOfWords(reading, from, to);
  const found = [
    frameAfter(reading, from, beforeSaying(reading, from, end)),
    frameBefore(reading, from, end),
  ];
  return found.filter((frame) => frame !== null);
}

/** Where ", saying …" begins, which goes on behind a frame; else the end. */
function beforeSaying({ tokens }: Reading, from: number, end: number): number {
  for (let at = from + 4; at < end - 1; at += 1)
    if (tokens[at]!.text === ',' && /^(?:saying|adding|citing|noting|insisting)$/i.test(tokens[at + 1]!.text))
      return at;
  return end;
}

/** The token behind the last word: closing marks do not count. */
function endOfWords({ tokens }: Reading, from: number, to: number): number {
  let end = to;
  while (end > from && /^[.!?…]+$/.test(tokens[end - 1]!.text)) end -= 1;
  return end;
}

/** "The funds were moved abroad, the court heard on Friday." */
function frameAfter(reading: Reading, from: number, end: number): Frame | null {
  const { tokens, quotation } = reading;
  if (quotation[from] !== 0) return null;
  for (let at = end - 1; at > from + 3 && at >= end - 1 - mostTail; at -= 1) {
    if (quotation[at] !== 0 || !closesAt(tokens, at, end)) continue;
    const cue = groupBefore(tokens, at);
    const source = sourceBefore(tokens, from, cue);
    if (source === null) continue;
    if (/^heard$/i.test(tokens[at]!.text) && !hearing.test(tokens[cue - 1]!.text)) return null;
    const content = { from, to: source - 1 };
    if (!isMain(tokens.slice(content.from, content.to))) return null;
    return { source: { from: source, to: cue }, cue: { from: cue, to: at + 1 }, content, place: 'after' };
  }
  return null;
}

function closesAt(tokens: readonly Token[], at: number, end: number): boolean {
  const { text } = tokens[at]!;
  const tail = tokens.slice(at + 1, end);
  if (tail.some(({ pos, text: word }) => /^(?:VERB|AUX|SCONJ)$/.test(pos) || /^[,;:"“”—–]$/.test(word)))
    return false;
  if (isQuoted(tokens, at))
    return (
      tail.length <= mostTail &&
      (tail.length === 0 || opensTail.test(tail[0]!.text) || /^by$/i.test(tail[0]!.text))
    );
  if (addressing.test(text)) return tail.length > 0 && tail.length <= mostAddressed;
  return (
    closing.test(text) && tail.length <= mostTail && (tail.length === 0 || opensTail.test(tail[0]!.text))
  );
}

/** "Was quoted as | saying". */
const isQuoted = (tokens: readonly Token[], at: number): boolean =>
  /^saying$/i.test(tokens[at]!.text) &&
  /^(?:was|were|is|are) (?:quoted|cited) as$/i.test(
    tokens
      .slice(at - 3, at)
      .map(({ text }) => text)
      .join(' '),
  );

/** The first token of a verb with its auxiliary and adverbs: "has since learned". */
function groupBefore(tokens: readonly Token[], at: number): number {
  let first = isQuoted(tokens, at) ? at - 3 : at;
  while (
    /^(?:has|have|had|also|later|earlier|since|now|then|previously|further)$/i.test(
      tokens[first - 1]?.text ?? '',
    )
  )
    first -= 1;
  return first;
}

/** Where the words before a closing verb that name who says it begin: right behind a comma, with one insert between commas at most. */
function sourceBefore(tokens: readonly Token[], from: number, cue: number): number | null {
  const comma = commaBefore(tokens, from, cue, mostSource);
  if (comma === null) return null;
  if (comma < cue - 1) return isNounPhrase(tokens.slice(comma + 1, cue)) ? comma + 1 : null;
  const opened = commaBefore(tokens, from, comma, mostInsert);
  const before = opened === null ? null : commaBefore(tokens, from, opened, mostSource);
  if (opened === null || before === null || before === opened - 1) return null;
  const insert = tokens.slice(opened + 1, comma);
  const fits = /^(?:who|whose)$/i.test(insert[0]?.text ?? '') || isNounPhrase(insert);
  return fits && isNounPhrase(tokens.slice(before + 1, opened)) ? before + 1 : null;
}

/** The last comma before a token, at most so many words away. */
function commaBefore(tokens: readonly Token[], from: number, at: number, most: number): number | null {
  for (let place = at - 1; place > from && place >= at - 1 - most; place -= 1) {
    const { text } = tokens[place]!;
    if (text === ',') return place;
    if (/^[;:"“”()—–]$/.test(text)) return null;
  }
  return null;
}

function isNounPhrase(words: readonly Token[]): boolean {
  const first = words[0];
  if (first === undefined || !/^(?:DET|PROPN|NOUN|ADJ|NUM|PRON)$/.test(first.pos)) return false;
  if (
    /^(?:which|who|that|this|these|those|what|whom|whose|there|i|we|you|nobody|none|nothing)$/i.test(
      first.text,
    )
  )
    return false;
  if (
    words.some(
      ({ pos, text }, at) => breaksPhrase.test(pos) && !/^[’'.-]$/.test(text) && !isWithin(words, at),
    )
  )
    return false;
  return words.some(({ pos }) => /^(?:NOUN|PROPN|PRON)$/.test(pos));
}

const breaksPhrase = /^(?:VERB|AUX|SCONJ|PUNCT)$/;

/** "The board's lead investigator": a word between a noun's own, whatever its tag. */
const isWithin = (words: readonly Token[], at: number): boolean =>
  words[at]!.pos === 'VERB' &&
  /^(?:NOUN|PROPN)$/.test(words[at + 1]?.pos ?? '') &&
  (/^(?:DET|ADJ|PART)$/.test(words[at - 1]?.pos ?? '') || /[’']s?$/.test(words[at - 1]?.text ?? ''));

/** A main clause of its own: a verb, and no subordinating or joining word before it. */
function isMain(words: readonly Token[]): boolean {
  return (
    hasVerb(words) &&
    !/^(?:SCONJ|ADP)$/.test(words[0]!.pos) &&
    !/^(?:when|while|as|if|where|how|why|so|also)$/i.test(words[0]!.text)
  );
}

/** True if a finite verb, or what may be one, is among the words. */
export const hasVerb = (words: readonly Token[]): boolean =>
  words.some(({ pos, text }) => pos === 'AUX' || (pos === 'VERB' && !/ing$/i.test(text)));

/** "A guard, speaking on condition of anonymity, said on Friday that …", "Earlier, an aide had told the Post that …". */
function frameBefore(reading: Reading, from: number, end: number): Frame | null {
  const { tokens, quotation } = reading;
  const source = afterOpener(tokens, from);
  const verb = verbAfter(reading, source, end);
  if (verb === null) return null;
  if (quotation[verb] !== 0) return null;
  const that = thatAfter(tokens, verb, end);
  const said = that ?? (saysAt(tokens, verb) ? verb + 1 : quoteAt(reading, verb));
  if (said === null || !hasVerb(tokens.slice(said + 1, end))) return null;
  const cue = groupBefore(tokens, verb);
  return {
    source: { from: source, to: cue },
    cue: { from: cue, to: verb + 1 },
    content: { from: said, to: end },
    place: that === null ? 'bare' : 'before',
  };
}

/** "Stormed: “…”", "said, “…”": where quoted words begin right behind a verb. */
function quoteAt({ tokens, quotation }: Reading, verb: number): number | null {
  const at = verb + 2;
  return /^[:,]$/.test(tokens[verb + 1]?.text ?? '') &&
    /^["“]$/.test(tokens[at]?.text ?? '') &&
    quotation[at] !== 0
    ? at
    : null;
}

/** "Said the yard was shut": a statement right behind a verb of saying. */
const saysAt = (tokens: readonly Token[], verb: number): boolean =>
  /^(?:said|says|say)$/i.test(tokens[verb]!.text) &&
  /^(?:DET|PRON|PROPN|NOUN|NUM)$/.test(tokens[verb + 1]?.pos ?? '');

/** "However, …", "But …", "Earlier, …". */
function afterOpener(tokens: readonly Token[], from: number): number {
  const joined = /^(?:but|and|yet|so)$/i.test(tokens[from]?.text ?? '') ? from + 1 : from;
  const isAside = tokens[joined]?.pos === 'ADV' && tokens[joined + 1]?.text === ',';
  return isAside ? joined + 2 : joined;
}

/** The verb that hands over what "that" opens, where its subject begins the sentence. */
function verbAfter({ tokens }: Reading, from: number, end: number): number | null {
  let at = from;
  while (
    at < end &&
    at - from <= mostSource &&
    (/^(?:DET|PROPN|NOUN|ADJ|NUM|PRON|ADP|PART|CCONJ)$/.test(tokens[at]!.pos) || isJoint(tokens, at))
  )
    at += 1;
  if (!isNounPhrase(tokens.slice(from, at)) || at >= end) return null;
  const placed = placeAfter(tokens, at);
  if (placed !== at) at = placed;
  else if (tokens[at]!.text === ',') {
    const closed = commaAfter(tokens, at, end);
    if (closed === null || !opensInsert(tokens[at + 1]!)) return null;
    at = closed + 1;
  }
  while (
    /^(?:has|have|had|also|later|earlier|since|now|then|previously|further)$/i.test(tokens[at]?.text ?? '')
  )
    at += 1;
  const verb = tokens[at];
  const hands =
    verb !== undefined && (addressing.test(verb.text) || handsOver(verb.text) || isSpeaking(verb.text));
  return hands && at < end && /^(?:VERB|NOUN)$/.test(verb.pos) ? at : null;
}

/** The comma that ends an insert: the first one that a verb of saying follows, else the first. */
function commaAfter(tokens: readonly Token[], comma: number, end: number): number | null {
  let first: number | null = null;
  for (let at = comma + 2; at < end && at - comma <= mostInsert; at += 1) {
    if (tokens[at]!.text !== ',') continue;
    if (saysNext(tokens, at + 1)) return at;
    first ??= at;
  }
  return first;
}

/** "Dockers' union", "mum-of-three". */
const isJoint = (tokens: readonly Token[], at: number): boolean =>
  /^[’'-]$/.test(tokens[at]!.text) && tokens[at]!.start === tokens[at - 1]?.end;

const saysNext = (tokens: readonly Token[], at: number): boolean => {
  const { text, pos } = tokens[at] ?? { text: '', pos: '' };
  return pos === 'VERB' && (addressing.test(text) || handsOver(text) || isSpeaking(text));
};

/** "A judge in Washington, D.C. | ruled", "the mayor of Ghent, Belgium | said": behind the rest of a place's name. */
function placeAfter(tokens: readonly Token[], comma: number): number {
  if (tokens[comma]?.text !== ',' || tokens[comma - 1]?.pos !== 'PROPN') return comma;
  let at = comma + 1;
  while (tokens[at]?.pos === 'PROPN' && at - comma <= 2) at += 1;
  return at > comma + 1 && /^(?:VERB|AUX)$/.test(tokens[at]?.pos ?? '') ? at : comma;
}

const opensInsert = ({ text, pos }: Token): boolean =>
  /^(?:who|whose|which)$/i.test(text) ||
  /^(?:speaking|citing|quoting|asked)$/i.test(text) ||
  /^(?:DET|PROPN|NOUN|NUM|ADJ)$/.test(pos);

/** Nouns whose "that" is their own: "said claims that …". */
const ownThat =
  /^(?:claims?|reports?|suggestions?|allegations?|rumou?rs?|fears?|news|evidence|fact|idea|view|hopes?|accusations?|assertions?|warnings?)$/i;

function thatAfter(tokens: readonly Token[], verb: number, end: number): number | null {
  for (let at = verb + 1; at < end && at - verb <= mostBetween + 1; at += 1) {
    const { text, pos } = tokens[at]!;
    if (/^that$/i.test(text)) return leadsToThat(tokens, verb, at) ? at : null;
    if (/^(?:VERB|AUX|SCONJ)$/.test(pos) || /^[,;:"“”—–]$/.test(text)) return null;
  }
  return null;
}

function leadsToThat(tokens: readonly Token[], verb: number, that: number): boolean {
  const next = tokens[verb + 1]!;
  if (next === tokens[that]) return !addressing.test(tokens[verb]!.text);
  if (ownThat.test(tokens[that - 1]!.text)) return false;
  return mayAddress.test(tokens[verb]!.text) || opensBetween.test(next.text) || next.text === '(';
}
