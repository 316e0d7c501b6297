import {
  Cue,
  cueInput,
  Part,
  type Reading,
  readForTagging,
  spanInput,
  windowOf,
} from '@hearsay/text/attribution/tagger';
import type { Labelled, Span, Spans } from '../../eval/attribution/polnear.js';
import type { Example } from './crf.js';

/** A labelled article as tokens: which are cues, and where each attribution's cue stands. */
export interface Marked {
  article: Labelled;
  reading: Reading;
  cueLabels: Uint8Array;
  isCue: Uint8Array;
  cues: { from: number; to: number; spans: Spans }[];
}

export function mark(article: Labelled): Marked {
  const reading = readForTagging(article.text);
  const cueLabels = new Uint8Array(reading.tokens.length);
  const isCue = new Uint8Array(reading.tokens.length);
  const cues: Marked['cues'] = [];
  for (const spans of article.attributions) {
    for (const span of spans.cue) {
      const [from, to] = tokenRange(reading, span);
      for (let at = from; at < to; at += 1) {
        if (cueLabels[at] === Cue.out) cueLabels[at] = at === from ? Cue.begin : Cue.inside;
        isCue[at] = 1;
      }
    }
    const first = spans.cue[0];
    if (first === undefined || spans.content.length === 0) continue;
    const [from, to] = tokenRange(reading, first);
    if (to > from) cues.push({ from, to, spans });
  }
  return { article, reading, cueLabels, isCue, cues };
}

/** Tokens of which at least half lies in a span. */
function tokenRange(reading: Reading, span: Span): [number, number] {
  const { tokens } = reading;
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tokens[middle]!.end <= span.start) low = middle + 1;
    else high = middle;
  }
  const covered = (at: number): boolean => {
    const token = tokens[at]!;
    return 2 * (Math.min(token.end, span.end) - Math.max(token.start, span.start)) >= token.end - token.start;
  };
  let from = low;
  while (from < tokens.length && tokens[from]!.start < span.end && !covered(from)) from += 1;
  let to = from;
  while (to < tokens.length && tokens[to]!.start < span.end && covered(to)) to += 1;
  return [from, to];
}

/** One example a sentence, for finding cues. */
export function cueExamples(marked: Marked): Example[] {
  const { reading, cueLabels } = marked;
  const examples: Example[] = [];
  for (let from = 0; from < reading.tokens.length; ) {
    let to = from + 1;
    while (to < reading.tokens.length && reading.sentence[to] === reading.sentence[from]) to += 1;
    examples.push({ input: cueInput(reading, from, to), labels: cueLabels.slice(from, to) });
    from = to;
  }
  return examples;
}

/** One example a cue, for finding its source and content. */
export function spanExamples(marked: Marked, isCue = marked.isCue): Example[] {
  return marked.cues.map(({ from, to, spans }) => {
    const window = windowOf(marked.reading, from, to);
    const labels = new Uint8Array(window.to - window.from);
    const fill = (list: Span[], label: number): void => {
      for (const span of list) {
        const [first, end] = tokenRange(marked.reading, span);
        for (let at = Math.max(first, window.from); at < Math.min(end, window.to); at += 1)
          if (at < from || at >= to) labels[at - window.from] = label;
      }
    };
    fill(spans.content, Part.content);
    fill(spans.source, Part.source);
    return { input: spanInput(marked.reading, isCue, from, to, window), labels };
  });
}
