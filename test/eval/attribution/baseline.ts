import { findQuotations, type Quotation } from '@hearsay/text/quotation';
import { type Sentence, splitSentences } from '@hearsay/text/sentence';
import type { Span, Spans } from './polnear.js';

const cuePattern =
  /\b(?:said|says|say|told|tells|added|adds|wrote|writes|asked|noted|notes|reported|announced|suggested|claimed|claims|argued|argues|confirmed|denied|denies|insisted|explained|acknowledged|declared|warned|stated|tweeted|testified|according to)\b/g;
const word = String.raw`[\p{L}\p{N}][\p{L}\p{N}.’'&-]*`;
const beforePattern = new RegExp(`((?:[Tt]he |[Aa]n? |[Tt]hree |[Tt]wo |[Ss]ome )?(?:${word} ){0,8})$`, 'u');
const afterPattern = new RegExp(
  `^ ?((?:the |an? )?(?:\\p{Lu}${word}|he|she|they|officials?|police)(?: (?:of |for )?\\p{Lu}${word})*)`,
  'u',
);

/** The plain baseline: forty cue words, the name beside one as its source, the quoted words or the rest of the sentence as its content. */
export function baselineSpans(text: string): Spans[] {
  const quotations = findQuotations(text);
  return splitSentences(text).flatMap((sentence) => inSentence(sentence, quotations));
}

function inSentence(sentence: Sentence, quotations: readonly Quotation[]): Spans[] {
  const inside = quotations.filter(
    (quotation) => quotation.start < sentence.end && sentence.start < quotation.end,
  );
  const found: Spans[] = [];
  for (const match of sentence.text.matchAll(cuePattern)) {
    const cue = { start: sentence.start + match.index, end: sentence.start + match.index + match[0].length };
    if (inside.some((quotation) => quotation.start <= cue.start && cue.end <= quotation.end)) continue;
    found.push({ cue: [cue], ...around(sentence, cue, inside) });
  }
  return found;
}

function around(sentence: Sentence, cue: Span, inside: Quotation[]): { source: Span[]; content: Span[] } {
  const at = cue.start - sentence.start;
  const after = sentence.text.slice(cue.end - sentence.start);
  const leading = inside.filter((quotation) => quotation.end <= cue.start);
  const following = afterPattern.exec(after);
  const quoted = inside.map(({ start, end }) => ({
    start: Math.max(start, sentence.start),
    end: Math.min(end, sentence.end),
  }));
  if (leading.length > 0 && following !== null) {
    const start = cue.end + following[0].length - following[1]!.length;
    return { source: [{ start, end: start + following[1]!.length }], content: quoted };
  }
  const before = beforePattern.exec(sentence.text.slice(0, at).trimEnd().concat(' '))?.[1]?.trimEnd() ?? '';
  const end = sentence.start + sentence.text.slice(0, at).trimEnd().length;
  const source = before === '' ? [] : [{ start: end - before.length, end }];
  if (leading.length > 0) return { source, content: quoted };
  const rest = after.replace(/[.\s]+$/, '');
  const lead = rest.length - rest.replace(/^[\s,:]+/, '').length;
  const content = rest.length > lead ? [{ start: cue.end + lead, end: cue.end + rest.length }] : [];
  return { source, content };
}
