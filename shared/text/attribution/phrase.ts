import { isBody } from '../origin/body.js';
import { officeWord } from './role.js';

/** Sources without a name: "three port officials", "the official", "leaked border data". */

const people =
  'officials?|sources?|whistleblowers?|people|persons?|spokes(?:man|woman|person|men|women|people|persons)|aides?|advis[eo]rs?|experts?|investigators?|diplomats?|lawmakers?|members?|witness(?:es)?|lawyers?|attorneys?|' +
  'officers?|authorities|engineers?|executives?|agents?|insiders?|analysts?|prosecutors?|researchers?|scientists?|doctors?|residents?|employees?|workers?|critics?|supporters?|operatives?|staffers?|donors?|strategists?|senators?|republicans?|democrats?|reporters?|journalists?|voters?|delegates?|leaders?|economists?|pollsters?|police|nurses?|teachers?|pilots?|farmers?|drivers?|neighbou?rs?|relatives?|families|parents?|students?|survivors?|protest[eo]rs?|activists?|campaigners?|clerks?|soldiers?|detectives?|rescuers?|firefighters?|paramedics?|surgeons?|physicians?|passengers?|customers?|patients?|inspectors?|councillors?|colleagues?|friends?|bosses|chiefs|guards?|managers?|staff|crews?|documents?|records?|data|memos?|reports?|study|studies|polls?|surveys?|emails?|e-mails?|statements?|filings?|letters?|transcripts?|figures?|statistics';
const headWord = new RegExp(`\\b(${people})\\b(?!-)`, 'iu');
const headWords = new RegExp(headWord.source, 'giu');
const counted =
  /^(?:(?:at least|about|some|more than) )?(?:an?|two|three|four|five|six|seven|eight|nine|ten|a dozen|several|some|many|multiple|unnamed|anonymous|another|other|few|most|all|both|one|senior|current|former|leaked|internal|\d+)\b/i;

/** Stems under which an anonymous source is spoken of again: "the sources" may be the officials of before. */
const kin: readonly (readonly string[])[] = [
  [
    'official',
    'source',
    'authority',
    'person',
    'people',
    'aide',
    'adviser',
    'insider',
    'whistleblower',
    'executive',
    'engineer',
    'officer',
  ],
  ['document', 'record', 'data', 'memo', 'report', 'filing', 'file', 'figure', 'statistic'],
  ['study', 'report', 'research', 'survey', 'poll'],
];

/** True for "three U.S. officials", "a spokesman for the Harbour Board", "leaked border data". */
export function isAnonymous(phrase: string): boolean {
  if (!counted.test(phrase)) return false;
  const head = headWord.exec(phrase);
  // "a senior official, Mira Osei," and "one critic, Tom Lund" are named after all; "former senator Tom Lund" too.
  return (
    head !== null && !/^\s*,?\s*\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+/u.test(phrase.slice(head.index + head[0].length))
  );
}

/** True for a phrase whose head can be nothing but somebody who speaks: "the officials", "port director Mira Osei", "Osei". */
export function isSourceNoun(phrase: string): boolean {
  if (/^(?:nothing|so|no|that|this|it|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b/i.test(phrase))
    return false;
  if (/^(?:\p{Lu}[\p{L}.’'-]*\s?){2,5}$/u.test(phrase)) return true;
  const head = phrase.replace(partitive, 'the ').split(/ (?:of|for|from|at|in|with|on) /)[0]!;
  return (
    new RegExp(`\\b(?:${people})$`, 'iu').test(head) ||
    new RegExp(`${officeWord.source}$`, 'iu').test(head) ||
    isBody(phrase)
  );
}

/** "Nothing suggests", "no official would say": a source that there is not. */
export const isNobody = (phrase: string): boolean =>
  /^(?:there (?:is|was) )?(?:no|nothing|none|nobody|no-one|neither|no one|not (?:one|a single))\b|^(?:there|here)$/i.test(
    phrase,
  );

/** The phrase without a relative clause, participle or trailing marks: "officials who spoke with CNN" → "officials". */
export function trimPhrase(phrase: string): string {
  const cut = phrase
    .replace(/\s+/g, ' ')
    .split(
      /,? (?:who|whom|whose|which|that|obtained|reviewed|seen|viewed|speaking|told|said|tell|tells|says|quoted|cited|interviewed|briefed|released|published|posted|(?:read|described|shown|shared|provided|given|sent|leaked|handed) (?:to|with|by)|familiar|with knowledge|with direct knowledge)\b/u,
    )[0]!;
  return cut
    .replace(
      /,? in (?:an?|his|her|its|their) (?:\p{L}+ ){0,3}(?:statement|interview|e-?mail|letter|tweet|post|speech|briefing|filing)\b.*$/u,
      '',
    )
    .replace(/^[\s,;:—–“”"-]+|[\s,;:—–“”"-]+$/g, '')
    .replace(dated, '');
}

const weekday = '(?:mon|tues|wednes|thurs|fri|satur|sun)day';
/** "The club last night", "yesterday a neighbour": when it was said is not who said it. */
const dated = new RegExp(
  `^(?:yesterday|today|tonight|(?:last|this) (?:night|week|month)|(?:on )?${weekday}),? (?=(?:an?|the|his|her|its|their) )|(?<=\\p{L}\\p{L}) (?:yesterday|today|tonight|(?:last|this) (?:night|week|month|morning|afternoon|evening)|(?:on )?${weekday})$`,
  'iu',
);

interface Remembered {
  phrase: string;
  stem: string;
  plural: boolean;
  number: string | null;
}

/** "One of them", "both", "two": one or more of the group spoken of before. */
const pronominal =
  /^(?:(?:one|two|three|four|some|several|most|many|all|both|others|another|each|none)(?: of them| others?)?|the (?:two|three|four|five|others?))$/i;
const partitive =
  /^(?:at least )?(?:one|two|three|four|five|some|several|many|most|another|both|all) of (?:the|those|these)\s+/i;
/** So many sources are remembered: no article has more, and a list without end is slow. */
const mostSeen = 60;

/** Remembers anonymous sources of a text, so that "the officials" are the three of before. */
export class AnonymousMemory {
  private readonly seen: Remembered[] = [];

  /** The fullest earlier phrase meant by `phrase`, else the phrase itself, which is remembered. "Two of the officials" speak for all. */
  resolve(phrase: string): string {
    if (pronominal.test(phrase)) return this.lastGroup() ?? phrase;
    const whole = phrase.replace(partitive, 'the ');
    const own = describe(whole);
    if (own === null) return phrase;
    const refers = /^(?:the|those|these|both|all|that|this|same)\b/i.test(whole) || !/\s/.test(phrase);
    const meant = refers ? this.meant(own) : undefined;
    const fuller = meant !== undefined && saysMore(meant, whole) ? meant.phrase : phrase;
    if (fuller === phrase && (/\s/.test(phrase) || meant === undefined)) this.seen.push({ ...own, phrase });
    if (this.seen.length > mostSeen) this.seen.shift();
    return fuller;
  }

  /** Officials are rather the officials of before than its engineers. */
  private meant(own: Remembered): Remembered | undefined {
    return (
      this.seen.findLast((each) => each.stem === own.stem && sameSource(own, each)) ??
      this.seen.findLast((each) => sameSource(own, each))
    );
  }

  /** True if `phrase` would mean a source of before. */
  knows(phrase: string): boolean {
    const own = describe(phrase);
    return own !== null && this.seen.some((each) => sameSource(own, each));
  }

  /** The last group spoken of: whom "they" means. */
  lastGroup(): string | null {
    return this.seen.findLast((each) => each.plural && !kin[1]!.includes(each.stem))?.phrase ?? null;
  }
}

/** What may follow the noun that says what the sources are: "sources close to the talks", but not "a whistleblower complaint". */
const afterHead =
  /^(?:$|,|\(| (?:close|familiar|near|to|by|who|that|there|here|involved|aware|present|working|speaking|under|across|around|outside|inside|within|and|or)\b)/;

function describe(phrase: string): Remembered | null {
  const base = phrase.split(/ (?:of|for|from|at|in|with|on) (?!the [\p{Ll} ]+s$)/u)[0]!;
  const last = [...base.matchAll(headWords)].at(-1);
  const fits = last !== undefined && afterHead.test(base.slice(last.index + last[0].length));
  const head = fits ? last[1]?.toLowerCase() : undefined;
  if (head === undefined) return null;
  const plural = /(?:s|people|police|men|women|data)$/.test(head) && !/^(?:a|an|one)\b/i.test(phrase);
  const number =
    /\b(two|three|four|five|six|seven|eight|nine|ten|\d+)\b/i.exec(phrase)?.[1]?.toLowerCase() ?? null;
  const stem = head
    .replace(/^authorities$/, 'authority')
    .replace(/^(\w+)ies$/, '$1y')
    .replace(/(?<!s)s$/, '');
  return { phrase, stem, plural, number };
}

/** "Insiders" are not told better as "whistleblowers"; "the officials" are as "four officials", or "port officials". */
function saysMore(earlier: Remembered, phrase: string): boolean {
  const words = (text: string) => text.replace(/^(?:the|those|these|both|all) /i, '').split(' ').length;
  return earlier.number !== null || words(earlier.phrase) > words(phrase);
}

/** True for "four officials", false for "a senior official". */
export const isGroup = (phrase: string): boolean => describe(phrase)?.plural ?? false;

function sameSource(later: Remembered, earlier: Remembered): boolean {
  if (later.plural !== earlier.plural) return false;
  if (later.number !== null && earlier.number !== later.number) return false;
  return (
    later.stem === earlier.stem ||
    kin.some((group) => group.includes(later.stem) && group.includes(earlier.stem))
  );
}
