import { findNames, type Name } from '../name/index.js';
import type { Span } from '../span.js';
import { AnonymousMemory, isAnonymous, trimPhrase } from './phrase.js';
import { roleBeside } from './role.js';
import type { AttributionSpans } from './spans.js';

/** Who a source phrase means. */
export interface Speaker {
  speaker: string | null;
  named: boolean;
  role: string | null;
}

/** A person or body met so far, with the first role given. */
interface Known {
  name: string;
  key: string;
  role: string | null;
  person: boolean;
}

const bodyWord =
  /\b(?:department|ministry|agency|office|bureau|police|court|committee|commission|council|board|party|group|union|university|institute|bank|company|corporation|association|administration|house|congress|senate|service|services|network|news|times|post|tribune|journal|center|centre|campaign|foundation|report|poll|states?|kingdom|nations|government|enforcement|protection|security|city|county|street|airport|hospital|school|college|church|club|league|team|inc|corp|ltd|llc)\b/i;
const singularPerson = /^(?:he|she|him|her|himself|herself|who)$/i;
const anyPronoun =
  /^(?:he|she|they|it|i|we|you|who|him|her|them|himself|herself|themselves|which|that|these|those|this)$/i;
/** Words that make the name after them a complement: "a spokesman for Osei" is not Osei. */
const preposition =
  /(?:^|\s)(?:of|for|from|to|with|by|in|at|on|near|against|about|under|who|that|inside|within|between|among)\s/i;

/** Resolves the sources of one text in reading order, so that "Osei", "he" and "the officials" find the fullest earlier mention. */
export class SpeakerResolver {
  private readonly names: Name[];
  private readonly known: Known[] = [];
  private readonly anonymous = new AnonymousMemory();
  private nextName = 0;
  private lastPerson: Known | null = null;
  private lastWasAnonymous = false;

  constructor(private readonly text: string) {
    this.names = findNames(text);
  }

  /** The speaker of one attribution; attributions must come in the order of the text. */
  resolve({ source, cue }: AttributionSpans): Speaker {
    const first = source[0];
    if (first === undefined) {
      this.learnUpTo(cue[0]!.start);
      return { speaker: null, named: false, role: null };
    }
    this.learnUpTo(first.end);
    const phrase = trimPhrase(this.text.slice(first.start, first.end));
    if (anyPronoun.test(phrase)) return this.resolvePronoun(phrase);
    const head = this.headName(first, phrase);
    if (head === null) {
      this.lastWasAnonymous = true;
      return { speaker: this.anonymous.resolve(phrase), named: false, role: null };
    }
    if (head.person) this.lastPerson = head;
    this.lastWasAnonymous = false;
    return { speaker: head.name, named: true, role: head.role };
  }

  /** Takes in the names that stand before `end`, each with the role beside it. */
  private learnUpTo(end: number): void {
    for (; this.nextName < this.names.length && this.names[this.nextName]!.start < end; this.nextName += 1) {
      const name = this.names[this.nextName]!;
      const known = this.find(name.key);
      if (known !== undefined) {
        known.role ??= known.person ? roleBeside(this.text, name) : null;
        continue;
      }
      const display = name.text.replace(/[’']s?$/, '').replace(/\s+/g, ' ');
      const role =
        bodyWord.test(display) || /^\p{Lu}{2,}$/u.test(display) ? null : roleBeside(this.text, name);
      const words = name.key.split(' ').length;
      const person =
        !bodyWord.test(display) &&
        ((words > 1 && words < 6) || role !== null) &&
        !/\d|^\p{Lu}{2,}$/u.test(display);
      this.known.push({ name: display, key: name.key, role, person });
    }
  }

  /** The name with this key; for a lone word the latest person of that surname. */
  private find(key: string): Known | undefined {
    const exact = this.known.find((known) => known.key === key);
    if (key.includes(' ')) return exact;
    return this.known.findLast((known) => known.person && known.key.endsWith(` ${key}`)) ?? exact;
  }

  /** The name that heads a source phrase ("Harbour Mayor Mira Osei"); null for "a spokesman for Osei" or "NBC reporters". */
  private headName(span: Span, phrase: string): Known | null {
    if (isAnonymous(phrase)) return null;
    // names up to the span's end have been learnt, so the ones inside it are the latest
    let at = this.nextName;
    while (at > 0 && this.names[at - 1]!.start >= span.start) at -= 1;
    for (const name of this.names.slice(at, this.nextName)) {
      if (name.end > span.end) continue;
      const lead = this.text.slice(span.start, name.start);
      if (preposition.test(lead) || /\b(?:and|or)\s$/.test(lead)) return null;
      const rest = this.text.slice(name.end, span.end);
      if (
        /^(?:[’']s?)?(?:-\p{Ll}+)?\s+\p{Ll}/u.test(rest) &&
        !/^[’']?s?\s+(?:who|which|of|for|in|from|on|at|and|during|also|himself|herself|itself|speaking|told|said)\b/u.test(
          rest,
        )
      )
        continue;
      if (/^-\p{Ll}/u.test(rest)) continue;
      return this.find(name.key) ?? null;
    }
    return null;
  }

  private resolvePronoun(phrase: string): Speaker {
    if (
      singularPerson.test(phrase) &&
      !(this.lastWasAnonymous && this.lastPerson === null) &&
      this.lastPerson !== null
    )
      return { speaker: this.lastPerson.name, named: true, role: this.lastPerson.role };
    if (/^(?:they|them|themselves|these|those)$/i.test(phrase)) {
      const group = this.anonymous.lastGroup();
      if (group !== null) return { speaker: group, named: false, role: null };
    }
    return { speaker: phrase, named: false, role: null };
  }
}
