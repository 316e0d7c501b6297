import type { Token } from '../token/index.js';

const bareForms = new Set(['be', 'been', 'being', 'having']);
const relatives = new Set(['who', 'which', 'that', 'whose', 'whom']);
/** Words that open a clause which only says when or whether. */
const settings = new Set([
  'after',
  'before',
  'when',
  'while',
  'once',
  'if',
  'unless',
  'until',
  'since',
  'whether',
]);
const subjects = new Set(['i', 'you', 'he', 'she', 'it', 'we', 'they']);
const times =
  /^(?:minute|hour|day|night|morning|evening|afternoon|week|weekend|month|season|spring|summer|autumn|winter|quarter|year|decade|century|time|moment|today|yesterday|tomorrow)$/;
/** A clause's own verb stands within so many words. */
const reach = 16;

/**
 * True if words state something: their one finite verb is not that of a relative clause ("the three crews that slept there", "ledgers they
 * had kept"), nor of a clause of time ("after the owner objected"). With two verbs or more they are taken to state something. What somebody
 * is made to say (`said`) may begin with whom it was told ("[told] police he had left", "a court that the ship had left").
 */
export function states(tokens: readonly Token[], said: boolean): boolean {
  const words = tokens.filter(({ pos }) => pos !== 'SPACE');
  if (words.filter((_, at) => finiteAt(words, at)).length !== 1) return true;
  return !words.some((_, at) => (said ? isSubjectRelative(words, at) : takesVerb(words, at)));
}

/** The first word of a finite verb group. */
function finiteAt(words: readonly Token[], at: number): boolean {
  const { pos, text } = words[at] ?? { pos: '', text: '' };
  if (bareForms.has(text.toLowerCase()) || goesOn(words, at)) return false;
  if (pos === 'AUX') return true;
  // "The councils plan to close it": a verb that is often taken for a noun.
  if (
    pos === 'NOUN' &&
    /^(?:plan|hope|aim|vow|bid|move)s?$/i.test(text) &&
    /^to$/i.test(words[at + 1]?.text ?? '')
  )
    return true;
  if (pos !== 'VERB' || /ing$/i.test(text)) return false;
  return !/^(?:to|his|her|their|its|our|my|your)$/i.test(words[at - 1]?.text ?? '');
}

/** "Has been flatly | denied", "had been | told": a verb behind its auxiliary. */
function goesOn(words: readonly Token[], at: number): boolean {
  let back = at - 1;
  while (/^(?:ADV|PART)$/.test(words[back]?.pos ?? '')) back -= 1;
  return words[back]?.pos === 'AUX';
}

/** True for a word that opens a clause which states nothing by itself. */
function takesVerb(words: readonly Token[], at: number): boolean {
  const lower = words[at]!.text.toLowerCase();
  if (settings.has(lower)) return lower !== 'while' && opensClause(words, at + 1);
  if (relatives.has(lower)) return followsNoun(words, at) && hasVerb(words, at + 1);
  return subjects.has(lower) && isContact(words, at) && hasVerb(words, at + 1);
}

function isSubjectRelative(words: readonly Token[], at: number): boolean {
  return relatives.has(words[at]!.text.toLowerCase()) && followsNoun(words, at) && finiteAt(words, at + 1);
}

function followsNoun(words: readonly Token[], at: number): boolean {
  const before = words[at - 1]?.text === ',' ? words[at - 2] : words[at - 1];
  return /^(?:NOUN|PROPN|PRON|NUM)$/.test(before?.pos ?? '');
}

/** "Ledgers | they had kept"; not "last year it cost" and not "in the town she lived". */
function isContact(words: readonly Token[], at: number): boolean {
  const noun = words[at - 1];
  if (noun?.pos !== 'NOUN' || times.test(noun.lemma)) return false;
  return words.slice(0, at - 1).every(({ pos }) => /^(?:DET|ADJ|NUM|NOUN|PROPN)$/.test(pos));
}

/** True if a subject and its verb follow at once: "after the vote" and "after the vote he left" open none. */
function opensClause(words: readonly Token[], from: number): boolean {
  let subject = false;
  for (let at = from; at < Math.min(words.length, from + reach); at += 1) {
    const { pos, text } = words[at]!;
    if (pos === 'PUNCT' || (pos === 'VERB' && !subject)) return false;
    if (settings.has(text.toLowerCase()) || relatives.has(text.toLowerCase())) return false;
    if (subject && subjects.has(text.toLowerCase())) return false;
    if (finiteAt(words, at)) return subject;
    if (/^(?:NOUN|PROPN|PRON|NUM)$/.test(pos)) subject = true;
  }
  return false;
}

function hasVerb(words: readonly Token[], from: number): boolean {
  return words.slice(from, from + reach).some((_, index) => finiteAt(words, from + index));
}
