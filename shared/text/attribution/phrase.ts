/** Sources without a name: "three port officials", "the official", "leaked border data". */

const people =
  'officials?|sources?|people|persons?|spokes(?:man|woman|person|men|women|people|persons)|aides?|advis[eo]rs?|experts?|investigators?|diplomats?|lawmakers?|members?|witness(?:es)?|lawyers?|attorneys?|' +
  'officers?|authorities|engineers?|executives?|agents?|insiders?|analysts?|prosecutors?|researchers?|scientists?|doctors?|residents?|employees?|workers?|critics?|supporters?|operatives?|staffers?|donors?|strategists?|senators?|republicans?|democrats?|reporters?|journalists?|voters?|delegates?|leaders?|economists?|pollsters?|police|documents?|records?|data|memos?|reports?|study|studies|polls?|surveys?|emails?|e-mails?|statements?|filings?|letters?|transcripts?|figures?|statistics';
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

/** The phrase without a relative clause, participle or trailing marks: "officials who spoke with CNN" → "officials". */
export function trimPhrase(phrase: string): string {
  const cut = phrase
    .replace(/\s+/g, ' ')
    .split(
      /,? (?:who|whom|whose|which|that|obtained|reviewed|seen|viewed|speaking|told|said|tell|tells|says|quoted|cited|interviewed|briefed|released|published|posted|familiar|with knowledge|with direct knowledge)\b/u,
    )[0]!;
  return cut.replace(/^[\s,;:—–“”"-]+|[\s,;:—–“”"-]+$/g, '');
}

interface Remembered {
  phrase: string;
  stem: string;
  plural: boolean;
  number: string | null;
}

/** Remembers anonymous sources of a text, so that "the officials" are the three of before. */
export class AnonymousMemory {
  private readonly seen: Remembered[] = [];

  /** The fullest earlier phrase meant by `phrase`, else the phrase itself, which is remembered. */
  resolve(phrase: string): string {
    const own = describe(phrase);
    if (own === null) return phrase;
    const refers =
      /^(?:the|those|these|both|all|one of the|two of the|three of the|that|this|same)\b/i.test(phrase) ||
      !/\s/.test(phrase);
    const part = /^(?:one|two|three|some|several) of (?:the|those|these)\b/i.test(phrase);
    const meant = refers && !part ? this.seen.findLast((each) => sameSource(own, each)) : undefined;
    const fuller =
      meant !== undefined && (meant.phrase.length > phrase.length || meant.number !== null)
        ? meant.phrase
        : phrase;
    if (fuller === phrase && /\s/.test(phrase)) this.seen.push(own);
    return fuller;
  }

  /** The last group spoken of: whom "they" means. */
  lastGroup(): string | null {
    return this.seen.findLast((each) => each.plural && !kin[1]!.includes(each.stem))?.phrase ?? null;
  }
}

function describe(phrase: string): Remembered | null {
  const head = [
    ...phrase.split(/ (?:of|for|from|at|in|with|on) (?!the [\p{Ll} ]+s$)/u)[0]!.matchAll(headWords),
  ]
    .at(-1)?.[1]
    ?.toLowerCase();
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

function sameSource(later: Remembered, earlier: Remembered): boolean {
  if (later.plural !== earlier.plural) return false;
  if (later.number !== null && earlier.number !== later.number) return false;
  return (
    later.stem === earlier.stem ||
    kin.some((group) => group.includes(later.stem) && group.includes(earlier.stem))
  );
}
