import { recogniseOutlet } from '../citation/index.js';
import { findNames, type Name } from '../name/index.js';
import type { Span } from '../span.js';
import type { AttributionSpans } from './spans.js';

/** Who a source phrase means. */
export interface Speaker {
  speaker: string | null;
  named: boolean;
  role: string | null;
}

/** A person or body met so far, with the role given anywhere before. */
interface Known {
  name: string;
  key: string;
  role: string | null;
  at: number;
  person: boolean;
}

const pronoun = /^(?:he|she|they|it|i|we|you|who|him|her|them|his|himself|herself)$/i;
const bodyWord =
  /\b(?:department|ministry|agency|office|bureau|police|court|committee|commission|council|board|party|group|union|university|institute|bank|company|corporation|association|administration|house|congress|senate|service|network|news|times|post|tribune|journal|center|centre|campaign|foundation|report|poll|states?|government|white|republicans?|democrats?)\b/i;

/** Resolves sources of one text in reading order, so that "Osei" and "he" find the fullest earlier mention. */
export class SpeakerResolver {
  private readonly names: Name[];
  private readonly known: Known[] = [];
  private nextName = 0;
  private lastSpeaker: Known | null = null;
  private lastPhrase: string | null = null;

  constructor(private readonly text: string) {
    this.names = findNames(text);
  }

  /** The speaker of one attribution; attributions must come in order of their sources. */
  resolve({ source }: AttributionSpans): Speaker {
    const first = source[0];
    if (first === undefined) return { speaker: null, named: false, role: null };
    this.learnUpTo(first.end);
    const phrase = cleanPhrase(source.map((span) => this.text.slice(span.start, span.end)).join(' '));
    if (pronoun.test(phrase)) return this.resolvePronoun(phrase, first.start);
    const head = this.headName(first, phrase);
    if (head !== null) {
      this.lastSpeaker = head;
      return { speaker: head.name, named: true, role: head.role };
    }
    return this.resolvePhrase(phrase);
  }

  /** Takes in the names that stand before `end`, each with the role beside it. */
  private learnUpTo(end: number): void {
    for (; this.nextName < this.names.length && this.names[this.nextName]!.start < end; this.nextName += 1) {
      const name = this.names[this.nextName]!;
      const role = roleBeside(this.text, name);
      const known = this.find(name.key);
      if (known === undefined) {
        const display = name.text.replace(/[’']s?$/, '');
        this.known.push({
          name: display,
          key: name.key,
          role,
          at: name.start,
          person: !bodyWord.test(display) && name.key.includes(' '),
        });
        continue;
      }
      known.at = name.start;
      known.role ??= role;
    }
  }

  /** The fullest earlier name with this key, or whose last word it is. */
  private find(key: string): Known | undefined {
    const exact = this.known.find((known) => known.key === key);
    if (exact !== undefined && key.includes(' ')) return exact;
    return (
      this.known.findLast((known) => known.person && known.key !== key && known.key.endsWith(` ${key}`)) ??
      exact
    );
  }

  /** The name that heads a source phrase: "Harbour Mayor Mira Osei", "Osei, who…", not "a spokesman for Osei". */
  private headName(span: Span, phrase: string): Known | null {
    const inside = this.names.filter((name) => name.start >= span.start && name.end <= span.end);
    const first = inside.find((name) => !belongsToRole(this.text, span, name));
    if (first === undefined || isAnonymous(phrase)) return null;
    const lead = this.text.slice(span.start, first.start);
    if (/\b(?:of|for|from|to|with|by|in|at|on|near|against|about|under|who|that)\b/i.test(lead)) return null;
    if (
      /^[’']?s?\s+\p{Ll}/u.test(this.text.slice(first.end, span.end)) &&
      /^(?:[’']s|\s\p{Ll}+(?:s|ials?|ers?|men|man|woman|people|report|poll|study))\b/u.test(
        this.text.slice(first.end, span.end),
      )
    )
      return null;
    return this.find(first.key) ?? null;
  }

  private resolvePronoun(phrase: string, at: number): Speaker {
    const plural = /^(?:they|we|them)$/i.test(phrase);
    if (plural && this.lastPhrase !== null) return { speaker: this.lastPhrase, named: false, role: null };
    const nearest = this.lastSpeaker ?? this.known.findLast((known) => known.person && known.at < at) ?? null;
    if (nearest === null) return { speaker: this.lastPhrase ?? phrase, named: false, role: null };
    return { speaker: nearest.name, named: true, role: nearest.role };
  }

  /** "the official", "the officials": the phrase with the same head met before; else the phrase itself. */
  private resolvePhrase(phrase: string): Speaker {
    const bare = /^(?:the|these|those|both|all|this|that)\s+(?:\w+\s+)?(\p{L}+)$/iu.exec(phrase)?.[1];
    const stem = bare?.toLowerCase().replace(/s$/, '');
    if (
      stem !== undefined &&
      this.lastPhrase !== null &&
      this.lastPhrase.toLowerCase().includes(stem) &&
      this.lastPhrase.length > phrase.length
    )
      return { speaker: this.lastPhrase, named: false, role: null };
    this.lastPhrase = phrase;
    return { speaker: phrase, named: false, role: null };
  }
}

const isAnonymous = (phrase: string): boolean =>
  /^(?:an?|two|three|four|five|six|several|some|many|senior|multiple|unnamed|anonymous|other|another|few|most|all|both|one)\b.*\b(?:officials?|sources?|people|persons?|spokes\w+|aides?|advisers?|experts?|investigators?|diplomats?|lawmakers?|members|witness\w*|lawyers?|report|study|poll|document|data)\b/i.test(
    phrase,
  );

/** True for a name that only says whose the source is: "NBC" in "an NBC reporter", "U.S." in "U.S. officials". */
function belongsToRole(text: string, span: Span, name: Name): boolean {
  return /^(?:[’']s)?\s+(?:\p{Ll}+\s+){0,2}(?:officials?|sources?|spokes\w+|reporters?|aides?|police|authorities|lawmakers?|senators?|president|secretary|minister|chief|director|chair\w*|leader|commissioner)\b/u.test(
    text.slice(name.end, span.end),
  );
}

function cleanPhrase(phrase: string): string {
  return phrase.replace(/\s+/g, ' ').replace(/^[\s,;:—–-]+|[\s,;:—–-]+$/g, '');
}

/** "Harbour Mayor Mira Osei" or "Mira Osei, mayor of Harbour,": what a person is. */
export function roleBeside(text: string, name: Span): string | null {
  const after = /^, ((?:the |an? )?(?:[\p{L}\d.’'-]+ ){0,10}?[\p{L}\d.’'-]+)(?=[,.;)]|$)/u.exec(
    text.slice(name.end, name.end + 120),
  )?.[1];
  if (after !== undefined && isRole(after)) return after.replace(/^(?:the|an?) /, '');
  const before = /(?:^|[\s“"(])((?:[\p{L}.’'-]+ ){1,6})$/u.exec(
    text.slice(Math.max(0, name.start - 80), name.start),
  )?.[1];
  const title = before === undefined ? null : (roleBefore.exec(before.trim())?.[0] ?? null);
  return title === null ? null : title.trim();
}

const office =
  'president|secretary|minister|senator|sen\\.|rep\\.|representative|congressman|congresswoman|governor|gov\\.|mayor|chief|director|chairman|chairwoman|chair|commissioner|spokesman|spokeswoman|spokesperson|ambassador|general|gen\\.|colonel|col\\.|captain|sheriff|judge|justice|attorney|lawyer|professor|analyst|expert|adviser|advisor|officer|official|leader|manager|head|editor|author|researcher|scientist|engineer|economist|strategist|prosecutor|inspector|superintendent|chancellor|premier|king|queen|pope|ceo|founder|owner|coach|candidate|nominee|speaker|deputy|member|aide|counsel|reporter|correspondent|historian|doctor|epidemiologist|pastor|resident';
const roleBefore = new RegExp(
  `(?:(?:former|acting|then|vice|deputy|senior|\\p{Lu}[\\p{L}.’'-]*|\\p{Ll}+) ){0,4}(?:${office})(?: general)?$`,
  'iu',
);
const rolePattern = new RegExp(`\\b(?:${office})\\b`, 'iu');
const isRole = (phrase: string): boolean =>
  rolePattern.test(phrase) &&
  !/^(?:who|which|where|when|whose|but|and|said|says)\b/.test(phrase) &&
  !/\b(?:said|told|says|was|were|has|had|is)\b/.test(phrase);

/** The outlet a cue was spoken to ("told the Harbour Tribune", "in an interview with…"), from the words after it. */
export function outletHeard(
  text: string,
  spans: AttributionSpans,
): { outlet: string | null; outletName: string } | null {
  const cue = spans.cue.at(-1);
  if (cue === undefined) return null;
  const words = text.slice(cue.start, cue.end + 90).split(/[.!?][”"]?\s|\n/)[0]!;
  const told =
    /(?:\btold|\btells|\btelling|\binterview with|\bspeaking (?:to|with)|\bspoke (?:to|with)|\bstatement to|\bconfirmed to|\btold to)\s+((?:the\s+)?(?:\p{Lu}[\p{L}\p{N}’'&.-]*\s?){1,5})/u.exec(
      words,
    )?.[1];
  if (told === undefined) return null;
  for (
    let name = told.trim().replace(/[,’']s?$/, '');
    name !== '';
    name = name.split(' ').slice(0, -1).join(' ')
  ) {
    const outlet = recogniseOutlet(name.replace(/[,.]$/, ''));
    if (outlet !== null) return { outlet: outlet.outlet, outletName: outlet.outletName };
  }
  return null;
}
