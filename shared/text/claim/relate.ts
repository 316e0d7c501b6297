import { compareQuantities, type Quantity } from '../quantity/index.js';
import type { Match } from './assign.js';
import { cutSense } from './cut.js';
import { type Draft, type Found, founderOf, originOf } from './draft.js';
import { type Entry, isReplaced } from './prepare.js';
import { agree, type Similarity } from './similarity.js';
import { sourceChange } from './source.js';
import { movedTo } from './speaker.js';
import { tollConflict } from './toll.js';
import type { Change } from './types.js';

interface Verdict {
  change: Change;
  why: string;
}

/** Words that date a count: what differs then holds at another time. */
const datingWords =
  /\b(?:now|so far|to date|as of|latest|updated?|risen|rises?|rose|climb(?:s|ed)?|grown|toll|new count|revised)\b/i;
/** Counts this far apart in time may both have been right. */
const hoursBetween = 3;
/** A count and a measure ("47", "6.4") this many times apart are not two readings of one thing. */
const farApart = 3;
/** How much of a group: a retelling that moves along this scale changes a detail. */
const shares: [RegExp, number][] = [
  [/^(?:none|no) of\b/i, 0],
  [/^(?:some|a few|several|part) of\b/i, 1],
  [/^(?:many|a number|dozens|hundreds|half) of\b/i, 2],
  [/^(?:most|the majority|the vast majority|nearly all|almost all) of\b/i, 3],
  [/^(?:all|all of|every|each)\b/i, 4],
];

/** What a clause that asserts a claim does to it. */
export function relate({ entry, draft, similarity, score }: Match): Found {
  const origin = originOf(draft);
  const confidence = confidenceOf(score);
  if (origin === null || origin.entry.article.id === entry.article.id) {
    const verdict = origin === null ? null : ownChange(origin.entry, entry, similarity);
    if (verdict !== null) return { entry, relation: 'varies', ...verdict, target: null, confidence };
    return {
      entry,
      relation: 'originates',
      change: null,
      target: null,
      confidence,
      why: 'Said by the article that said it first.',
    };
  }
  const verdict = changeOf(origin.entry, entry, draft, similarity);
  if (verdict !== null) return { entry, relation: 'varies', ...verdict, target: null, confidence };
  return { entry, relation: 'repeats', change: null, target: null, confidence, why: whyRepeats(similarity) };
}

/** The first mention of a claim. */
export function originate(entry: Entry): Found {
  const confidence = Math.round((0.6 + 0.38 * entry.candidate.worthiness) * 100) / 100;
  return { entry, relation: 'originates', change: null, target: null, confidence, why: 'First seen here.' };
}

/** Within one article only a later revision changes what an earlier one said. */
function ownChange(origin: Entry, entry: Entry, similarity: Similarity): Verdict | null {
  if (origin.article.revision === entry.article.revision) return null;
  return quotationChange(similarity, entry) ?? numberChange(origin, entry);
}

function changeOf(origin: Entry, entry: Entry, draft: Draft, similarity: Similarity): Verdict | null {
  return (
    quotationChange(similarity, entry) ??
    senseChange(founderOf(draft).entry, entry) ??
    numberChange(origin, entry) ??
    shareChange(origin, entry) ??
    detailOfSource(founderOf(draft).entry, entry)
  );
}

function quotationChange({ quoted }: Similarity, entry: Entry): Verdict | null {
  const first = quoted?.altered[0];
  if (first === undefined) return null;
  const translated = entry.article.copyKind === 'translation' ? ' in a translated copy' : '';
  return {
    change: 'quotation',
    why: `The quoted words differ${translated}: ${differs(first.from, first.to)}.`,
  };
}

const isSentence = ({ candidate, phrase }: Entry): boolean => candidate.kind === 'quotation' && !phrase;

/** The same words, but given to somebody else, or cut (in one of the two) where that turns their sense. */
function senseChange(origin: Entry, entry: Entry): Verdict | null {
  if (!isSentence(origin) || !isSentence(entry)) return null;
  const moved = movedTo(origin, entry);
  if (moved !== null)
    return { change: 'quotation', why: `The same words are given to ${moved.to}, not to ${moved.from}.` };
  const cut = cutSense(origin.words, entry.words, [origin.shown, entry.shown]);
  if (cut === null) return null;
  const where = cut.by === 'second' ? 'here' : `by ${origin.article.outletName}`;
  return { change: 'quotation', why: `“${cut.left}” is left out ${where}, which turns the sense.` };
}

function differs(from: string, to: string): string {
  if (from === '') return `“${to}” was added`;
  return to === '' ? `“${from}” is left out` : `“${from}” became “${to}”`;
}

function numberChange(origin: Entry, entry: Entry): Verdict | null {
  const toll = origin.toll !== null && entry.toll !== null;
  const conflict = toll ? tollConflict(origin, entry) : conflictOf(origin.quantities, entry.quantities);
  if (conflict === null) return null;
  const rises = conflict.to.value > conflict.from.value || /\brevised\b/i.test(entry.candidate.sentence.text);
  const told = replaces(entry, conflict.from);
  const change = told || (rises && isUpdate(origin, entry, toll)) ? 'update' : 'number';
  const [from, to] = [conflict.from.text, conflict.to.text];
  return {
    change,
    why:
      change === 'update'
        ? `A later count: “${from}” became “${to}”.`
        : `The number differs: “${from}” at first, “${to}” here.`,
  };
}

/** "Eight hurt, up from six": it says itself that the number held before. */
function replaces({ candidate: { text, quantities } }: Entry, before: Quantity): boolean {
  return quantities.some((each) => each.value === before.value && isReplaced(each, text));
}

/** The first pair of numbers that speak of the same thing and do not agree, neither finding its like on the other side. */
export function conflictOf(
  a: readonly Quantity[],
  b: readonly Quantity[],
): { from: Quantity; to: Quantity } | null {
  const loneA = a.filter((left) => !b.some((right) => agree(left, right)));
  const loneB = b.filter((right) => !a.some((left) => agree(left, right)));
  for (const from of loneA)
    for (const to of loneB)
      if (mayCompare(from, to, a.length + b.length) && compareQuantities(from, to) === 'conflict')
        return { from, to };
  return null;
}

/** A number without a noun ("rises to 19") is held against another only where each side has but one, and not a count against a measure (6.4). */
function mayCompare(from: Quantity, to: Quantity, all: number): boolean {
  if (from.unit !== null && to.unit !== null) return true;
  const ofOneKind = Number.isInteger(from.value) === Number.isInteger(to.value);
  return (
    all === 2 && (ofOneKind || Math.max(from.value, to.value) < farApart * Math.min(from.value, to.value))
  );
}

function isUpdate(origin: Entry, entry: Entry, toll: boolean): boolean {
  if (origin.article.id === entry.article.id) return true;
  if (origin.article.published === null || entry.article.published === null) return false;
  const hours = (Date.parse(entry.article.published) - Date.parse(origin.article.published)) / 3_600_000;
  const dated = datingWords.test(entry.candidate.sentence.text);
  return toll ? hours >= hoursBetween || (hours > 0 && dated) : hours >= hoursBetween && dated;
}

function shareChange(origin: Entry, entry: Entry): Verdict | null {
  const [before, after] = [shareOf(origin.candidate.text), shareOf(entry.candidate.text)];
  if (before === null || after === null || before.level === after.level) return null;
  return {
    change: 'detail',
    why: `How many it speaks of differs: “${before.words}” became “${after.words}”.`,
  };
}

function shareOf(text: string): { level: number; words: string } | null {
  for (const [pattern, level] of shares) {
    const match = pattern.exec(text);
    if (match !== null) return { level, words: match[0] };
  }
  return null;
}

function detailOfSource(origin: Entry, entry: Entry): Verdict | null {
  const why = sourceChange(origin, entry);
  return why === null ? null : { change: 'detail', why };
}

function whyRepeats({ quoted, shared, sharedNumbers }: Similarity): string {
  if (quoted?.same) return 'The same quoted words.';
  const parts = [
    sharedNumbers.length > 0 ? `the same number (${sharedNumbers.slice(0, 2).join(', ')})` : '',
    shared.length > 0 ? `the same words: ${shared.slice(0, 6).join(', ')}` : '',
  ].filter((part) => part !== '');
  return `Says the same: ${parts.join(' and ')}.`;
}

/** The least score that makes a mention stands for about .6, one of .9 for as good as sure (see assign.ts). */
function confidenceOf(score: number): number {
  return Math.round(Math.min(0.98, 0.3 + 0.75 * score) * 100) / 100;
}
