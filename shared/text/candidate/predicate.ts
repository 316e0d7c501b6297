import type { Token } from '../token/index.js';
import type { Predicate } from './types.js';

/** Verbs that only carry another ("continues to sink") or a noun or adjective ("remain shut", "has no licence"). */
const lightVerbs = new Set(
  'be have do remain become make take get give keep stay seem appear look continue begin start try seek come go help want'.split(
    ' ',
  ),
);
const negatives = new Set([
  'not',
  "n't",
  'n’t',
  'never',
  'no',
  'none',
  'nobody',
  'neither',
  'nothing',
  'nor',
  'cannot',
  'without',
]);
const relatives = new Set(['who', 'whom', 'which', 'whose', 'where']);
/** How far the noun or adjective of a light verb may stand behind it. */
const complementReach = 7;

interface Group {
  first: number;
  end: number;
}

/**
 * What a clause says of its subject: the main verbs (or, after a light verb, the adjective or noun), each negated or not.
 * Verbs of relative clauses are left out: "the crews who fled were found" says "find".
 */
export function readPredicates(tokens: readonly Token[]): Predicate[] {
  const groups = verbGroups(tokens);
  const main = groups.filter((_, index) => !isRelative(tokens, groups, index));
  return main.flatMap((group, index) => {
    const negated = isNegated(tokens, main[index - 1]?.end ?? 0, group) !== isNegatedNoun(tokens, group);
    return headsOf(tokens, group).map((lemma) => ({ lemma, negated }));
  });
}

function verbGroups(tokens: readonly Token[]): Group[] {
  const groups: Group[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    if (!isVerb(tokens[at]!)) continue;
    const compound = tokens[at - 1]?.text === '-';
    const bare = /ing$/i.test(tokens[at]!.text) && tokens[at]!.pos === 'VERB';
    const infinitive = tokens[at - 1]?.text.toLowerCase() === 'to';
    if (bare || infinitive || compound) continue;
    const end = groupEnd(tokens, at);
    groups.push({ first: at, end });
    at = end - 1;
  }
  return groups;
}

const isVerb = (token: Token): boolean => token.pos === 'VERB' || token.pos === 'AUX';

/** A group runs over auxiliaries, adverbs, "not", "to" and quotation marks as long as a verb comes again. */
function groupEnd(tokens: readonly Token[], first: number): number {
  let end = first + 1;
  for (let at = end; at < tokens.length && at < end + 4; at += 1) {
    const token = tokens[at]!;
    // "who were trained | have been hired": an auxiliary after a main verb begins another group.
    if (token.pos === 'AUX' && tokens[end - 1]!.pos === 'VERB' && !lightVerbs.has(tokens[end - 1]!.lemma))
      break;
    if (isVerb(token)) end = at + 1;
    else if (!/^(?:ADV|PART)$/.test(token.pos) && !/^(?:to|["“”'‘’])$/i.test(token.text)) break;
  }
  return end;
}

/** A verb after "who" or "that" (of a noun), or a participle after its noun beside another verb ("crews hired there sailed"). */
function isRelative(tokens: readonly Token[], groups: readonly Group[], index: number): boolean {
  const group = groups[index]!;
  if (followsRelative(tokens, group)) return true;
  if (!looksParticiple(tokens, group)) return false;
  const [before, after] = [groups[index - 1], groups[index + 1]];
  return (
    (before !== undefined && isUnjoined(tokens, before.end, group.first)) ||
    (after !== undefined && isUnjoined(tokens, group.end, after.first))
  );
}

function followsRelative(tokens: readonly Token[], group: Group): boolean {
  for (let at = group.first - 1; at >= Math.max(0, group.first - 5); at -= 1) {
    const token = tokens[at]!;
    const lower = token.text.toLowerCase();
    if (relatives.has(lower) && at > 0) return true;
    if (lower === 'that' && /^(?:NOUN|PROPN|PRON)$/.test(tokens[at - 1]?.pos ?? '')) return true;
    if (isVerb(token) || token.pos === 'PUNCT') return false;
  }
  return false;
}

/** One word, after a noun, before a preposition: "brought to", "hired by". */
function looksParticiple(tokens: readonly Token[], group: Group): boolean {
  const verb = tokens[group.first]!;
  const single = group.end - group.first === 1 && verb.pos === 'VERB' && !verb.text.endsWith('s');
  if (!single || verb.lemma === verb.text.toLowerCase()) return false;
  return (
    /^(?:NOUN|PROPN)$/.test(tokens[group.first - 1]?.pos ?? '') &&
    /^(?:ADP|ADV|PART)$/.test(tokens[group.end]?.pos ?? '')
  );
}

function isUnjoined(tokens: readonly Token[], from: number, end: number): boolean {
  return !tokens
    .slice(from, end)
    .some((token) => /^(?:CCONJ|SCONJ)$/.test(token.pos) || /^[,;:—–]$/.test(token.text));
}

function headsOf(tokens: readonly Token[], group: Group): string[] {
  const verbs = tokens
    .slice(group.first, group.end)
    .filter((token) => token.pos === 'VERB' && !lightVerbs.has(token.lemma))
    .map((token) => token.lemma.toLowerCase());
  if (verbs.length > 0) return verbs;
  const complement = complementOf(tokens, group);
  return complement === null ? [] : [complement.lemma.toLowerCase()];
}

/** The adjective or noun a light verb carries: "remain [shut]", "has no [licence]", "were not on the [register]". */
function complementOf(tokens: readonly Token[], group: Group): Token | null {
  let noun: Token | null = null;
  const after = tokens.slice(group.end, group.end + complementReach);
  for (const [index, token] of after.entries()) {
    if (token.pos === 'ADJ' && noun === null) return token;
    if (token.pos === 'NOUN' || token.pos === 'PROPN') noun = token;
    else if (/^['’]s?$/.test(token.text)) noun = null;
    else if (noun !== null || token.pos === 'SCONJ' || (token.pos === 'ADP' && index > 1)) break;
  }
  return noun;
}

/**
 * Negated by a word of the group, or by its subject ("none were rescued"). A "no" in the middle of the words before
 * belongs to an object there, unless a mark or a joining word stands before it.
 */
function isNegated(tokens: readonly Token[], from: number, group: Group): boolean {
  return tokens.slice(from, group.end).some((token, index) => {
    if (!negatives.has(token.text.toLowerCase()) && token.lemma !== 'not') return false;
    if (
      adverbs.test(token.text) &&
      !isNotOnly(tokens, from + index) &&
      leadsTo(tokens, from + index + 1, group.first)
    )
      return true;
    const before = tokens[from + index - 1];
    return from + index >= group.first || before === undefined || /^(?:PUNCT|CCONJ|SCONJ)$/.test(before.pos);
  });
}

/** "It never happened", "the crews not yet paid": words that negate the verb they stand before, with nothing but adverbs between. */
const adverbs = /^(?:never|not|n['’]t)$/i;

/** "Not only killed": that, and more. */
const isNotOnly = (tokens: readonly Token[], at: number): boolean =>
  /^(?:only|just|merely|simply)$/i.test(tokens[at + 1]?.text ?? '');

function leadsTo(tokens: readonly Token[], from: number, verb: number): boolean {
  return tokens.slice(from, verb).every(({ pos }) => /^(?:ADV|PART)$/.test(pos));
}

/** "has no licence": the noun carries the negation. */
function isNegatedNoun(tokens: readonly Token[], group: Group): boolean {
  return /^(?:no|neither|not)$/i.test(tokens[group.end]?.text ?? '');
}
