import type { Span } from '../span.js';
import type { Token } from '../token/index.js';

/** `background`: a clause of time or condition that only sets the scene for the main one. */
export type ClauseRole = 'main' | 'subordinate' | 'relative' | 'background';

export interface Clause extends Span {
  role: ClauseRole;
  /** Its words and marks. */
  tokens: readonly Token[];
}

/** Subordinators whose clause states something in its own right: cause and contrast. */
const statingWords = new Set(['because', 'although', 'though', 'while', 'whereas']);
/** Subordinators of time and condition: their clause is taken as known. */
const settingWords = new Set(['since', 'after', 'before', 'when', 'once', 'if', 'unless', 'until', 'as']);
const joiningWords = new Set(['and', 'but', 'yet', 'or', 'nor', 'so']);
/** Joins clauses only before a pronoun; else it joins names and numbers ("or slightly fewer than one in ten tested"). */
const looseJoiners = new Set(['or', 'nor', 'so']);
/** What may stand before the subject of a reported statement. */
const opening = new Set(['that', ...joiningWords, ...statingWords, ...settingWords]);
const relativeWords = new Set(['who', 'whom', 'which', 'that', 'whose', 'where']);
/** Forms of auxiliaries that no finite clause can rest on. */
const bareAuxiliaries = new Set(['be', 'been', 'being', 'having']);
/** A subject longer than this many tokens is taken for a misread list. */
const longestSubject = 16;

interface Boundary {
  at: number;
  role: ClauseRole;
}

/**
 * Splits the words of one sentence (or of the part of it that one speaker says) into clauses, in order of place. A
 * clause has a finite verb; words that would be a clause without one stay with the clause before. Two verbs of one subject
 * ("left the harbour and were stopped") stay one clause.
 * @param cut true where a reporting frame was cut out before the words
 */
export function splitClauses(all: readonly Token[], cut = false): Clause[] {
  const tokens = cut ? afterAside(afterThat(all, cut)) : afterThat(all, cut);
  const kept: Boundary[] = [{ at: 0, role: leadingRole(tokens) }];
  for (const boundary of findBoundaries(tokens)) {
    const open = kept.at(-1)!;
    if (hasFinite(tokens.slice(open.at, boundary.at))) kept.push(boundary);
  }
  return kept
    .map((boundary, index) => toClause(tokens.slice(boundary.at, kept[index + 1]?.at), boundary.role))
    .filter((clause) => clause !== null)
    .filter((clause) => hasFinite(clause.tokens));
}

/** True if the words begin as a statement: a subject with its finite verb, after "that", a joining or a subordinating word. */
export function opensStatement(tokens: readonly Token[]): boolean {
  const from = tokens.findIndex((token) => !isMark(token) && !/^["“”'‘’]$/.test(token.text));
  if (from === -1) return false;
  if (/^(?:if|whether)$/.test(wordAt(tokens, from))) return true;
  let at = from;
  while (opening.has(wordAt(tokens, at))) at += 1;
  return opensClause(tokens, at);
}

/** Words between a frame and "that": when and where it was said, and to whom. */
const mostBefore = 9;
/** The same where the words may be the beginning of a sentence from which nothing was cut. */
const mostBeforeWhole = 4;

/**
 * A frame cut out before "that" leaves the words that dated it: "[The paper reported] in May that …", "[Osei told] the Harbour Tribune at the
 * scene that …".
 */
function afterThat(tokens: readonly Token[], cut: boolean): readonly Token[] {
  const at = tokens
    .slice(0, cut ? mostBefore : mostBeforeWhole)
    .findIndex(
      ({ text, pos }, place) => text.toLowerCase() === 'that' && (pos === 'SCONJ' || (cut && place > 0)),
    );
  // A capital is a name's, whatever its tag.
  const before = tokens.slice(0, Math.max(0, at)).filter(({ text }) => !cut || !/^\p{Lu}/u.test(text));
  // "Reports that the pit was shut are untrue": the statement is about the reports.
  if (!cut && at > 0 && isTold(tokens.slice(0, at))) return tokens;
  const opens = at !== -1 && !hasFinite(before) && hasFinite(tokens.slice(at + 1));
  return opens ? tokens.slice(at + 1) : tokens;
}

const told =
  /^(?:reports?|claims?|suggestions?|allegations?|rumou?rs?|accusations?|assertions?|fears|news|evidence|fact|idea|theor(?:y|ies)|warnings?)$/i;
/** "Reports", "claims": nouns that have what they tell behind "that". */
export const isToldNoun = (word: string): boolean => told.test(word);
const isTold = (words: readonly Token[]): boolean =>
  told.test(words.at(-1)!.text) && words.slice(0, -1).every(({ pos }) => /^(?:DET|ADJ|ADV|NOUN)$/.test(pos));

/** When and where it was said, right behind a frame that was cut out. */
const aside =
  /^(?:(?:late |early |earlier |later )?(?:(?:on|in) )?(?:(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)(?: (?:morning|afternoon|evening|night))?|yesterday|today|last (?:night|week|month|year)|this (?:morning|afternoon|evening|week)|(?:january|february|march|april|may|june|july|august|september|october|november|december)(?: \d{1,2})?)|in (?:an?|the|his|her|its|their) (?:\p{Ll}+ ){0,2}(?:statement|interview|letter|speech|e-?mail|notice|filing))(?: (?=\S))/iu;

/** "[The firm said] on Thursday | it was recalling 90 jars", "[She said] in a statement | the yard was shut". */
function afterAside(tokens: readonly Token[]): readonly Token[] {
  const words = tokens.slice(0, 10).map(({ text }) => text);
  const said = aside.exec(words.join(' '))?.[0];
  if (said === undefined) return tokens;
  const count = said.trimEnd().split(' ').length;
  return opensClause(tokens, count) ? tokens.slice(count) : tokens;
}

/** True if some verb form could carry a clause of its own. */
export function hasFinite(tokens: readonly Token[]): boolean {
  return tokens.some((token, index) => carriesClause(token, tokens[index - 1]));
}

function carriesClause(token: Token, before: Token | undefined): boolean {
  const lower = token.text.toLowerCase();
  if (token.pos === 'AUX') return !bareAuxiliaries.has(lower);
  if (token.pos !== 'VERB' || lower.endsWith('ing')) return false;
  return (
    before === undefined ||
    (!bareAuxiliaries.has(before.text.toLowerCase()) &&
      !/^(?:to|-|his|her|their|its|our|my|your)$/i.test(before.text) &&
      !/^(?:DET|ADJ)$/.test(before.pos))
  );
}

function leadingRole(tokens: readonly Token[]): ClauseRole {
  const first = wordAt(tokens, skipJoiner(tokens, 0));
  if (first === 'even') return 'subordinate';
  if (statingWords.has(first) && opensClause(tokens, skipJoiner(tokens, 0) + 1)) return 'subordinate';
  return settingWords.has(first) && leadingEnd(tokens) !== null ? 'background' : 'main';
}

function findBoundaries(tokens: readonly Token[]): Boundary[] {
  const found: Boundary[] = [];
  const lead = leadingEnd(tokens);
  if (lead !== null) found.push({ at: lead, role: 'main' });
  for (let at = 1; at < tokens.length; at += 1) {
    const role = roleAt(tokens, at);
    if (role !== null && at !== lead) found.push({ at, role });
  }
  return found.sort((a, b) => a.at - b.at);
}

/** What kind of clause begins at a token, or null. */
function roleAt(tokens: readonly Token[], at: number): ClauseRole | null {
  const word = wordAt(tokens, at);
  const before = tokens[at - 1]!.text;
  if (looseJoiners.has(word) && (tokens[at + 1]?.pos !== 'PRON' || tokens[at - 1]!.pos === 'PRON'))
    return null;
  // "The oil- and gas-rich island": the hyphen waits for its word.
  if (before === '-' && tokens[at - 1]!.end < tokens[at]!.start) return null;
  if (joiningWords.has(word)) return opensClause(tokens, skipSubordinator(tokens, at + 1)) ? 'main' : null;
  if (statingWords.has(word)) return opensClause(tokens, at + 1) ? 'subordinate' : null;
  if (before === ',' && relativeWords.has(word) && word !== 'that')
    return runsToEnd(tokens, at) && !isSubject(tokens, at) ? 'relative' : null;
  if (/^(?:;|—|–|--|:)$/.test(before) && !joiningWords.has(word))
    return opensClause(tokens, at) ? 'main' : null;
  return null;
}

/** For a sentence that begins with a subordinate clause: where its main clause begins (after a comma). */
function leadingEnd(tokens: readonly Token[]): number | null {
  const first = wordAt(tokens, skipJoiner(tokens, 0));
  if (!statingWords.has(first) && !settingWords.has(first)) return null;
  for (let at = 2; at < tokens.length - 1; at += 1)
    if (tokens[at]!.text === ',' && opensClause(tokens, at + 1))
      // "Since October, …" is no clause.
      return hasFinite(tokens.slice(0, at)) ? at + 1 : null;
  return null;
}

/** True if a subject with its finite verb begins at a token. */
function opensClause(tokens: readonly Token[], from: number): boolean {
  let subject = false;
  for (let at = from; at < Math.min(tokens.length, from + longestSubject); at += 1) {
    const token = tokens[at]!;
    const lower = token.text.toLowerCase();
    if (token.pos === 'PUNCT' && !/^["“”'‘’[\]]$/.test(token.text) && !joinsWords(tokens, at)) return false;
    if (at > from && (relativeWords.has(lower) || (settingWords.has(lower) && !leadsToFigure(tokens, at))))
      return false;
    if (token.pos === 'SCONJ' && lower !== 'that') return false;
    // "four and a half hours and was adjourned": the verb has its subject before.
    if (at > from && token.pos === 'CCONJ' && /^(?:VERB|AUX)$/.test(tokens[at + 1]?.pos ?? '')) return false;
    if (carriesClause(token, tokens[at - 1])) return subject && !isHalfOfTwo(tokens, from, token);
    if (token.pos === 'VERB' && !subject) return false;
    if (/^(?:NOUN|PROPN|PRON|NUM)$/.test(token.pos)) subject = true;
  }
  return false;
}

/** The hyphens of "59-year-old". */
const joinsWords = (tokens: readonly Token[], at: number): boolean =>
  tokens[at]!.text === '-' &&
  tokens[at - 1]?.end === tokens[at]!.start &&
  tokens[at + 1]?.start === tokens[at]!.end;

/** "As many as | 40 boats", "boats built before | 2025". */
function leadsToFigure(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at + 1];
  return next?.pos === 'NUM' && (wordAt(tokens, at) === 'as' || /^[12]\d{3}$/.test(next.text));
}

/** "…, which leaves the harbour without a pilot": without what it is about nobody could read it. */
function isSubject(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at + 1]?.pos === 'ADV' ? tokens[at + 2] : tokens[at + 1];
  return /^(?:who|which)$/.test(wordAt(tokens, at)) && /^(?:VERB|AUX)$/.test(next?.pos ?? '');
}

/** "Two barges and | a tug were raised": one tug takes no plural, so it is the second of two. */
function isHalfOfTwo(tokens: readonly Token[], from: number, verb: Token): boolean {
  return /^(?:an?|one)$/.test(wordAt(tokens, from)) && /^(?:were|are|have)$/i.test(verb.text);
}

/** A relative clause is set apart only where nothing of the main clause follows it. */
function runsToEnd(tokens: readonly Token[], at: number): boolean {
  return hasFinite(tokens.slice(at)) && !tokens.slice(at).some((token) => token.text === ',');
}

function skipJoiner(tokens: readonly Token[], at: number): number {
  return joiningWords.has(wordAt(tokens, at)) ? at + 1 : at;
}

function skipSubordinator(tokens: readonly Token[], at: number): number {
  return statingWords.has(wordAt(tokens, at)) ? at + 1 : at;
}

function wordAt(tokens: readonly Token[], at: number): string {
  return tokens[at]?.text.toLowerCase() ?? '';
}

/** The span of a clause without the marks around it and the joining word before it. */
function toClause(tokens: readonly Token[], role: ClauseRole): Clause | null {
  let [first, end] = [0, tokens.length];
  while (first < end && isMark(tokens[first]!)) first += 1;
  if (joiningWords.has(wordAt(tokens, first)) && end - first > 1) first += 1;
  // "… and that the gate was open" is told as "the gate was open".
  if (wordAt(tokens, first) === 'that' && !isDeterminer(tokens, first))
    if (tokens[first]!.pos === 'SCONJ' || opensClause(tokens, first + 1)) first += 1;
  while (first < end && isMark(tokens[first]!)) first += 1;
  while (end > first && (isMark(tokens[end - 1]!) || danglesAt(tokens, end - 1))) end -= 1;
  if (first >= end) return null;
  const inside = tokens.slice(first, end);
  return { start: inside[0]!.start, end: inside.at(-1)!.end, role, tokens: inside };
}

/** "That gate was open", against "that the gate was open". */
function isDeterminer(tokens: readonly Token[], at: number): boolean {
  const after = tokens[at + 1];
  return /^(?:NOUN|ADJ)$/.test(after?.pos ?? '') && !/s$/.test(after!.text);
}

/** A joining word at the end leads to a clause that was cut off ("the ministry did not deny the figures | but"). */
function danglesAt(tokens: readonly Token[], at: number): boolean {
  const word = wordAt(tokens, at);
  return (
    (joiningWords.has(word) && tokens[at]!.pos !== 'ADV') ||
    (at > 0 && /^(?:while|although|because)$/.test(word))
  );
}

/** Marks that a clause sheds at its ends; quotation marks and brackets stay with the words they hold. */
function isMark(token: Token): boolean {
  return /^(?:[,;:.!?…]+|[—–-]+)$/.test(token.text);
}
