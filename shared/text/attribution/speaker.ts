import type { WatchedOutlet } from '../citation/index.js';
import { nameKey } from '../name/index.js';
import { citedPhrase } from './chain.js';
import { Cast, type Known, type Mention } from './known.js';
import { bodyMeant, officeHolder } from './office.js';
import { AnonymousMemory, isAnonymous, isGroup, isNobody, isSourceNoun, trimPhrase } from './phrase.js';
import { officeWord } from './role.js';
import type { AttributionSpans } from './spans.js';
import type { SpeechVerb } from './verb.js';
import { OutletMemory, type Via } from './via.js';

/** Who a source phrase means, and through whom. */
export interface Speaker {
  speaker: string | null;
  named: boolean;
  role: string | null;
  via: Via | null;
  /** The outlet, where the source is one that relays what others say. */
  relay: Via | null;
}

type Voice = Pick<Speaker, 'speaker' | 'named' | 'role'>;

const nobody: Voice = { speaker: null, named: false, role: null };
const singularPerson = /^(?:he|she|him|her|himself|herself|who)$/i;
const plural = /^(?:they|them|themselves|these|those)$/i;
const thing = /^(?:it|itself|which|that|this)$/i;
const firstPerson = /^(?:i|we|you|me|us|myself|ourselves|there|here)$/i;
const pronoun =
  /^(?:he|she|him|her|it|they|them|we|i|you|who|which|that|this|these|those|both|one|some|many)$/i;
/** Words that make the name after them a complement: "a spokesman for Osei" is not Osei. */
const preposition =
  /(?:^|\s)(?:of|for|from|to|with|by|in|at|on|near|against|about|under|who|that|inside|within|between|among)\s/i;
const relayVerbs: ReadonlySet<SpeechVerb> = new Set([
  'reported',
  'said',
  'according-to',
  'told',
  'confirmed',
  'announced',
  'claimed',
  'showed',
]);
/** What an outlet says of itself: "it stands by its story". */
const ofItself =
  /^\W*(?:that )?(?:it|they|we) (?:stands?|stood|regrets?|regretted|apologi[sz]e[sd]?|retract(?:s|ed)?|corrected|verified|reviewed|obtained|had (?:verified|reviewed|obtained|seen|spoken)|could not|would not|does not)\b|\b(?:its|their|our) (?:own )?(?:story|stories|report|reporting|article|coverage|journalism|journalists?|reporters?|staff|newsroom|sources?)\b/i;
const theReport = /^(?:(?:the|its|their) (?:\p{L}+ )?)?(?:report|story|article|investigation)$/iu;
/** A report that is no outlet's own may be meant by "the report". */
const otherReport =
  /\b(?:an?|another|annual|interim|internal|government|police|official) (?:\p{L}+ ){0,2}report\b/iu;
/** How far a named person's words still go to the outlet spoken to, in UTF-16 units. */
const hearing = 800;
/** No paragraph is longer, in UTF-16 units. */
const longestParagraph = 4000;
/** "Has issued a statement. It says …": whose it is has changed. */
const issues =
  /\b(?:issued|released|published|put out) (?:an?|its|the) (?:\p{L}+ ){0,2}(?:statement|letter|report|notice|memo)\b/iu;
/** A person without a name, whom "it" does not mean. */
const someone =
  /(?:\b(?:man|woman|men|women|boy|girl|mother|father|widow|widower|brother|sister|son|daughter|husband|wife|friend|neighbou?r|victim|person|police)|-year-old)$/i;
/** How far before "who" the people it means begin, and how they are called. */
const nounReach = 60;
const unnamedBefore =
  /(?:^|[\s“"])((?:an?|the|two|three|four|five|six|several|some|many|other) (?:(?!(?:by|to|with|from|and|that|who)\b)[\p{Ll}’-]+ ){0,4}?[\p{Ll}-]+),? $/iu;
/** How many mentions back the bearer of a pronoun is looked for. */
const memory = 40;

/** Resolves the sources of one text in reading order, so that "Osei", "he", "the mayor" and "the officials" find the fullest name or first phrase. */
export class SpeakerResolver {
  private readonly cast: Cast;
  private readonly anonymous = new AnonymousMemory();
  private readonly outlets: OutletMemory;
  private readonly reportsOfOthers: boolean;
  private lastPerson: { known: Known; place: number } | null = null;
  private lastBody: { voice: Voice; outlet: Via | null; place: number } | null = null;
  /** The last outlet that was said to report something. */
  private lastRelay: Via | null = null;
  /** Unnamed sources by the outlet that has their word. */
  private readonly sourcesOf = new Map<string, Voice>();
  private readonly heardBy = new Map<string, { via: Via; place: number }>();

  /** Where the title begins in what is read: after the text and a blank line. */
  readonly titleAt: number;
  private readonly text: string;

  /** @param title the article's title, if its attributions are resolved after those of the text */
  constructor(text: string, watched: readonly WatchedOutlet[] | undefined, title = '') {
    this.titleAt = text.length + 2;
    this.text = title === '' ? text : `${text}\n\n${title}`;
    this.cast = new Cast(text, title, this.titleAt);
    this.outlets = new OutletMemory(this.text, watched);
    this.reportsOfOthers = otherReport.test(text);
  }

  /** True for a phrase of a title that can be nothing but a source: one that the text names, or a noun for people who speak. */
  speaks(phrase: string): boolean {
    const plain = phrase.trim();
    const known = this.cast.find(nameKey(plain), this.titleAt);
    if (known !== undefined) return known.person || known.body;
    return isSourceNoun(plain.toLowerCase()) || theReport.test(plain);
  }

  /** The speaker of one attribution; attributions must come in the order of the text. */
  resolve(spans: AttributionSpans, verb: SpeechVerb): Speaker {
    const heard = this.outlets.heard(spans.source, spans.cue);
    const first = spans.source[0];
    if (first === undefined) return { ...nobody, via: heard, relay: null };
    const phrase = trimPhrase(this.text.slice(first.start, first.end));
    const outlet = this.outletOf(first.start, phrase, verb);
    if (outlet !== null) return this.fromOutlet(outlet, spans, verb, heard);
    const voice = reads(this.text, spans) ? this.writing(first.start) : this.voiceOf(first, phrase);
    return { ...voice, via: this.viaOf(voice, heard, first.start), relay: null };
  }

  /** "“…,” it reads": the paper that the text spoke of last. */
  private writing(place: number): Voice {
    const before = this.text.slice(Math.max(0, place - hearing), place);
    const paper = [...before.matchAll(papers)].at(-1)?.[0];
    return paper === undefined ? nobody : { speaker: paper, named: false, role: null };
  }

  /** The outlet a source phrase means, unless a person of that name is known. */
  private outletOf(place: number, words: string, verb: SpeechVerb): Via | null {
    const phrase = this.inFull(place, words);
    if (thing.test(phrase)) return this.lastBody?.outlet ?? null;
    if (theReport.test(phrase) && !this.reportsOfOthers) return this.lastRelay ?? this.outlets.last;
    const person = /^\p{Lu}\p{L}+$/u.test(phrase) && this.cast.find(phrase.toLowerCase(), place)?.person;
    return person === true ? null : this.outlets.named(phrase, place, verb === 'reported');
  }

  /** An outlet is the way the words came, and those it cites the speakers; of itself it speaks like anyone. */
  private fromOutlet(outlet: Via, spans: AttributionSpans, verb: SpeechVerb, heard: Via | null): Speaker {
    const place = spans.source[0]!.start;
    const own: Voice = { speaker: outlet.outletName, named: true, role: null };
    this.lastBody = { voice: own, outlet, place };
    const content = spans.content.map(({ start, end }) => this.text.slice(start, end)).join(' ');
    if (!relayVerbs.has(verb) || ofItself.test(content)) return { ...own, via: heard, relay: null };
    this.lastRelay = outlet;
    const cited = citedPhrase(this.text, spans);
    const voice =
      cited === null
        ? (this.sourcesOf.get(outlet.outletName) ?? nobody)
        : { speaker: this.anonymous.resolve(cited), named: false, role: null };
    if (voice.speaker !== null) this.remember(voice, outlet, place);
    return { ...voice, via: outlet, relay: outlet };
  }

  private voiceOf(span: { start: number; end: number }, phrase: string): Voice {
    if (/^who$/i.test(phrase)) return this.before(span.start) ?? this.personMeant(span.start);
    if (singularPerson.test(phrase)) return this.personMeant(span.start);
    if (firstPerson.test(phrase) || isNobody(phrase)) return nobody;
    if (thing.test(phrase)) return this.thingMeant(span.start);
    if (plural.test(phrase)) {
      const group = this.anonymous.lastGroup();
      return group === null ? (this.lastBody?.voice ?? nobody) : { speaker: group, named: false, role: null };
    }
    const head = this.headName(span, phrase) ?? this.commonNoun(span.start, phrase);
    if (head !== null) return this.fromName(head, span.start);
    if (this.isDateline(span)) return nobody;
    const voice = { speaker: this.anonymous.resolve(phrase), named: false, role: null };
    if (!isAnonymous(phrase) && !someone.test(phrase))
      this.lastBody = { voice, outlet: null, place: span.start };
    return voice;
  }

  /** "It says": the body that spoke last, unless a sentence since tells of another. */
  private thingMeant(place: number): Voice {
    const last = this.lastBody;
    if (last === null || /^(?:the )?police$/i.test(last.voice.speaker ?? '')) return nobody;
    const between = this.text.slice(Math.max(last.place, place - hearing), place);
    const isTurned = issues.test(between) && this.turnsTo(last.voice.speaker ?? '', last.place, place, true);
    return isTurned ? nobody : last.voice;
  }

  /** "Two passengers who …": people without a name right before "who". */
  private before(place: number): Voice | null {
    const words = this.text.slice(Math.max(0, place - nounReach), place);
    const phrase = unnamedBefore.exec(words)?.[1];
    return phrase === undefined || !isAnonymous(phrase)
      ? null
      : { speaker: this.anonymous.resolve(phrase), named: false, role: null };
  }

  private fromName(known: Known, place: number): Voice {
    const voice = { speaker: known.name, named: true, role: known.role };
    if (known.person) this.lastPerson = { known, place };
    else this.lastBody = { voice, outlet: null, place };
    return voice;
  }

  /** "The minister", "the company". */
  private commonNoun(place: number, phrase: string): Known | null {
    if (this.anonymous.knows(phrase)) return null;
    const full = this.inFull(place, phrase);
    return (
      officeHolder(this.cast, full, place) ?? bodyMeant(this.cast, full, place) ?? this.firmMeant(full, place)
    );
  }

  /** "The company": the named one, no person, that spoke just before, whatever it is called. */
  private firmMeant(phrase: string, place: number): Known | null {
    const last = this.lastBody;
    if (!/^the (?:company|firm|group|club|charity|maker|operator)$/i.test(phrase) || last === null)
      return null;
    const { speaker, named } = last.voice;
    if (!named || last.outlet !== null || place - last.place > hearing) return null;
    if (this.turnsTo(speaker!, last.place, place)) return null;
    return this.cast.find(nameKey(speaker!), place) ?? null;
  }

  /** True where a sentence in between tells of another body: "Fresco said … Brakka was told to … The company …". */
  private turnsTo(speaker: string, from: number, to: number, anyone = false): boolean {
    const { mentions } = this.cast;
    for (let at = this.cast.lastBefore(to); at >= 0 && mentions[at]!.start > from; at -= 1) {
      const { subject, known } = mentions[at]!;
      if (subject && (anyone || !known.person) && known.name !== speaker && !speaker.includes(known.name))
        return true;
    }
    return false;
  }

  /** Titles leave out articles: "Minister" is the minister, "Tribune" the Tribune. */
  private inFull(place: number, phrase: string): string {
    const bare = place >= this.titleAt && /^\p{L}[\p{L}’'-]*$/u.test(phrase) && !pronoun.test(phrase);
    if (!bare || this.cast.find(nameKey(phrase), place) !== undefined) return phrase;
    return `the ${/^\p{Lu}\p{Ll}/u.test(phrase) && officeWord.test(phrase) ? phrase.toLowerCase() : phrase}`;
  }

  private isDateline({ start, end }: { start: number; end: number }): boolean {
    return (
      /^[\p{Lu}\s.’'-]{3,}$/u.test(this.text.slice(start, end)) &&
      /^[^\n]{0,40}\s?[—–-]\s/.test(this.text.slice(end, end + 45)) &&
      /(?:^|\n)$/.test(this.text.slice(Math.max(0, start - 1), start))
    );
  }

  /** The name that heads a source phrase ("Harbour Mayor Mira Osei"); null for "a spokesman for Osei" or "NBC reporters". */
  private headName(span: { start: number; end: number }, phrase: string): Known | null {
    const apposed = this.apposedName(span, phrase);
    if (apposed !== null) return apposed;
    if (isAnonymous(phrase)) return null;
    const { mentions } = this.cast;
    let at = this.cast.lastBefore(span.start);
    if (at < 0 || mentions[at]!.end <= span.start) at += 1;
    for (; at < mentions.length && mentions[at]!.start < span.end; at += 1) {
      const name = mentions[at]!;
      if (name.end > span.end) continue;
      const lead = this.text.slice(Math.min(span.start, name.start), name.start);
      if (preposition.test(lead.replace(officeLead, '')) || /\b(?:and|or)\s$/.test(lead)) return null;
      if (goesOn(this.text.slice(name.end, span.end))) continue;
      return name.known;
    }
    return null;
  }

  /** "A spokeswoman for the Harbour Board, Lena Hart": an office with the name of its holder behind. */
  private apposedName(span: { start: number; end: number }, phrase: string): Known | null {
    const words =
      /^(?:an?|the|its|their|his|her|one of) (?:(?! and )[^,])+, ((?:\p{Lu}[\p{L}.’'-]*\s?){2,4})$/iu.exec(
        phrase,
      )?.[1];
    if (words === undefined || !officeWord.test(phrase.split(',', 1)[0]!)) return null;
    const start = this.text.indexOf(words.trim(), span.start);
    const mention = this.cast.mentions[this.cast.lastBefore(start + words.trim().length)];
    return mention !== undefined && mention.start >= start && mention.known.person ? mention.known : null;
  }

  /** The one "he" or "she" means: who heads a sentence or spoke last in the paragraph, else anyone named there, else who did so before. */
  private personMeant(place: number): Voice {
    const { mentions } = this.cast;
    const last = this.cast.lastBefore(place);
    const paragraphStart =
      this.text.slice(Math.max(0, place - longestParagraph), place).lastIndexOf('\n') +
      Math.max(0, place - longestParagraph);
    let subject: Mention | null = null;
    let here: Mention | null = null;
    for (let at = last; at >= 0 && at > last - memory && subject === null; at -= 1) {
      const mention = mentions[at]!;
      if (!mention.known.person) continue;
      if (mention.subject) subject = mention;
      if (mention.start > paragraphStart) here ??= mention;
    }
    const head =
      subject !== null && (this.lastPerson === null || subject.start >= this.lastPerson.place)
        ? { known: subject.known, place: subject.start }
        : this.lastPerson;
    const known = head !== null && head.place > paragraphStart ? head.known : (here?.known ?? head?.known);
    return known === undefined ? nobody : this.fromName(known, place);
  }

  /** Where the words went: to the outlet just named, or to the one this source spoke to before. */
  private viaOf(voice: Voice, heard: Via | null, place: number): Via | null {
    if (voice.speaker === null) return heard;
    if (heard !== null) {
      this.remember(voice, heard, place);
      return heard;
    }
    const before = this.heardBy.get(voice.speaker);
    if (before === undefined) return null;
    if (!voice.named) return before.via;
    if (place - before.place > hearing) return null;
    before.place = place;
    return before.via;
  }

  private remember(voice: Voice, via: Via, place: number): void {
    this.heardBy.set(voice.speaker!, { via, place });
    if (voice.named || !isAnonymous(voice.speaker!)) return;
    const before = this.sourcesOf.get(via.outletName)?.speaker;
    // One official who is quoted is likely one of the four who spoke to the outlet.
    if (before === undefined || !isGroup(before!) || isGroup(voice.speaker!))
      this.sourcesOf.set(via.outletName, voice);
  }
}

const papers =
  /\b(?:the|an?|this|that) (?:[\p{Ll}-]+ ){0,2}(?:memo|memorandum|letter|e-?mail|note|report|statement|notice|ruling|judgment|judgement|filing|complaint|document|petition|message|post|sign|inscription|text)\b(?! of\b)/giu;

/** "It reads", "which read": said of writing. */
function reads(text: string, { source, cue }: AttributionSpans): boolean {
  const [who, verb] = [source[0]!, cue.at(-1)!];
  return (
    /^(?:it|which)$/i.test(text.slice(who.start, who.end)) &&
    /^(?:reads|read)$/i.test(text.slice(verb.start, verb.end))
  );
}

/** "Minister for Roads Mira Osei": the office's own preposition makes no complement of the name. */
const officeLead =
  /\b(?:minister|secretary|undersecretary|commissioner|director|chancellor|head|chief)\s+(?:of|for)\s/gi;

/** True where the words after a name make it a modifier: "the Osei campaign", "NBC reporters". */
function goesOn(rest: string): boolean {
  if (/^-\p{Ll}/u.test(rest)) return true;
  return (
    /^(?:[’']s?)?(?:-\p{Ll}+)?\s+(?:\p{Ll}|\d+\p{Ll}+ \p{Lu})/u.test(rest) &&
    !/^[’']?s?\s+(?:who|which|of|for|in|from|on|at|and|during|also|himself|herself|itself|speaking|told|said)\b/u.test(
      rest,
    )
  );
}
