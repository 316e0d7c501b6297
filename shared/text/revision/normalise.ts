import { splitSentences } from '../sentence/index.js';

/** A sentence with what decides whether it says the same as another: letters and figures, not their dress. */
export interface Said {
  /** As it stands in the text. */
  text: string;
  /** The same for two sentences that differ in white space, quotation marks, dashes or ligatures alone. */
  key: string;
}

/** No sentence of news that matters here is shorter than what these take; longer lines are not tried. */
const longestNoise = 160;

const month =
  '(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:uary|ruary|ch|il|ust|ember|ober|tember)?\\.?';
const ordinal = '\\d{1,2}(?:st|nd|rd|th)?,?';

/** What a stamp is made of; taken out one after the other, so that time grows with the line. */
const stampParts: readonly RegExp[] = [
  /\b\d{1,4}[-./]\d{1,2}[-./]\d{1,4}(?:t[\d:.]+z?)?\b/gi,
  new RegExp(`\\b(?:${ordinal} ${month}|${month} ${ordinal})(?:,? ?\\d{4})?(?!\\w)`, 'gi'),
  /\b\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?: ?[ap]\.?m\b\.?)?/gi,
  /\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b|\b(?:today|yesterday|at|on|am|pm|[a-z]{2,3}t|utc|z)\b/gi,
];
const stampLabel =
  /^\W*(?:(?:last|first) )?(?:updated?|modified|published|posted|revised|edited|changed|as of)\b(?: on| at)?\s*:?/i;

const ago =
  '(?:(?:about|over|just|less than|an?|\\d{1,4}) ){0,2}(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|[smhd]) ago';

/**
 * Lines that change while nobody edits the article: times since, counters, pleas to share, links to other pages. Each
 * stands for the whole sentence, so that a sentence that merely speaks of such a thing is kept.
 */
const noise: readonly RegExp[] = [
  `(?:(?:last|first) )?(?:updated|modified|published|posted|edited|revised|changed|refreshed)? ?:? ?(?:about )?(?:${ago}|just now|moments ago)`,
  // Counters: "1,204 views", "12 comments", "3 min read", "Shares: 40".
  '[\\d.,]+ ?[km]? (?:views?|reads?|readers?|likes?|shares?|comments?|reactions?|votes?|people (?:are )?(?:reading|watching)(?: this| now){0,2})',
  '(?:views?|reads?|likes?|shares?|comments?|reactions?|reading time|read time) ?:? ?[\\d.,]+ ?[km]?(?: ?min(?:ute)?s?)?',
  '\\d{1,3}[- ]?min(?:ute)?s?\\.? (?:read|watch|listen)',
  // Advertising and what stands around an article.
  '(?:advertisement|advertising|sponsored(?: content| by .{1,60})?|promoted|story continues below.*|continue reading.*|scroll to continue.*)',
  '(?:share|save|print|listen|copy link|follow us|leave a comment|view comments|show comments|sign up.{0,100}|subscribe.{0,100})',
  // Links to other pages: what they lead to changes by the hour.
  "(?:related|read more|read also|read next|also read|see also|more on this|more from|more stories|recommended|most read|trending|up next|in other news|don't miss|you may also like) ?(?:[:|-].*|(?:stories|articles|news|topics|content|coverage))?",
].map((source) => new RegExp(`^\\W*(?:${source})\\W*$`, 'i'));

/** The sentences of a text that say something, in order; with `everything`, all of them. */
export function readSayings(text: string, everything = false): Said[] {
  return splitSentences(text)
    .map(({ text: sentence }) => ({ text: sentence, key: keyOf(sentence) }))
    .filter(({ text: sentence, key }) => key !== '' && (everything || !isNoise(sentence)));
}

/** True for a line that changes while nobody edits the article. */
export function isNoise(sentence: string): boolean {
  if (sentence.length > longestNoise) return false;
  const line = keyOf(sentence);
  return noise.some((pattern) => pattern.test(line)) || isStamp(line);
}

/** A date, a time or both, with or without "updated", and nothing else. */
function isStamp(line: string): boolean {
  const bare = line.replace(stampLabel, '');
  const rest = stampParts.reduce((left, part) => left.replace(part, ' '), bare);
  return /\d/.test(line) && !/[\p{L}\p{N}]/u.test(rest);
}

/** A text in one dress: compatibility forms, plain quotation marks and dashes, single spaces. */
export function keyOf(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, '')
    .replace(/[“”„‟«»″]/g, '"')
    .replace(/[‘’‚‛′`]/g, "'")
    .replace(/[‐‑‒–—―−]/g, '-')
    .replace(/\s*-\s*/g, '-')
    .replace(/…/g, '...')
    .replace(/\s+/g, ' ')
    .trim();
}
