import type { Attribution } from '../attribution/index.js';
import { readIdiom } from './idiom.js';
import type { Refutation } from './types.js';

/** What is said of a statement that does not hold. "Wrong" may judge conduct too: it counts only where a report is named. */
const judgement =
  '(?:(?:completely|entirely|totally|simply|just|wholly|utterly|plainly|patently|demonstrably|categorically|factually|absolutely|quite|largely|partly|flatly) )?' +
  '(?:false|untrue|inaccurate|incorrect|erroneous|baseless|unfounded|groundless|fabricated|bogus|misleading|a lie|lies|a hoax|a fabrication|pure fiction|fake news|fake|nonsense|(?:not|n.t) (?:true|accurate|correct|the case)|without (?:foundation|basis|merit)|no truth|wrong|mistaken)';
/** Nouns for a thing that was reported or said. */
const reportNoun =
  '(?:reports?|reporting|story|stories|articles?|accounts?|claims?|allegations?|accusations?|assertions?|rumou?rs?|suggestions?|coverage|news|statements?|figures?|numbers?)';
const gap = '(?:[^.;!?]{0,60}? )?';
const mark = '["“”\'‘’]*';

const called = new RegExp(
  `\\b(?:call(?:s|ed|ing)?|brand(?:s|ed|ing)?|label(?:s|l?ed|l?ing)?|describ(?:es|ed|ing)|dismiss(?:es|ed|ing)?|denounc(?:es|ed|ing)|reject(?:s|ed|ing)?) (?<object>${gap}?)(?:as )?${mark}(?<cue>${judgement})\\b`,
  'i',
);
const isFalse = new RegExp(
  `(?:\\b(?<noun>${reportNoun})|\\b(?<pronoun>it|they|(?:that|this|these|those)(?! (?:[\\p{L}-]+ )?${reportNoun}\\b)))\\b${gap}(?:\\b(?:is|are|was|were|be)|['’]s) ${mark}(?<cue>${judgement})\\b`,
  'iu',
);
const refutes = new RegExp(
  `\\b(?<cue>den(?:y|ies|ied|ying)|refut(?:e|es|ed|ing)|rebut(?:s|ted|ting)?|reject(?:s|ed|ing)?|disput(?:e|es|ed|ing)|dismiss(?:es|ed|ing)?|contradict(?:s|ed|ing)?|debunk(?:s|ed|ing)?) (?:[\\p{L}’'.-]+ ){0,4}?(?<noun>${reportNoun}|it)\\b(?<rest>[^.;!?]*)`,
  'iu',
);
/** "Disputes this", "again denied that.": what was said just before; a noun or clause behind the pronoun is another thing. */
const refutesBefore =
  /\b(?<cue>den(?:y|ies|ied|ying)|refut(?:e|es|ed|ing)|rebut(?:s|ted|ting)?|reject(?:s|ed|ing)?|disput(?:e|es|ed|ing)|contradict(?:s|ed|ing)?) (?:this|that|these|those)(?=["”’']?(?:[.,;:!?—–]|\s*$| (?:and|but|in|on|at|when|while|during|through)\b))/i;
/** "Denied that …", "denied taking …", "denied any part in …"; not "denied bail" and not "was denied a permit". */
const deniesThat =
  /\b(?<cue>den(?:y|ies|ied|ying)|refut(?:es|ed)) (?:that |having |being |\w+ing |any |all |the charges?|wrongdoing|involvement)(?<rest>[^.;!?]*)/i;
const passive =
  /\b(?:is|are|was|were|be|been|being) (?:\w+ly )?(?:denied|rejected|dismissed|refuted|disputed)\b/i;
const reportWord = new RegExp(`\\b${reportNoun}\\b`, 'i');

/** "A neighbour's report" is no outlet's. */
const othersReport = /\b\p{Ll}+['’]s (?:\w+ )?reports?\b/u;

/** A pronoun judged in a clause longer than this many characters is seldom the report. */
const longestPronounClause = 90;

/** Every cue has one of these: few clauses do, and the others need no second look. */
const mayRefute =
  /den(?:y|ie)|refut|rebut|reject|disput|dismiss|contra|debunk|false|true|truth|accura|correct|erron|(?:base|ground)less|unfounded|fabricat|bogus|mislead|\blies?\b|hoax|fiction|fake|nonsense|the case|without (?:foundation|basis|merit)|wrong|mistaken|happen|fantas|invent|rubbish|garbage|bunk|hogwash|made[- ]up|ridiculous|absurd|ludicrous|preposterous|not (?:right|so|a word|one word)|wide of|back (?:on|against|at)|out at|issue with|quash|scotch|cold water|sh(?:ot|oots) down|contest|challeng|(?:nothing|none) (?:of|in)|reproduc|replicat|repeat|stands? (?:by|behind)/i;

/**
 * Says whether a clause refutes something told elsewhere, and whether it answers a report as a whole or a wording.
 * @param clause the clause with its reporting frame, where that is part of the judgement
 * @param around the sentence before and the sentence itself: where a pronoun finds its report
 */
export function readRefutation(
  clause: string,
  around: string,
  attribution: Attribution | null,
): Refutation | null {
  const may = attribution?.verb === 'denied' || mayRefute.test(clause);
  if (!may || takenBack.test(around)) return null;
  return (
    judgedContent(clause) ??
    deniedByOne(clause) ??
    judgedReport(clause, around) ??
    neverWas(clause, attribution) ??
    refutedReport(clause) ??
    refutedBefore(clause) ??
    deniedContent(clause, around, attribution) ??
    readIdiom(clause, around)
  );
}

/** "It is simply not true that …": what follows is denied. */
const isNotTrue = new RegExp(`^[^.;!?]{0,40}\\bit(?:['’]s| is| was) (?<cue>${judgement}) that\\b`, 'i');

function judgedContent(clause: string): Refutation | null {
  const cue = isNotTrue.exec(clause)?.groups?.cue;
  return cue === undefined || /^(?:wrong|mistaken)$/i.test(cue) ? null : { target: 'claim', cue };
}

function refutedBefore(clause: string): Refutation | null {
  const cue = refutesBefore.exec(clause)?.groups?.cue;
  if (cue === undefined || isTurned(clause, cue) || passive.test(clause)) return null;
  return { target: 'before', cue };
}

/** "The minister says it never happened": of what is reported as a whole. */
function neverWas(clause: string, attribution: Attribution | null): Refutation | null {
  const cue =
    /^["“'‘]?(?:it|this|that|none of (?:it|this|that)) (?<cue>(?:never|(?:simply |just )?did(?: not|n['’]t)) happen(?:ed)?|is(?: not|n['’]t) what happened|happened)["”'’]?$/iu.exec(
      clause,
    )?.groups?.cue;
  const none = /^["“'‘]?none of/i.test(clause);
  if (cue === undefined || attribution === null || (/^happened$/i.test(cue) && !none)) return null;
  return { target: 'report', cue };
}

/** A judgement that is asked for or supposed is none. */
const asksWhether = /\b(?:whether|if|asked (?:about|to|for|by|why|how|what))\b/i;

/** "Reports that the pit was shut are untrue": what they tell stands in the clause. */
const tellsContent = new RegExp(`^["“]?(?:the |any |these |such )?${reportNoun} that\\b`, 'i');
const deniedBy = new RegExp(
  `^["“]?(?:the |any |these |such )?${reportNoun} that [^.;!?]{3,160}? (?:is|are|was|were|been) (?:\\w+ly )?(?<cue>denied|rejected|dismissed|refuted) by\\b`,
  'i',
);

/** "Reports that the pit was shut were denied by the firm". */
function deniedByOne(clause: string): Refutation | null {
  const cue = deniedBy.exec(clause)?.groups?.cue;
  return cue === undefined ? null : { target: 'claim', cue };
}

function judgedReport(clause: string, around: string): Refutation | null {
  for (const pattern of [called, isFalse]) {
    const groups = pattern.exec(clause)?.groups;
    if (groups === undefined || asksWhether.test(clause)) continue;
    const named = groups.noun !== undefined || reportWord.test(groups.object ?? '');
    if (named) return { target: tellsContent.test(clause) ? 'claim' : 'report', cue: groups.cue! };
    const pronoun =
      groups.pronoun !== undefined || /^(?:it|that|this|them|these)\b/i.test(groups.object ?? '');
    if (/^(?:wrong|mistaken)$/i.test(groups.cue!)) continue;
    const close = pattern === called || clause.length <= longestPronounClause;
    if (pronoun && close && reportWord.test(around)) return { target: 'report', cue: groups.cue! };
  }
  return null;
}

function refutedReport(clause: string): Refutation | null {
  const groups = refutes.exec(clause)?.groups;
  if (groups === undefined || isTurned(clause, groups.cue!) || passive.test(clause)) return null;
  if (othersReport.test(clause)) return null;
  // Insurers deny coverage.
  if (/^den/i.test(groups.cue!) && /^coverage$/i.test(groups.noun!)) return null;
  const content = /^\s*(?:that|of)\b/i.test(groups.rest ?? '');
  return { target: content ? 'claim' : 'report', cue: groups.cue! };
}

function deniedContent(clause: string, around: string, attribution: Attribution | null): Refutation | null {
  const said = !passive.test(around) && !notDenied.test(around) && !onlyRefuses(around);
  if (attribution?.verb === 'denied' && said) return { target: 'claim', cue: 'denied' };
  const groups = deniesThat.exec(clause)?.groups;
  if (groups === undefined || isTurned(clause, groups.cue!) || passive.test(clause)) return null;
  return { target: 'claim', cue: groups.cue! };
}

/** "After first denying it, the firm admitted …": who takes a denial back denies nothing. */
const takenBack =
  /\b(?:after|having|despite|initially|at first|earlier|previously)\b[^.;]{0,30}\bden(?:ying|ied)\b[^.;!?]*\b(?:acknowledg|admit|conced|confess)/i;

/** Words that deny, and what is asked for or put forward rather than told: a court denies a motion, voters reject a law. */
const refusals =
  /\b(?:den(?:y|ies|ied|ying|ial)|reject(?:s|ed|ing|ion)?|dismiss(?:es|ed|ing|al)?)(?<act>(?: of)?(?: [\p{L}\p{N}’'-]+){0,4}? (?:motions?|appeals?|requests?|bail|petitions?|applications?|permits?|permission|entry|access|asylum|parole|visas?|bids?|laws?|bills?|measures?|proposals?|plans?|offers?|amendments?|deals?|nominations?|lawsuits?|suits?|cases?|pleas?|candidates?|treat(?:y|ies)|budgets?|referendums?|ballots?)\b)?/giu;

/** True if all that is denied around here is refused and not contradicted. */
function onlyRefuses(around: string): boolean {
  const all = [...around.matchAll(refusals)];
  return all.length > 0 && all.every(({ groups }) => groups?.act !== undefined);
}

const notDenied =
  /(?:\b(?:not|never|neither|nor|declined to|refused to)|n['’]t) (?:\w+ ){0,2}(?:den(?:y|ied|ying)|disput(?:e|ed|ing)|reject(?:ed|ing)?|refut(?:e|ed|ing)|challenge[d]?|contest(?:ed)?)\b/i;

/** "did not deny", "has neither confirmed nor denied". */
function isTurned(clause: string, cue: string): boolean {
  const before = clause.slice(Math.max(0, clause.indexOf(cue) - 40), clause.indexOf(cue));
  return /\b(?:not|never|n['’]t|nor|neither|declined to|refused to|without)\b[^,;]*$/i.test(before);
}
