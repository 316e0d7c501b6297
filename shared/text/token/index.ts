import { createRequire } from 'node:module';
import { rememberLast } from '../remember.js';
import type { Span } from '../span.js';

/** One word or mark of a text as wink-nlp reads it. */
export interface Token extends Span {
  text: string;
  /** Universal part of speech: NOUN, PROPN, VERB, AUX, ADJ, ADV, PRON, DET, ADP, NUM, PUNCT, PART, SCONJ, CCONJ, INTJ, SYM, X, SPACE. */
  pos: string;
  /** Base form, lower case. */
  lemma: string;
}

interface Collection {
  out(its: unknown): string[];
}
interface Wink {
  readDoc(text: string): { tokens(): Collection };
  its: Record<'value' | 'pos' | 'lemma', unknown>;
}

let wink: Wink | null = null;
/** Names, quantities, attributions and citations of one article read the same words. */
const read = rememberLast((text: string): readonly Token[] => tokenize(text));

/** wink-nlp and its model take about 70 ms and 60 MB to load: once a process, and only where words are read. */
function loadWink(): Wink {
  if (wink !== null) return wink;
  const require = createRequire(import.meta.url);
  const create = require('wink-nlp') as (model: unknown, pipe: string[]) => Wink;
  wink = create(require('wink-eng-lite-web-model'), ['pos']);
  return wink;
}

/**
 * Reads the words of a text with part of speech and lemma (wink-nlp, MIT). Offsets are found again in the text,
 * since wink keeps none; a token it rewrote ("n't") that cannot be found is left out.
 */
export function readTokens(text: string): readonly Token[] {
  return read(text);
}

function tokenize(text: string): Token[] {
  const { readDoc, its } = loadWink();
  // Longer runs without a space are no words (base64, minified code), and wink's tokeniser is quadratic in them.
  const readable = text.replace(/\S{200,}/g, (run) => ' '.repeat(run.length));
  const tokens = readDoc(readable).tokens();
  const values = tokens.out(its.value);
  const tags = tokens.out(its.pos);
  const lemmas = tokens.out(its.lemma);
  const read: Token[] = [];
  let at = 0;
  for (const [index, value] of values.entries()) {
    const start = readable.indexOf(value, at);
    if (start === -1 || start - at > 64 || value.trim() === '') continue;
    at = start + value.length;
    if (/^\d/.test(value) && isLeadingPoint(readable, start, read.at(-1))) {
      read.splice(-1, 1, { start: start - 1, end: at, text: `.${value}`, pos: 'NUM', lemma: `.${value}` });
      continue;
    }
    read.push({
      start,
      end: at,
      text: value,
      pos: tags[index] ?? 'X',
      lemma: lemmas[index] ?? value.toLowerCase(),
    });
  }
  return read;
}

/** ".014": wink parts the point from a figure that begins with one. */
function isLeadingPoint(text: string, start: number, before: Token | undefined): boolean {
  return before?.text === '.' && before.end === start && /^$|[\s(“"‘$£€-]/.test(text[start - 2] ?? '');
}
