import type { Piece } from './lexer.js';
import { fractionMarks, fractionWords, gluedScales, plurals, scales, small } from './numerals.js';

/** A number as read: its value and the piece after it. */
export interface Read {
  value: number;
  to: number;
  /** True for "dozens", "hundreds": at least the value. */
  open: boolean;
  /** True for "half", "two thirds", "1/3" of something. */
  share: boolean;
}

const plain = (value: number, to: number): Read => ({ value, to, open: false, share: false });

const firstWords = new Set(
  ['half', 'a', 'an', 'tens', plurals, small, fractionMarks].flatMap((each) =>
    typeof each === 'string' ? each : Object.keys(each),
  ),
);

/** False where no number starts at this piece, whatever follows. */
export function beginsNumber({ kind, lower }: Piece): boolean {
  return kind === 'figure' || firstWords.has(lower);
}

/** Reads the number that starts at piece `at`, in words or figures; null if none does. */
export function readNumber(pieces: Piece[], at: number): Read | null {
  const piece = pieces[at];
  if (piece === undefined || !beginsNumber(piece)) return null;
  return (
    readPlural(pieces, at) ??
    readShare(pieces, at) ??
    (piece.kind === 'figure' ? readFigure(pieces, at) : readWords(pieces, at))
  );
}

/** "dozens", "tens of thousands": open upwards. "scores" only as "scores of". */
function readPlural(pieces: Piece[], at: number): Read | null {
  const word = pieces[at]!.lower;
  const next = pieces[at + 2]?.lower ?? '';
  const ofNext = pieces[at + 1]?.lower === 'of';
  if (ofNext && next in plurals && (word === 'tens' || word in plurals)) {
    const times = word === 'tens' ? 20 : plurals[word]!;
    return { value: times * (plurals[next]! / 2), to: at + 3, open: true, share: false };
  }
  if (!(word in plurals) || (word === 'scores' && !ofNext)) return null;
  return { value: plurals[word]!, to: at + 1, open: true, share: false };
}

/** "half of", "two-thirds", "a quarter", "3/4": a share; "half a million" is a plain number. */
function readShare(pieces: Piece[], at: number): Read | null {
  const first = pieces[at]!;
  const slash = pieces[at + 1];
  const below = pieces[at + 2];
  if (
    first.kind === 'figure' &&
    slash?.text === '/' &&
    slash.glued &&
    below?.kind === 'figure' &&
    below.glued
  )
    return readSlash(first, below, at);
  if (first.lower === 'half' && pieces[at + 1]?.lower === 'a' && (pieces[at + 2]?.lower ?? '') in scales)
    return plain(scales[pieces[at + 2]!.lower]! / 2, at + 3);
  if (/^(?:first|second|latter|other|better)$/.test(pieces[at - 1]?.lower ?? '') && first.lower === 'half')
    return null;
  if (first.lower === 'half' && /^an?$/.test(pieces[at + 1]?.lower ?? '')) return plain(1 / 2, at + 2); // "half an hour"
  if (first.lower === 'half') return { value: 1 / 2, to: at + 1, open: false, share: true };
  if (first.lower in fractionMarks)
    return { value: fractionMarks[first.lower]!, to: at + 1, open: false, share: true };
  const count = first.lower === 'a' || first.lower === 'an' ? 1 : small[first.lower];
  if (count === undefined || count === 0) return null;
  const gap = pieces[at + 1]?.text === '-' ? 2 : 1;
  const name = pieces[at + gap]?.lower ?? '';
  if (!(name in fractionWords) || (count > 1 && !/s$/.test(name)) || (count === 1 && /s$/.test(name)))
    return null;
  const of = pieces[at + gap + 1]?.lower;
  if (of !== 'of' && gap === 1 && count === 1) return null; // "a third man", "one quarter"
  return { value: count * fractionWords[name]!, to: at + gap + 1, open: false, share: true };
}

function readSlash(above: Piece, below: Piece, at: number): Read | null {
  const [top, bottom] = [toValue(above.text), toValue(below.text)];
  if (bottom < 2 || bottom > 10 || top >= bottom) return null; // 9/11, 24/7: not a share
  return { value: top / bottom, to: at + 3, open: false, share: true };
}

function toValue(figure: string): number {
  return Number(figure.replace(/,/g, ''));
}

/** "1,200", "3.5 million", "20m", "2½", "5 dozen". */
function readFigure(pieces: Piece[], at: number): Read {
  let value = toValue(pieces[at]!.text);
  let to = at + 1;
  const fraction = fractionMarks[pieces[to]?.text ?? ''];
  if (fraction !== undefined) {
    value += fraction;
    to += 1;
  }
  const next = pieces[to];
  if (
    next?.glued &&
    next.lower in gluedScales &&
    !/^[a-z]/.test(pieces[to + 1]?.glued ? pieces[to + 1]!.lower : '')
  )
    return plain(value * gluedScales[next.lower]!, to + 1);
  if (next?.text === '-' && next.glued && (pieces[to + 1]?.lower ?? '') in scales) to += 1;
  while ((pieces[to]?.lower ?? '') in scales) {
    value *= scales[pieces[to]!.lower]!;
    to += 1;
  }
  return plain(value, to);
}

/** "four dozen", "a hundred and twenty", "two and a half million". */
function readWords(pieces: Piece[], at: number): Read | null {
  const first = pieces[at]!.lower;
  const article = (first === 'a' || first === 'an') && (pieces[at + 1]?.lower ?? '') in scales;
  if (!(first in small) && !article) return null;
  let total = 0;
  let part = article ? 1 : small[first]!;
  let to = at + 1;
  for (;;) {
    const word = pieces[to]?.lower ?? '';
    if (word in scales) {
      const scale = scales[word]!;
      if (scale >= 1e3) {
        total += part * scale;
        part = 0;
      } else part *= scale;
      to += 1;
      continue;
    }
    const step = nextWord(pieces, to, part);
    if (step === null) break;
    part += step.value;
    to = step.to;
  }
  return plain(total + part, to);
}

/** A further word of the same number: "twenty-one", "hundred and six", "two and a half". */
function nextWord(pieces: Piece[], at: number, part: number): { value: number; to: number } | null {
  const lower = (offset: number): string => pieces[at + offset]?.lower ?? '';
  if (lower(0) === 'and' && lower(1) === 'a' && lower(2) === 'half') return { value: 0.5, to: at + 3 };
  const last = part % 100;
  if (lower(0) === '-' && last >= 20 && last % 10 === 0 && (small[lower(1)] ?? 10) < 10)
    return { value: small[lower(1)]!, to: at + 2 };
  if (last >= 20 && last % 10 === 0 && (small[lower(0)] ?? 10) < 10)
    return { value: small[lower(0)]!, to: at + 1 };
  const hundreds = part >= 100 && last === 0;
  if (hundreds && lower(0) === 'and' && lower(1) in small) return { value: small[lower(1)]!, to: at + 2 };
  if ((hundreds || part === 0) && lower(0) in small && small[lower(0)] !== 0)
    return { value: small[lower(0)]!, to: at + 1 };
  return null;
}
