import { lemmaOf } from '../lexicon/index.js';
import { rememberLast } from '../remember.js';
import { splitSentences } from '../sentence/index.js';
import type { Span } from '../span.js';
import { readTokens, type Token } from '../token/index.js';
import { linkAcronyms } from './acronym.js';
import { officeLength } from './office.js';
import { bodies, bodyTails, calendar, fixedNames, openers, particles, places, titles } from './titles.js';

/** A proper name as it stands in the text, without the title before it. */
export interface Name extends Span {
  text: string;
  /** For comparison: lower case, no possessive, no titles, no leading article; an acronym has its expansion's key. */
  key: string;
}

/** A run of tokens taken for one name. */
interface Run {
  tokens: Token[];
  /** True if its only word begins a sentence, where every word is capitalised. */
  initial: boolean;
}

const longestName = 10;
/** In a line with this share of its longer words capitalised, a capital proves nothing (a headline). */
const headlineShare = 0.7;

/**
 * Finds proper names in order: runs of capitalised words that wink-nlp tags as proper nouns, joined by "of", "the", "de"… A lone
 * word at the start of a sentence counts only if wink takes it for a proper noun and it never stands in lower case.
 * In headlines only words known from the running text count. Method measured on WikiGold: untyped span F1 .743 (models.md).
 */
export function findNames(text: string): readonly Name[] {
  return find(text);
}

const find = rememberLast(namesOf);

function namesOf(text: string): readonly Name[] {
  const tokens = readTokens(text);
  const lowerWords = new Set(
    tokens.filter((token) => /^\p{Ll}/u.test(token.text)).map((token) => token.text),
  );
  const plain: Run[] = [];
  const headlines: Run[] = [];
  for (const sentence of sentencesOf(text, tokens)) {
    const runs = findRuns(sentence);
    (isHeadline(sentence) ? headlines : plain).push(...runs);
  }
  const kept = plain.filter((run) => !run.initial || !isCommon(run.tokens[0]!, lowerWords));
  const known = new Set(kept.flatMap((run) => run.tokens.map((token) => token.text)));
  const fromHeadlines = headlines.flatMap((run) => knownParts(run, known));
  const alone = new Set(kept.filter(({ tokens: own }) => own.length === 1).map((run) => run.tokens[0]!.text));
  const names = [...kept, ...fromHeadlines].flatMap((run) => toName(text, run, alone));
  return linkAcronyms(
    text,
    names.sort((a, b) => a.start - b.start),
  );
}

function sentencesOf(text: string, tokens: readonly Token[]): Token[][] {
  const groups: Token[][] = [];
  let at = 0;
  for (const sentence of splitSentences(text)) {
    const group: Token[] = [];
    for (; at < tokens.length && tokens[at]!.start < sentence.end; at += 1)
      if (tokens[at]!.start >= sentence.start) group.push(tokens[at]!);
    groups.push(group);
  }
  return groups;
}

const isCapital = (token: Token): boolean => /^\p{Lu}/u.test(token.text) || /^al-\p{Lu}/u.test(token.text);
const isCalendar = (token: Token): boolean => calendar.has(token.text.toLowerCase().replace(/\.$/, ''));
const isWord = (token: Token): boolean => /^[\p{L}]/u.test(token.text);

function isHeadline(sentence: Token[]): boolean {
  const long = sentence.filter((token) => isWord(token) && token.text.length > 3);
  if (long.length < 4) return false;
  // A line that ends like a sentence is a headline only if every verb, noun and adjective has its capital.
  if (/^[.?!”"]/.test(sentence.at(-1)!.text))
    return !sentence.some(
      (token) => isWord(token) && !isCapital(token) && /^(?:VERB|NOUN|ADJ|ADV)$/.test(token.pos),
    );
  return long.filter(isCapital).length / long.length >= headlineShare;
}

function findRuns(sentence: Token[]): Run[] {
  const runs: Run[] = [];
  for (let at = 0; at < sentence.length; at += 1) {
    if (!startsName(sentence, at)) continue;
    const end = endOfRun(sentence, at);
    const tokens = sentence.slice(at, end);
    if (tokens.some((token) => token.pos === 'PROPN'))
      runs.push({ tokens, initial: isInitial(sentence, at) && tokens.length === 1 });
    at = end - 1;
  }
  return runs;
}

/** The first word, or the first after an opening quotation mark or colon. */
function isInitial(sentence: Token[], at: number): boolean {
  if (/^[“"‘:]$/.test(sentence[at - 1]?.text ?? '')) return true;
  for (let before = 0; before < at; before += 1) if (sentence[before]!.pos !== 'PUNCT') return false;
  return true;
}

function startsName(sentence: Token[], at: number): boolean {
  const token = sentence[at]!;
  if (!isCapital(token) || /^I(?:[’']|$)/.test(token.text) || isCalendar(token)) return false;
  if (
    /^(?:one|two|three|four|five|six|seven|eight|nine|ten|none|some|many|most|all|both|each|several)$/i.test(
      token.text,
    )
  )
    return false;
  if (token.pos === 'PROPN') return true;
  if (/^(?:DET|PRON|ADP|CCONJ|SCONJ|AUX|INTJ|PART|ADV)$/.test(token.pos)) return false;
  const next = sentence[at + 1];
  return (
    next !== undefined &&
    isCapital(next) &&
    next.pos === 'PROPN' &&
    (!isInitial(sentence, at) || token.pos !== 'VERB')
  );
}

function endOfRun(sentence: Token[], start: number): number {
  let end = start + 1;
  while (end < sentence.length && end - start < longestName) {
    const token = sentence[end]!;
    const joined = joinLength(sentence, start, end);
    if (joined > 0) end += joined;
    else if (isCapital(token) && isWord(token) && !isCalendar(token) && !/^(?:DET|PRON|AUX)$/.test(token.pos))
      end += 1;
    else if (token.text === '.' && isInitialLetter(sentence[end - 1]!) && nextIsCapital(sentence, end))
      end += 1;
    else break;
  }
  return end;
}

const isInitialLetter = (token: Token): boolean => /^\p{Lu}$/u.test(token.text) || titles.has(token.lemma);
const nextIsCapital = (sentence: Token[], at: number): boolean =>
  sentence[at + 1] !== undefined && isCapital(sentence[at + 1]!);

/** How many joining words stand at `at` if a name goes on after them; 0 if none. */
function joinLength(sentence: Token[], start: number, at: number): number {
  const lower = (offset: number): string => sentence[at + offset]?.text.toLowerCase() ?? '';
  const hasBody = sentence.slice(start, at).some((token) => bodies.has(token.lemma));
  const goesOn = (offset: number): boolean =>
    sentence[at + offset] !== undefined &&
    isCapital(sentence[at + offset]!) &&
    !isCalendar(sentence[at + offset]!);
  if (lower(0) === 'of' && lower(1) === 'the' && goesOn(2)) return 3;
  if (lower(0) === 'and' && goesOn(1) && endsInBodyTail(sentence, at + 1)) return 2;
  if (lower(0) === 'for' || lower(0) === 'on' || lower(0) === 'and' || lower(0) === '&')
    return (hasBody || lower(0) === '&') && goesOn(1) ? 2 : 0;
  if (particles.has(lower(0)) && goesOn(1)) return 2;
  if (particles.has(lower(0)) && particles.has(lower(1)) && goesOn(2)) return 3;
  if (/^[’']s$/.test(lower(0)) && bodies.has(lower(1)) && goesOn(1)) return 2;
  if (lower(0) === '-' && goesOn(1) && sentence[at]!.start === sentence[at - 1]!.end) return 2;
  return 0;
}

/** "Customs and Border Protection": the words after "and" end in a word that ends the names of bodies. */
function endsInBodyTail(sentence: Token[], from: number): boolean {
  let end = from;
  while (end < sentence.length && end - from < 4 && isCapital(sentence[end]!)) end += 1;
  return bodyTails.has(sentence[end - 1]!.text.toLowerCase());
}

/** A lone capitalised word at the start of a sentence that is an ordinary word elsewhere, or that wink would not call a name in lower case. */
function isCommon(token: Token, lowerWords: ReadonlySet<string>): boolean {
  const lower = token.text.toLowerCase();
  const plural = lower.endsWith('s') && lemmaOf(lower) !== lower;
  return token.pos !== 'PROPN' || plural || openers.has(lower) || lowerWords.has(lower);
}

/** The parts of a headline's run whose words are names in the running text. */
function knownParts(run: Run, known: ReadonlySet<string>): Run[] {
  const parts: Token[][] = [];
  let open: Token[] | null = null;
  for (const token of run.tokens) {
    if (known.has(token.text)) {
      if (open === null) {
        open = [];
        parts.push(open);
      }
      open.push(token);
    } else open = null;
  }
  return parts
    .filter((tokens) => tokens.some(isCapital))
    .map((tokens) => ({ tokens: trimParticles(tokens), initial: false }));
}

function trimParticles(tokens: Token[]): Token[] {
  const first = tokens.findIndex(isCapital);
  const last = tokens.findLastIndex(isCapital);
  return tokens.slice(first, last + 1);
}

function toName(text: string, run: Run, alone: ReadonlySet<string>): Name[] {
  const given = run.tokens.map((token) => token.text);
  const before = text.slice(Math.max(0, run.tokens[0]!.start - 100), run.tokens[0]!.start);
  const from = Math.max(officeLength(given, before, alone), afterTitles(run.tokens));
  const start = run.tokens[from]!.start;
  const end = run.tokens.at(-1)!.end;
  const words = text.slice(start, end);
  const key = nameKey(words);
  if (key.length < 2 || (run.tokens.length - from === 1 && titles.has(key)) || /^[rdi]-\p{L}+$/u.test(key))
    return [];
  return [{ start, end, text: words, key }];
}

/** Where a person's name begins after titles and offices: "Harbour Port Director Mira Osei" → 3. Bodies keep theirs ("Justice Department"). */
function afterTitles(tokens: Token[]): number {
  const lower = tokens.map((token) => token.text.toLowerCase().replace(/\.$/, ''));
  if (lower.some((word) => bodies.has(word) || places.has(word)) && !isOfficeOf(lower)) return 0;
  let from = 0;
  for (let at = 0; at < tokens.length - 1; at += 1) {
    const next = lower[at + 1] === '' || lower[at + 1] === '.' ? at + 2 : at + 1;
    const office = titles.has(lower[at]!) && lower[next] !== undefined && isCapital(tokens[next]!);
    if (office && tokens.length - next <= longestPerson && !fixedNames.has(`${lower[at]} ${lower[next]}`))
      from = next;
  }
  return from;
}

/** "Secretary of State Mira Osei" is no body although "state" is in its name. */
const officeOf =
  /^(?:secretary|minister|director|undersecretary) of (?:the )?(?:state|defen[cs]e|labou?r|education|energy|agriculture|commerce|transportation|interior|treasury|foreign affairs|homeland security|national intelligence|health and human services) (?=\p{L})/u;
const isOfficeOf = (lower: string[]): boolean => officeOf.test(lower.join(' '));
/** A person's name has at most so many words, initials and particles included. */
const longestPerson = 6;

/** The form under which names are compared: lower case, one space, no possessive, full stop, leading article or "U.S." before a body. */
export function nameKey(name: string): string {
  return name
    .replace(/[’']s?$/, '')
    .replace(/^the\s+/i, '')
    .replace(/\./g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()
    .replace(/^us (?=\S+ \S)/, '');
}
