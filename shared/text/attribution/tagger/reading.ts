import { findQuotations } from '../../quotation/index.js';
import { splitSentences } from '../../sentence/index.js';
import { readTokens, type Token } from '../../token/index.js';

/** A text as the taggers see it: for each token its properties as small numbers, in arrays of one length. */
export interface Reading {
  tokens: readonly Token[];
  /** Hashes of lower-cased word, lemma, part of speech and last three letters. */
  word: Int32Array;
  lemma: Int32Array;
  pos: Int32Array;
  suffix: Int32Array;
  sentence: Int32Array;
  paragraph: Int32Array;
  /** Number of the outermost quotation a token stands in, from 1; 0 outside. Marks belong to their quotation. */
  quotation: Int32Array;
  capital: Uint8Array;
  kind: Uint8Array;
}

/** Classes of tokens that matter for clause structure. */
export const Kind = { other: 0, noun: 1, verb: 2, comma: 3, mark: 4, stop: 5, number: 6, link: 7 } as const;

/** Reads a text for tagging. */
export function readForTagging(text: string): Reading {
  const tokens = readTokens(text);
  const count = tokens.length;
  const reading: Reading = {
    tokens,
    word: new Int32Array(count),
    lemma: new Int32Array(count),
    pos: new Int32Array(count),
    suffix: new Int32Array(count),
    sentence: new Int32Array(count).fill(-1),
    paragraph: new Int32Array(count).fill(-1),
    quotation: new Int32Array(count),
    capital: new Uint8Array(count),
    kind: new Uint8Array(count),
  };
  for (const [index, token] of tokens.entries()) readToken(reading, index, token);
  placeSentences(reading, text);
  placeQuotations(reading, text);
  return reading;
}

/** A hyphen inside a word is no dash: it gets values of its own, so that it parts nothing. */
const hyphen = hashText('inner hyphen');

function isHyphen(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index]!;
  return (
    /^[-‐‑/]$/.test(token.text) &&
    tokens[index - 1]?.end === token.start &&
    tokens[index + 1]?.start === token.end
  );
}

function readToken(reading: Reading, index: number, token: Token): void {
  if (isHyphen(reading.tokens, index)) {
    for (const values of [reading.word, reading.lemma, reading.pos, reading.suffix]) values[index] = hyphen;
    return;
  }
  const lower = token.text.toLowerCase().replace(/’/g, "'");
  reading.word[index] = hashText(/^\d/.test(lower) ? '0' : lower);
  reading.lemma[index] = hashText(/^\d/.test(lower) ? '0' : token.lemma);
  reading.pos[index] = hashText(token.pos);
  reading.suffix[index] = hashText(lower.slice(-3));
  reading.capital[index] = /^\p{Lu}/u.test(token.text) ? 1 : 0;
  reading.kind[index] = kindOf(token, lower);
}

function kindOf(token: Token, lower: string): number {
  if (lower === ',') return Kind.comma;
  if (/^["“”‘’]$/.test(token.text)) return Kind.mark;
  if (token.pos === 'PUNCT') return Kind.stop;
  if (token.pos === 'NOUN' || token.pos === 'PROPN' || token.pos === 'PRON') return Kind.noun;
  if (token.pos === 'VERB' || token.pos === 'AUX') return Kind.verb;
  if (token.pos === 'NUM') return Kind.number;
  if (token.pos === 'CCONJ' || token.pos === 'SCONJ' || /^(?:that|who|which|whom|whose)$/.test(lower))
    return Kind.link;
  return Kind.other;
}

function placeSentences(reading: Reading, text: string): void {
  let at = 0;
  for (const [number, { start, end, paragraph }] of splitSentences(text).entries()) {
    for (; at < reading.tokens.length && reading.tokens[at]!.start < end; at += 1) {
      if (reading.tokens[at]!.end <= start) continue;
      reading.sentence[at] = number;
      reading.paragraph[at] = paragraph;
    }
  }
}

function placeQuotations(reading: Reading, text: string): void {
  let at = 0;
  let lastEnd = 0;
  let number = 0;
  for (const { start, end } of findQuotations(text)) {
    if (start < lastEnd) continue; // nested
    lastEnd = end;
    number += 1;
    while (at < reading.tokens.length && reading.tokens[at]!.end <= start) at += 1;
    for (; at < reading.tokens.length && reading.tokens[at]!.start < end; at += 1)
      reading.quotation[at] = number;
  }
}

/** FNV-1a, 32 bits: the same on every platform, so that weights stay with their features. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash | 0;
}

/** Mixes a template number and two values into 32 bits (constants of MurmurHash3's finaliser). */
export function mix(template: number, a: number, b: number): number {
  let hash = Math.imul(a ^ Math.imul(template + 1, 0x9e3779b1), 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash ^ b, 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
