import type { Span } from '../span.js';
import { cues } from './cues.js';

// Whether a name of one word ("Copper"), which may be a word, a place or a person too, means an outlet.

/** How much of the text before and after a name is read, in UTF-16 units. */
const window = 90;

const papers = String.raw`(?:newspaper|paper|magazine|outlet|website|news\s+site|broadcaster|(?:radio|television|tv)\s+(?:station|channel)|news\s+agency|tabloid|weekly|newsletter|publication)`;
/** Before a name: what is only done by or with an outlet. */
const outletBefore = new RegExp(
  String.raw`(?:\b(?:first|originally|initially)\s+(?:reported|revealed|published|appeared|disclosed)\s+(?:by|in|on)|\b(?:reported|published)\s+(?:\p{Ll}+\s+)?by|\b(?:report|reporting|story|article|interview|investigation)\s+(?:\p{Ll}+\s+)?(?:in|by|with)|\b${papers})\s+(?:the\s+)?[“‘"']?$`,
  'iu',
);
const adverbs = String.raw`(?:(?:has|had|have|also|later|previously|separately|exclusively|first|earlier|originally)\s+){0,3}`;
const reporting =
  '(?:reported|reports|reporting|revealed|reveals|wrote|writes|disclosed|discloses|learned|learnt)';
/** After a name: the same. "Copper reported prices" is none, "Copper reported that prices …" is. */
const outletAfter = new RegExp(
  String.raw`^(?:[’']s)?,?\s+(?:(?:which|who)\s+)?(?:${adverbs}${reporting}\s*(?:$|[,.;:“”"—–]|\s(?:that|how|why|whether|on|last|earlier|late|this|yesterday|today|exclusively|first|citing|\p{Lu}\p{Ll}+day)\b)|(?:first|exclusively|originally)\s+(?:reported|revealed|published)\b)|^[’']s\s+(?:(?:own|original|earlier|exclusive|initial|latest)\s+)?(?:reporting|story|article|reporters?|correspondents?|journalists?|newsroom|scoop|exclusive)\b`,
  'iu',
);
/** After a name: what anybody does who has a voice. */
const voiceAfter =
  /^(?:[’']s)?,?\s+(?:(?:also|has|had|have|later|previously|separately|exclusively|on\s+\p{Lu}\p{Ll}+day|(?:last|this)\s+\p{Ll}+|earlier|\p{Ll}+ly)\s+){0,3}(?:reported|reports|reporting|said|says|wrote|writes|revealed|reveals|noted|notes|quoted|cited|cites|published|confirmed|learned|added|claimed|stated|estimated|explained)\b/iu;
/** A place: "in Copper". */
const placeBefore =
  /(?<!\b(?:appeared|published|printed|reported|report|story|article|interview|read|wrote|piece|column)\s+)\b(?:in|at|near|outside|inside|across|around|through|into|towards?)\s+(?:the\s+)?$/iu;

/**
 * Those of the places of a name of one word where the words around make it an outlet's. A word that begins a sentence is in capitals whatever it
 * is: where the text has it in small letters too, and where it has a place of that name, only words that go with nothing but outlets will do.
 */
export function outletPlaces(text: string, places: readonly Span[]): Span[] {
  if (places.length === 0 || !standsForItself(text, places)) return [];
  const isPlace = places.some(({ start }) => placeBefore.test(textBefore(text, start)));
  const isWord = hasSmall(text, text.slice(places[0]!.start, places[0]!.end).toLowerCase());
  return places.filter(({ start, end }) => {
    const before = textBefore(text, start);
    const after = text.slice(end, end + window).split('\n', 1)[0]!;
    if (outletBefore.test(before) || outletAfter.test(after)) return true;
    if (isPlace || (isWord && beginsSentence(before))) return false;
    return cues.some((cue) => cue.before?.test(before)) || voiceAfter.test(after);
  });
}

const textBefore = (text: string, at: number): string => text.slice(Math.max(0, at - window), at);

/** "(The) Copper …" at the head of a sentence, a line or a quotation. */
function beginsSentence(before: string): boolean {
  return /(?:^|\n|[.!?:][”"’)]*\s+|[“"‘(])\s*(?:the\s+)?$/iu.test(before);
}

function hasSmall(text: string, word: string): boolean {
  return new RegExp(`(?<![\\p{L}-])${escaped(word)}(?:e?s)?(?!\\p{L})`, 'u').test(text);
}

const escaped = (name: string): string => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Words in capitals beside a name that are no part of it: those that begin sentences, days, months, and "Website Copper". */
const apart = new Set(
  (
    'The A An As In On At But And Or Nor So Yet When While Where Why How What Which Who After Before Since Until Once Because Although Though Unless For By From With Without Within ' +
    'According Per Citing Quoting Via If Then Now Both Even Only Also Not To Of About Against Despite Like Unlike That This These Those There Here Yesterday Today Last Earlier Later Meanwhile ' +
    'However Instead Still It He She They We I Its His Her Their Our Copyright Newspaper Paper Magazine Website Site Broadcaster Tabloid Outlet ' +
    'Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October November December'
  ).split(' '),
);
/** Words that an outlet's name goes on with: "Vista TV". */
const further =
  /^(?:News|TV|Television|Online|Radio|Agency|Network|Wire|Newswire|Magazine|Newspaper|Weekly|Daily)$/;
const callings =
  /\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lady|Lord|Prof|Professor|Judge|Capt|Captain|Sgt|Insp|Rev)\.?\s$/;

/** False if the text has the name within a longer one somewhere, so that it may be short for that: "Ada Copper", "Copper Holdings", "Mr Copper". */
function standsForItself(text: string, places: readonly Span[]): boolean {
  return places.every(({ start, end }) => {
    const before = textBefore(text, start);
    const after = text.slice(end, end + window);
    const last = /(?:^|[^\p{L}])(\p{Lu}[\p{L}\p{N}.’'-]*)\s(?:(?:&|of)\s)?$/u.exec(before)?.[1];
    const next = /^\s(?:&\s)?(\p{Lu}[\p{L}\p{N}’'-]*)/u.exec(after)?.[1]?.replace(/[’']s$/, '');
    if (callings.test(before) || /(?:^|\s)\p{Lu}\.\s$/u.test(before)) return false;
    if (last !== undefined && !apart.has(last) && !last.endsWith('.')) return false;
    return next === undefined || apart.has(next) || further.test(next);
  });
}
