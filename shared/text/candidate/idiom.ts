import type { Refutation } from './types.js';

/** Nouns for what somebody said or wrote; "version" and its like only in the idioms below, since they name much else. */
const told =
  '(?:reports?|reporting|story|stories|articles?|accounts?|claims?|allegations?|accusations?|assertions?|rumou?rs?|suggestions?|speculation|gossip|versions?|charges?|narratives?|notion|coverage|headlines?|statements?|figures?|numbers?)';
const few = "(?:[\\p{L}’'-]+ ){0,4}?";
const ends = '(?=["”’\']?\\s*(?:$|[.,;:!?—–-]))';
const mark = '["“”\'‘’]?';

type Idiom = readonly [pattern: RegExp, target: Refutation['target']];

const find = (source: string): RegExp => new RegExp(source, 'iu');

/** What is said of a thing that was reported: the report as a whole. */
const ofReports: readonly RegExp[] = [
  find(
    `\\b(?<cue>(?:no|not (?:a|one) (?:word|grain|shred|ounce|bit) of|not (?:any|much)|nothing of the) truth) (?:at all |whatsoever )?(?:in|to|behind) ${few}${told}\\b`,
  ),
  find(
    `\\b(?<cue>nothing|not a word|not one word) (?:in|of) ${few}${told} (?:is|was|are|were) (?:true|right|correct|accurate)\\b`,
  ),
  find(
    `\\b${told} (?:[^.;!?,]{0,50} )?(?:is|are|was|were) (?:\\p{L}+ly |all )?${mark}(?<cue>(?:an? |pure |complete |total |utter |sheer )*(?:fiction|fantasy|invention|rubbish|garbage|bunk|hogwash|made[- ]up|invented|ridiculous|absurd|ludicrous|preposterous|not right|wide of the mark))\\b`,
  ),
  find(`\\b${told} (?:is|are|was|were) (?:\\p{L}+ly )?(?<cue>untrue|false|baseless|unfounded|groundless)\\b`),
  find(
    "\\b(?<cue>(?:could not|couldn[’']t|cannot|(?:was|were|been) unable to|failed to|failing to|unable to|nobody (?:has|had) been able to|no one (?:has|had) been able to) (?:reproduce|replicate|repeat)) [^.;!?]{0,60}?\\b(?:findings?|results?|experiments?|effects?|stud(?:y|ies)|work|observations?|tests?)\\b",
  ),
  find(
    '\\b(?<cue>(?:tried|attempted) to (?:reproduce|replicate|repeat) [^.;!?]{0,50}?(?:and|but) (?:had )?failed)\\b',
  ),
  find('\\b(?<cue>(?:no longer|not) (?:stand|stands) (?:by|behind)) '),
  find(
    `\\b(?<cue>pushe?[sd]? back (?:on|against|at)|pushing back (?:on|against|at)|(?:hit|hits|hitting|lash(?:es|ed)) (?:back|out) at|t(?:akes?|ook|aken|aking) issue with|rubbish(?:es|ed|ing)?|quash(?:es|ed)|scotch(?:es|ed)|pour(?:s|ed)? cold water on|shot down|shoots down|contest(?:s|ed)|challeng(?:es|ed)|categorically den(?:y|ies|ied)|den(?:y|ies|ied))${mark} ${few}(?:reports?|claims?|allegations?|accusations?|rumou?rs?|suggestions?|speculation|the figures?|the numbers?)\\b`,
  ),
];

/** What answers that which was told just before. */
const ofBefore: readonly RegExp[] = [
  find(
    `^${mark}(?:but |and |well, |no, )?(?:that|this|it)(?:['’]s| is| was) (?:just |simply |all |absolutely |completely |totally |utterly |flatly |plain |plainly |patently |categorically )*${mark}(?<cue>(?:an? |pure |complete |total |utter |absolute |blatant |outright |downright )*(?:false|untrue|nonsense|lie|fabrication|fiction|invention|fantasy|rubbish|garbage|hogwash|not true|not so|made[- ]up))${ends}`,
  ),
  find(
    `^${mark}(?:that|this|it)(?:['’]s| is| was) (?<cue>(?:just|simply|factually) not (?:right|correct|accurate|true|so))${ends}`,
  ),
  find(
    `^${mark}(?:that|this|it|he|she|they|we|I)(?: has| had|['’]s|['’]d)? (?:simply |just )?(?<cue>(?:never|did not|didn['’]t) happen(?:ed)?)${ends}`,
  ),
  find(
    `^${mark}(?<cue>(?:none|nothing) of (?:that|this|it|the kind|the sort)) (?:ever |has |had |has ever )?(?:happened|took place|occurred|is true|was true|is right|is correct)\\b`,
  ),
  find(`\\b(?<cue>(?:did|done|said|do) nothing of the (?:kind|sort))\\b`),
  find(
    `\\b(?<cue>(?:not|n['’]t) (?:a|one) (?:word|grain|shred|ounce) of truth)(?: (?:in|to) (?:it|that|this))?${ends}`,
  ),
  find(`\\b(?<cue>no truth (?:in|to) (?:it|that|this|any of (?:it|that|this)))${ends}`),
  find(`^${mark}(?<cue>(?:nonsense|rubbish|lies|fake news|hogwash|garbage)),?["”’']`),
];

/** What leads to the words that are denied, or stands in one clause with what is said against them. */
const ofContent: readonly RegExp[] = [
  find(
    `\\b(?<cue>(?:wrong|incorrect|untrue|false|inaccurate|misleading|not (?:true|right|correct|accurate)) to (?:say|claim|suggest|imply|argue|state|report))\\b`,
  ),
  find(
    "\\b(?<cue>(?:described|dismissed|rejected|branded|denounced) as (?:[\\p{L}]+ )?(?:fantasy|fiction|false|untrue|nonsense|rubbish|baseless|unfounded|absurd|ridiculous|lies|a lie|a fabrication)) (?:an? |the |any )?(?:[\\p{L}’'-]+ ){0,3}?(?:claims?|suggestions?|reports?|allegations?|assertions?) that\\b",
  ),
  find(
    `\\b(?<cue>contrary to) (?:the |a |an |some |any |what )?${few}(?:${told}|reported|claimed|suggested|said)\\b`,
  ),
];

const idioms: readonly Idiom[] = [
  ...ofContent.map((pattern): Idiom => [pattern, 'claim']),
  ...ofReports.map((pattern): Idiom => [pattern, 'report']),
  ...ofBefore.map((pattern): Idiom => [pattern, 'before']),
];

/** Who is refused something, in place of what is contradicted: "denied him a visa", "denies women the right", "denied bail". */
const refused =
  /\bden(?:y|ies|ied|ying|ial)\b(?: of)?(?: (?:him|her|them|us|me|you|himself|herself|themselves|itself)\b| [^.;!?]{0,60}?\b(?:rights?|access|entry|chances?|opportunit(?:y|ies)|care|treatment|benefits?|justice|services?|citizenship|status|food|water|medicines?|motions?|appeals?|requests?|bail|petitions?|applications?|permits?|permission|asylum|parole|visas?|bids?|leave|loans?|credit|coverage|admission|employment|jobs?|vot(?:e|es|ing)|victory|win|place|seat|protections?|funding|refuge|shelter|insurance|boarding|tenure|immunity|clemency|pleas?|offers?|licen[cs]es?|nomination|sanctuary)\b)/i;
const deniesNoun =
  /(?<![-–]|\b(?:to|can|could|will|would|may|might|must|should|and|or|did|does|do) )\b(?<cue>den(?:y|ies|ied)) (?!(?:the )?(?:nomination|election|basic)\b)(?!(?:by|or|and|in|to|on|at|for|as|while|when|after|before|until|again)\b)(?=[\p{L}“"‘'])/iu;
/** "Denied Kell a seat", "denies tenants a vote": one who goes without, then what. */
const twoObjects = /\bden(?:y|ies|ied) (?:[\p{L}’'-]+ ){1,4}?(?:a|an) /iu;
const deniedBy = /\b(?:is|are|was|were|be|been|being|get|gets|got|have been|has been) (?:\w+ly )?denied\b/i;
const isAsked = /\b(?:whether|if|asked (?:about|to|for|by|why|how|what))\b/i;
const notSo =
  /\b(?:not|never|n['’]t|nor|neither|declined to|refused to|without|cannot|nobody|no one|hard to|impossible to)\b[^,;]{0,40}$/i;

/** Ways to contradict that are set phrases; null where the clause has none. */
export function readIdiom(clause: string, around: string): Refutation | null {
  if (isAsked.test(clause)) return null;
  for (const [pattern, target] of idioms) {
    const found = pattern.exec(clause);
    const cue = found?.groups?.cue;
    if (found === null || cue === undefined || notSo.test(clause.slice(0, clause.indexOf(cue)))) continue;
    if (target === 'before' && leadsOn(cue, around)) continue;
    if (/^den/i.test(cue) && (deniedBy.test(clause) || refused.test(clause))) continue;
    return { target, cue };
  }
  return deniedNoun(clause);
}

/** "It was “not true” that he had …": what it judges comes after it. */
function leadsOn(cue: string, around: string): boolean {
  const at = around.lastIndexOf(cue);
  return at !== -1 && /^["”’']* (?:that|to)\b/.test(around.slice(at + cue.length));
}

/** "Denies that …" is read elsewhere; "Ludden deny deal", "he denied patients were removed". */
function deniedNoun(clause: string): Refutation | null {
  const found = deniesNoun.exec(clause);
  const cue = found?.groups?.cue;
  if (found === null || cue === undefined) return null;
  if (deniedBy.test(clause) || refused.test(clause) || twoObjects.test(clause)) return null;
  if (notSo.test(clause.slice(0, found.index))) return null;
  return { target: 'claim', cue };
}
