import type { ChainInput } from './chain.js';
import { Kind, mix, type Reading } from './reading.js';

/** Labels of the cue chain. */
export const Cue = { out: 0, begin: 1, inside: 2 } as const;
export const cueLabels = 3;
const width = 40;
const stepWidth = 4;

/** Features of the tokens `from..to` (one sentence) for finding cues. */
export function cueInput(reading: Reading, from: number, to: number): ChainInput {
  const length = to - from;
  const input = {
    length,
    state: new Int32Array(length * width),
    width,
    step: new Int32Array(length * stepWidth),
    stepWidth,
  };
  const context = sentenceContext(reading, from, to);
  for (let at = from; at < to; at += 1) {
    writeState(reading, at, from, to, context, input.state, (at - from) * width);
    const base = (at - from) * stepWidth;
    input.step[base] = mix(900, 0, 0);
    input.step[base + 1] = mix(901, reading.word[at]!, 0);
    input.step[base + 2] = mix(902, reading.pos[at]!, reading.pos[at - 1] ?? 0);
    input.step[base + 3] = mix(903, reading.lemma[at - 1] ?? 0, reading.lemma[at]!);
  }
  return input;
}

interface Context {
  verbs: number;
  quoted: number;
  headline: number;
}

function sentenceContext(reading: Reading, from: number, to: number): Context {
  let verbs = 0;
  let quoted = 0;
  for (let at = from; at < to; at += 1) {
    if (reading.kind[at] === Kind.verb) verbs += 1;
    if (reading.quotation[at] !== 0) quoted = 1;
  }
  return { verbs: Math.min(verbs, 4), quoted, headline: reading.paragraph[from] === 0 ? 1 : 0 };
}

function writeState(
  reading: Reading,
  at: number,
  from: number,
  to: number,
  context: Context,
  out: Int32Array,
  base: number,
): void {
  const near = (array: Int32Array, offset: number): number => {
    const index = at + offset;
    return index < from ? -1 : index >= to ? -2 : array[index]!;
  };
  const { word, lemma, pos, suffix } = reading;
  const [w, l, p] = [word[at]!, lemma[at]!, pos[at]!];
  const [wb, wa, pb, pa] = [near(word, -1), near(word, 1), near(pos, -1), near(pos, 1)];
  const quoted = reading.quotation[at] !== 0 ? 1 : 0;
  const edge = quoteEdges(reading, at, from, to);
  const place = at === from ? 0 : at === to - 1 ? 1 : at - from < 4 ? 2 : to - at < 4 ? 3 : 4;
  const subject = subjectBefore(reading, at, from);
  const object = at + 1 < to ? reading.kind[at + 1]! : 9;
  let next = base;
  const put = (template: number, a: number, b = 0): void => {
    out[next] = mix(template, a, b);
    next += 1;
  };
  put(1, w);
  put(2, l);
  put(3, l, p);
  put(4, p);
  put(5, suffix[at]!, p);
  put(6, wb);
  put(7, wa);
  put(8, l, wb);
  put(9, l, wa);
  put(10, l, pb);
  put(11, l, pa);
  put(12, p, mix(0, pb, pa));
  put(13, near(word, -2), wb);
  put(14, wa, near(word, 2));
  put(15, near(pos, -2), mix(0, pb, p));
  put(16, p, mix(0, pa, near(pos, 2)));
  put(17, l, quoted);
  put(18, p, quoted);
  put(19, l, edge);
  put(20, p, edge);
  put(21, edge, place);
  put(22, l, context.quoted);
  put(23, p, context.verbs * 2 + context.quoted);
  put(24, l, context.headline);
  put(25, l, subject);
  put(26, p, mix(0, subject, pa));
  put(27, l, object + 10 * subject);
  put(28, p, mix(0, place, quoted));
  put(29, l, near(word, 2));
  put(30, l, near(word, -2));
  put(31, p, mix(0, wa, pb));
  put(32, p, mix(0, wb, pa));
  put(33, l, near(lemma, -1));
  put(34, near(lemma, -1), p);
  put(35, near(lemma, 1), p);
  put(36, l, mix(0, edge, subject));
  put(37, reading.capital[at]!, mix(0, p, place));
  put(38, l, mix(0, wa, pb));
  put(39, near(lemma, -2), mix(0, near(lemma, -1), p));
  put(40, l, mix(0, pb, pa));
}

/** Which quotation edges lie close: a closing one within three tokens before, an opening one within four after. */
function quoteEdges(reading: Reading, at: number, from: number, to: number): number {
  const own = reading.quotation[at]!;
  let before = 0;
  for (let back = 1; back <= 4 && at - back >= from; back += 1)
    if (reading.quotation[at - back] !== own) {
      before = back === 1 ? 1 : 2;
      break;
    }
  let after = 0;
  for (let ahead = 1; ahead <= 4 && at + ahead < to; ahead += 1)
    if (reading.quotation[at + ahead] !== own) {
      after = ahead === 1 ? 1 : 2;
      break;
    }
  return (own !== 0 ? 9 : 0) + before * 3 + after;
}

/** The nearest noun or pronoun before the token, over auxiliaries and adverbs: what kind of subject a verb has. */
function subjectBefore(reading: Reading, at: number, from: number): number {
  for (let back = at - 1; back >= from && back >= at - 5; back -= 1) {
    const { pos, text } = reading.tokens[back]!;
    if (pos === 'PROPN') return 1;
    if (pos === 'PRON')
      return /^(?:i|we|you)$/i.test(text) ? 2 : /^(?:it|that|which|this)$/i.test(text) ? 3 : 4;
    if (pos === 'NOUN') return 5;
    if (pos === 'ADP' || pos === 'PART') return 6;
    if (reading.kind[back] === Kind.comma) return 7;
    if (reading.kind[back] === Kind.mark) return 8;
  }
  return 0;
}
