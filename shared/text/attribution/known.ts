import { recogniseOutlet } from '../citation/index.js';
import { findNames, type Name, nameKey } from '../name/index.js';
import { namesWithin } from '../name/within.js';
import { splitSentences } from '../sentence/index.js';
import { roleBeside } from './role.js';

/** A person or body of a text under its fullest name, with the first role given. */
export interface Known {
  name: string;
  key: string;
  role: string | null;
  person: boolean;
  /** True for what by its name is a body: "Harbour Bridge Board", "HSB". */
  body: boolean;
  /** Where it is named first. */
  first: number;
  /** How often it is named, and how often as a thing or a place is ("the …", "in …"). */
  times: number;
  asThing: number;
}

/** A place where one of them is named. */
export interface Mention {
  start: number;
  end: number;
  known: Known;
  /** True at the head of a sentence, where the one it tells of stands. */
  subject: boolean;
  /** Numbers of the paragraph and the sentence. */
  paragraph: number;
  sentence: number;
}

const bodyWord =
  /\b(?:department|ministry|agency|authority|office|bureau|police|court|committee|commission|council|board|party|group|union|federation|university|institute|bank|company|corporation|association|administration|house|congress|senate|service|services|network|news|times|post|tribune|journal|center|centre|campaign|foundation|report|poll|states?|kingdom|nations|government|enforcement|protection|security|city|county|street|airport|hospital|school|college|church|club|league|team|inc|corp|ltd|llc|sons|holdings|industries|instruments|systems)\b|&/i;

/** Names everyone in a text, and finds whom a name or an office ("the minister") means at a place. */
export class Cast {
  readonly mentions: Mention[] = [];
  /** Everyone, in order of the first mention. */
  readonly all: Known[] = [];
  private readonly byKey = new Map<string, Known>();
  /** Persons by their last word, in order of their first mention. */
  private readonly bySurname = new Map<string, Known[]>();

  /**
   * @param title a line in which the same names may stand, as if it followed the text at `titleAt`
   */
  constructor(text: string, title: string, titleAt: number) {
    const sentences = splitSentences(text);
    let at = 0;
    for (const name of findNames(text)) {
      while (at < sentences.length - 1 && sentences[at]!.end <= name.start) at += 1;
      const sentence = sentences[at];
      // a place in a dateline is nobody
      if (sentence === undefined || name.start < sentence.start) continue;
      const known = this.learn(text, name);
      known.times += 1;
      if (standsAsThing(text, name)) known.asThing += 1;
      const { start, end } = name;
      const subject =
        !/^[’']s\b/.test(text.slice(end)) &&
        !/[’']s$/.test(name.text) &&
        isHead(text.slice(sentence.start, start).slice(-headReach - 1), known.role);
      this.mentions.push({ start, end, known, subject, paragraph: sentence.paragraph, sentence: at });
    }
    for (const known of this.all) if (isThing(known)) known.person = false;
    if (title !== '') this.readTitle(title, titleAt, namesWithin(title, findNames(text)));
  }

  private readTitle(title: string, titleAt: number, names: readonly Name[]): void {
    const last = this.mentions.at(-1);
    const [paragraph, sentence] = [(last?.paragraph ?? -1) + 1, (last?.sentence ?? -1) + 1];
    for (const name of [...names, ...this.surnamesIn(title, names)].sort((a, b) => a.start - b.start)) {
      const [start, end] = [name.start + titleAt, name.end + titleAt];
      const known = this.find(name.key, start);
      if (known === undefined) continue;
      const subject = isHead(title.slice(0, name.start).slice(-headReach - 1), known.role);
      this.mentions.push({ start, end, known, subject, paragraph, sentence });
    }
  }

  /** Titles name people by surname whom the text names in full. */
  private surnamesIn(title: string, names: readonly Name[]): { start: number; end: number; key: string }[] {
    return [...title.matchAll(/\p{Lu}[\p{L}’'-]+/gu)]
      .map(({ 0: word, index }) => ({ start: index, end: index + word.length, key: nameKey(word) }))
      .filter(
        ({ start, key }) =>
          this.bySurname.has(key) && !names.some((name) => name.start <= start && start < name.end),
      );
  }

  /** The fullest bearer of a name: for a surname the latest person of that name, at `place` if there are more. */
  find(key: string, place: number): Known | undefined {
    const exact = this.byKey.get(key);
    if (key.includes(' ')) return exact;
    const bearers = this.bySurname.get(key) ?? [];
    return bearers.findLast((known) => known.first < place) ?? bearers[0] ?? exact;
  }

  /** The last mention that begins before `place`, as its index; -1 if there is none. */
  lastBefore(place: number): number {
    let [low, high] = [0, this.mentions.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.mentions[middle]!.start < place) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  private learn(text: string, name: Name): Known {
    const found = this.find(name.key, name.start);
    if (found !== undefined) {
      if (found.person) found.role ??= roleBeside(text, name);
      return found;
    }
    const known = describe(text, name);
    this.byKey.set(name.key, known);
    this.all.push(known);
    const surname = name.key.slice(name.key.lastIndexOf(' ') + 1);
    if (known.person && surname !== name.key)
      this.bySurname.set(surname, [...(this.bySurname.get(surname) ?? []).slice(-mostNamesakes), known]);
    return known;
  }
}

/** So many persons of one surname are told apart. */
const mostNamesakes = 20;

function describe(text: string, name: Name): Known {
  const { called, calling } = withoutCalling(name.text.replace(/[’']s?$/, '').replace(/\s+/g, ' '));
  const display = numbered(text, name, personOf(called));
  const body =
    bodyWord.test(display) ||
    recogniseOutlet(display)?.weak === false ||
    /\d|^\p{Lu}{2,}$|^(?:\p{Lu}\.)+\p{Lu}?$/u.test(display);
  const role = body ? null : (calling ?? roleBeside(text, name));
  const words = name.key.split(' ').length;
  const person = !body && ((words > 1 && words < 6) || role !== null);
  return { name: display, key: name.key, role, person, body, first: name.start, times: 0, asThing: 0 };
}

const callings =
  /^(?:Nurse|Prosecutor|Barrister|Solicitor|Lawyer|Constable|Teacher|Farmer|Firefighter|Paramedic|Surgeon|Pilot|Skipper|Chairperson|Ombudsman|Magistrate|Historian|Economist|Engineer|Architect|Activist|Campaigner|Author|Singer|Actor|Actress|Striker|Goalkeeper|Midfielder|Defender|Referee|Assistant|Undertaker|Pensioner|Student|Neighbour|Neighbor|Widow|Widower|Father|Mother|Resident|Driver|Trader|Shopkeeper)$/;

/** "Nurse Ilse Brandt" is Ilse Brandt, a nurse; "FURIOUS Erik Lind" is Erik Lind. */
function withoutCalling(name: string): { called: string; calling: string | null } {
  const [first, ...rest] = name.split(' ');
  const isPerson = rest.length >= 2 && rest.length <= 3 && rest.every((word) => /^\p{Lu}\p{Ll}/u.test(word));
  if (!isPerson) return { called: name, calling: null };
  if (callings.test(first!)) return { called: rest.join(' '), calling: first! };
  return { called: /^\p{Lu}{4,}$/u.test(first!) ? rest.join(' ') : name, calling: null };
}

/** "Metal 7": a number that stands behind a name again and again is a part of it. */
function numbered(text: string, { end }: Name, name: string): string {
  const number = /^ \d{1,3}(?![\p{L}\d,.:%-])/u.exec(text.slice(end, end + 6))?.[0];
  const whole = number === undefined || name.includes(' ') ? name : name + number;
  return whole !== name && text.indexOf(whole) !== text.lastIndexOf(whole) ? whole : name;
}

/** "Mira Osei of the Harbour Bridge Board" is Mira Osei; "Bank of Norland" and "the House Committee of Rules" stay. */
function personOf(name: string): string {
  const parts = /^((?:\p{Lu}[\p{L}.’'-]* ){1,3}?\p{Lu}[\p{L}.’'-]*) of (the )?(.+)$/u.exec(name);
  if (parts === null) return name;
  const [, person, article, body] = parts;
  return bodyWord.test(person!) || (article === undefined && !bodyWord.test(body!)) ? name : person!;
}

/** An article or a word of place before a name. */
const standsAsThing = (text: string, { start }: Name): boolean =>
  /\b(?:the|an?|in|at|near|outside|inside|across) $/i.test(text.slice(Math.max(0, start - 9), start));

/** "The Middle East", "the Vantage Goods depot", "in Las Vegas": a person seldom is ("the Osei campaign"). */
const isThing = ({ role, times, asThing }: Known): boolean => role === null && asThing * 2 >= times;

/** How many UTF-16 units may stand before a name at the head of a sentence: its title, an adverb. */
const headReach = 60;

/** True for the words before a sentence's first name: nothing, or the bearer's office and calling ("Retired lab boss"). */
function isHead(lead: string, role: string | null): boolean {
  if (lead.length > headReach) return false;
  const rest = role !== null && lead.trimEnd().endsWith(role) ? lead.slice(0, lead.lastIndexOf(role)) : lead;
  return (
    /^[“"‘']?(?:(?:the|an?|but|and|then|later|meanwhile)\s+)*$/i.test(rest) ||
    belonging.test(rest) ||
    (/^(?:[\p{L}’'-]+\s+){0,4}$/u.test(rest) && !clauseWord.test(rest))
  );
}

/** "The pilot's lawyer, | Mira Osei, …": named by whose or what's they are. */
const belonging =
  /^(?:the |its |his |her |their )?[\p{L}’' -]{2,40}[’']s (?:[\p{Ll}-]+ ){0,3}[\p{Ll}-]+, $/iu;

const clauseWord =
  /\b(?:in|on|at|by|for|from|with|of|to|as|after|before|since|when|while|because|if|that|told|said|named|asked|was|were|is|are|has|had)\b/i;
