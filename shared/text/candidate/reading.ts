import type { Attribution } from '../attribution/index.js';
import type { Name } from '../name/index.js';
import type { Quantity } from '../quantity/index.js';
import type { Quotation } from '../quotation/index.js';
import type { Sentence } from '../sentence/index.js';
import type { Span } from '../span.js';
import type { Token } from '../token/index.js';
import { scoreWorthiness } from '../worthiness/index.js';
import { hasFinite, splitClauses } from './clause.js';
import { documentBefore, documentOf } from './document.js';
import { hedgesStatement } from './hedge.js';
import { isHousekeeping } from './housekeeping.js';
import { findJudge } from './judge.js';
import { quotedPhrases } from './phrase.js';
import { readPredicates } from './predicate.js';
import { readRefutation } from './refutation.js';
import { innermost, inside, overlaps, type Segment, segmentSentence } from './segment.js';
import { states } from './statement.js';
import { hasSubject } from './subject.js';
import { contentTerms } from './terms.js';
import type { Candidate, Refutation } from './types.js';
import { actorOf, asserts, counterOf } from './voice.js';

/** A title or text with everything that was found in it; offsets are into `text`. */
export interface Reading {
  in: 'text' | 'title';
  text: string;
  tokens: readonly Token[];
  attributions: Attribution[];
  /** Where full names of speakers are looked for besides: for a title those of the text. */
  speakers?: readonly Attribution[];
  quotations: readonly Quotation[];
  quantities: Quantity[];
  names: readonly Name[];
}

/** A clause with fewer content words, names and numbers says too little to be found again. */
const fewestTerms = 2;
/** "There has been no recall", "Nobody was hurt": one word is what such a clause is about. */
const saysNone =
  /^(?:so far,? )?(?:there (?:is|are|was|were|has been|have been|had been) (?:still |yet |so far )?no [\p{L}-]+(?: [\p{L}-]+)?|(?:nobody|no[ -]one) (?:was|were|is|has been|had been) [\p{L}-]+)$/iu;
/** Scored lower, a sentence is an opinion, a question or scene-setting; refuting clauses and quotations stay. */
const leastWorthiness = 0.05;

/** Finds the candidates of one sentence. `before` is the sentence before it, where pronouns may find what they mean. */
export function readSentence(
  reading: Reading,
  sentence: Sentence,
  order: number,
  before: Sentence | null,
): Candidate[] {
  const tokens = inside(reading.tokens, sentence);
  const attributions = reading.attributions.filter((each) => touches(each, sentence));
  const quotations = reading.quotations.filter((each) => overlaps(each, sentence));
  const around = `${before?.text ?? ''} ${sentence.text}`;
  const voices = attributions.filter((each) => asserts(each, reading.text));
  const pieces = segmentSentence(sentence, tokens, voices, quotations).flatMap((segment) =>
    clausesOf(segment, tokens, quotations, reading.in),
  );
  const judged = judgement(sentence, tokens, attributions, quotations, around, pieces);
  const stated = pieces.filter((piece) => pieces.length === 1 || !isLabel(piece, reading));
  return [...stated.map((piece) => withQuestion(piece, sentence)), ...judged]
    .sort((a, b) => a.start - b.start || b.end - a.end)
    .map((piece) => toCandidate(piece, { reading, sentence, order, around }))
    .map((candidate) => withDocument(withJudge(candidate, reading), sentence, before))
    .filter((candidate) => isWorth(candidate));
}

/** "Harbour strike live:" before what a title says. */
function isLabel({ start, end, kind }: Piece, { in: place, text, tokens }: Reading): boolean {
  if (place !== 'title' || kind === 'quotation' || !/^\s*:/.test(text.slice(end))) return false;
  // "Live" is read as a verb.
  return /\blive$/i.test(text.slice(start, end)) || !hasFinite(inside(tokens, { start, end }));
}

/** What leads to "whether" is no longer than this. */
const longestLead = 80;

/** "Whether any boat had sailed" says nothing without "It was not known" before it. */
function withQuestion(piece: Piece, sentence: Sentence): Piece {
  const lead = sentence.text.slice(0, Math.max(0, piece.start - sentence.start));
  const asks = /^whether\b/i.test(sentence.text.slice(lead.length));
  if (!asks || piece.kind === 'quotation' || lead.length > longestLead || /["“”,;:]/.test(lead)) return piece;
  return { ...piece, start: sentence.start };
}

interface Piece extends Span {
  kind: 'statement' | 'quotation';
  attribution: Attribution | null;
  /** For a quoted phrase: the clause it stands in. */
  host?: Span;
  refutes?: Refutation;
}

function clausesOf(
  segment: Segment,
  tokens: readonly Token[],
  quotations: Quotation[],
  place: 'text' | 'title',
): Piece[] {
  const { attribution } = segment;
  const within = inside(tokens, segment);
  if (segment.quoted || opensUnclosed(within))
    return [{ ...trimmed(within, segment), kind: 'quotation', attribution }];
  const clauses = splitClauses(within, followsFrame(within, tokens)).filter(
    ({ role, tokens: words }) =>
      role !== 'background' &&
      (place === 'title' || (hasSubject(words) && isStated(words, tokens, attribution))),
  );
  // Headlines leave out verbs' small words and capitalise the rest, so their tags say little.
  if (clauses.length === 0 && place === 'title')
    return [{ ...trimmed(within, segment), kind: 'statement', attribution }];
  return clauses.flatMap((clause) => {
    const { start, end } = clause;
    const phrases = quotedPhrases(clause, tokens, quotations, place === 'title');
    const whole: Piece[] = phrases.some((phrase) => phrase.fills)
      ? []
      : [{ start, end, kind: 'statement', attribution }];
    return [
      ...whole,
      ...phrases.map((span): Piece => ({ ...span, kind: 'quotation', attribution, host: clause })),
    ];
  });
}

/** A sentence of one clause states something, however its words are tagged; what a cut left may not. */
function isStated(
  words: readonly Token[],
  sentence: readonly Token[],
  attribution: Attribution | null,
): boolean {
  const count = (all: readonly Token[]): number => all.filter(({ pos }) => pos !== 'PUNCT').length;
  return count(words) === count(sentence) || states(words, attribution !== null);
}

/** "[Osei told] the Tribune on Monday that …": whom and when right after a frame, not ", repeating a claim that …". */
function followsFrame(within: readonly Token[], sentence: readonly Token[]): boolean {
  const first = within[0];
  if (first === undefined || first === sentence[0] || first.pos === 'PUNCT') return false;
  return !/^(?!during$)\p{L}+ing$/iu.test(first.text);
}

/** A sentence that opens with a mark that never closes goes on in the next one, or its closing mark was lost. */
function opensUnclosed(tokens: readonly Token[]): boolean {
  return (
    /^["“]$/.test(tokens[0]?.text ?? '') && tokens.filter((token) => /^["“”]$/.test(token.text)).length === 1
  );
}

function trimmed(tokens: readonly Token[], segment: Span): Span {
  const words = tokens.filter((token) => !/^(?:["“”'‘’,;:.!?…]+|[—–-]+)$/.test(token.text));
  return words.length === 0 ? segment : { start: words[0]!.start, end: words.at(-1)!.end };
}

/**
 * A sentence that judges a report in its own frame ("called it “incorrect,” …") leaves nothing when the frame is cut out:
 * the clause that holds the judgement is then a candidate as it stands.
 */
function judgement(
  sentence: Sentence,
  tokens: readonly Token[],
  attributions: Attribution[],
  quotations: Quotation[],
  around: string,
  pieces: Piece[],
): Piece[] {
  return clausesOrAll(tokens)
    .filter((clause) => !pieces.some((piece) => piece.start <= clause.start && clause.end <= piece.end))
    .map((clause) => withoutSaying(clause, sentence, pieces))
    .flatMap((clause) => {
      const words = sentence.text.slice(clause.start - sentence.start, clause.end - sentence.start);
      const refutes = readRefutation(words, around, null);
      if (refutes === null || pieces.some((piece) => refuted(piece, sentence, around, clause))) return [];
      const own = attributions.find((each) => each.source.some((span) => overlaps(span, clause)));
      const kind = quotations.some((each) => overlaps(each, clause)) ? 'quotation' : 'statement';
      return [
        {
          start: clause.start,
          end: clause.end,
          kind,
          attribution: own ?? innermost(clause, attributions),
          refutes,
        },
      ];
    });
}

/** "He rejected the report, | saying he had called twice": what is said beside the judgement is a candidate of its own. */
function withoutSaying(clause: Span, sentence: Sentence, pieces: readonly Piece[]): Span {
  const words = sentence.text.slice(clause.start - sentence.start, clause.end - sentence.start);
  const at = words.search(besides);
  const end = clause.start + at;
  return at > 0 && pieces.some(({ start }) => start > end && start < clause.end)
    ? { start: clause.start, end }
    : clause;
}

const besides = /,? (?:saying|adding|insisting|claiming|arguing|stressing|noting|explaining|maintaining)\b/;

/** A sentence whose verb is misread for a noun ("The firm disputes this") stands as a whole. */
function clausesOrAll(tokens: readonly Token[]): Span[] {
  const clauses = splitClauses(tokens);
  const words = tokens.filter((token) => token.pos !== 'PUNCT');
  return clauses.length > 0 || words.length === 0
    ? clauses
    : [{ start: words[0]!.start, end: words.at(-1)!.end }];
}

function refuted(piece: Piece, sentence: Sentence, around: string, clause: Span): boolean {
  const words = sentence.text.slice(piece.start - sentence.start, piece.end - sentence.start);
  return overlaps(piece, clause) && readRefutation(words, around, piece.attribution) !== null;
}

interface Surroundings {
  reading: Reading;
  sentence: Sentence;
  order: number;
  around: string;
}

function toCandidate(piece: Piece, surroundings: Surroundings): Candidate {
  const { reading, sentence, order, around } = surroundings;
  const { kind } = piece;
  const attribution = piece.attribution ?? actorOf(piece, reading.attributions, reading.text);
  const text = reading.text.slice(piece.start, piece.end);
  const [ahead, behind] = [
    { start: sentence.start, end: piece.start },
    { start: piece.end, end: sentence.end },
  ];
  const rest = [ahead, behind].map((span) => reading.text.slice(span.start, span.end)).join(' ');
  const terms = (span: Span) => contentTerms(reading.text, span, reading.names);
  return {
    in: reading.in,
    start: piece.start,
    end: piece.end,
    text,
    sentence: { start: sentence.start, end: sentence.end, text: sentence.text },
    order,
    kind,
    worthiness: scoreWorthiness(text),
    speaker: attribution?.speaker ?? null,
    speakerNamed: attribution?.named ?? false,
    role: attribution?.role ?? null,
    via: attribution?.via ?? null,
    hedged: hedgesStatement(text, rest, attribution),
    direct: kind === 'quotation' || (attribution?.direct ?? false),
    quantities: reading.quantities
      .filter((each) => each.start >= piece.start && each.end <= piece.end)
      .map((each) => ({ ...each, start: each.start - piece.start, end: each.end - piece.start })),
    names: [...new Set(reading.names.filter((each) => overlaps(each, piece)).map((each) => each.key))],
    terms: terms(piece),
    context: [...terms(ahead), ...terms(behind)],
    predicates: readPredicates(inside(reading.tokens, piece)),
    host: piece.host === undefined ? null : reading.text.slice(piece.host.start, piece.host.end),
    refutes: piece.refutes ?? readRefutation(text, around, attribution),
  };
}

/** A clause that judges a report without being reported speech has its judge for a speaker. */
function withJudge(candidate: Candidate, { names, attributions, speakers = [] }: Reading): Candidate {
  if (candidate.speaker !== null) return candidate;
  if (candidate.refutes === null) {
    const speaker = candidate.kind === 'statement' ? counterOf(candidate.text) : null;
    return speaker === null ? candidate : { ...candidate, speaker };
  }
  const speaker = findJudge(candidate, candidate.refutes.cue, names, [...attributions, ...speakers]);
  if (speaker !== null) return { ...candidate, speaker, speakerNamed: true };
  // "He had rejected the report": whoever is meant by the one who denies within the clause.
  const own = attributions.find(
    ({ verb, cue, source }) =>
      verb === 'denied' &&
      [...cue, ...source].every((span) => candidate.start <= span.start && span.end <= candidate.end),
  );
  return own === undefined
    ? candidate
    : { ...candidate, speaker: own.speaker, speakerNamed: own.named, role: own.role };
}

/** What a sentence says on the word of a document has that for a source, where nobody else says it. */
function withDocument(candidate: Candidate, own: Sentence, before: Sentence | null): Candidate {
  const { speaker, kind, refutes, sentence } = candidate;
  if (kind !== 'statement' || refutes !== null || candidate.in === 'title') return candidate;
  if (speaker !== null && !isReader(speaker, sentence.text)) return candidate;
  const beside = before?.paragraph === own.paragraph ? documentBefore(sentence.text, before.text) : null;
  const document = documentOf(sentence.text) ?? beside;
  return document === null ? candidate : { ...candidate, speaker: document, speakerNamed: false, role: null };
}

/** "A memo seen by the Ledger says": the Ledger read it. */
function isReader(speaker: string, sentence: string): boolean {
  const at = sentence.search(/\b(?:seen|obtained|reviewed|read|examined) by\b/i);
  return (
    at !== -1 &&
    sentence
      .slice(at)
      .replace(/^\w+ by (?:the )?/i, '')
      .startsWith(speaker.replace(/^the /i, ''))
  );
}

function isWorth(candidate: Candidate): boolean {
  if (candidate.refutes !== null) return true;
  if (/\?["”'’)\s]*$/.test(candidate.sentence.text)) return false;
  if (candidate.kind === 'statement' && isHousekeeping(candidate.text, candidate.sentence.text)) return false;
  const said = candidate.terms.length + candidate.quantities.length;
  if (candidate.kind === 'quotation' || saysNone.test(candidate.text)) return said >= 1;
  return said >= fewestTerms && candidate.worthiness >= leastWorthiness;
}

function touches(attribution: Attribution, sentence: Span): boolean {
  const meets = (span: Span): boolean => overlaps(span, sentence);
  return attribution.source.some(meets) || attribution.cue.some(meets) || attribution.content.some(meets);
}
