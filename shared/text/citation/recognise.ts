import type { Span } from '../span.js';
import { knownOutlets, strongEndings, weakEndings } from './outlets.js';
import { plainName } from './plain-name.js';
import { type WatchedOutlet, watchedNames } from './watched.js';

/** An outlet's name in running text. `weak`: an outlet only where the words around it say so. */
export interface OutletMention extends Span {
  outlet: string | null;
  outletName: string;
  weak: boolean;
}

/** Known names, longest first, so that "NBC News" is not read as "NBC". Case matters: "time" is no magazine. */
const known = new Map<string, { name: string; domain: string }>();
for (const { name, domain, aliases } of knownOutlets)
  for (const alias of [name, ...aliases]) known.set(plainName(alias), { name, domain });

/** Ordinary words or surnames that are outlets only beside a strong cue. */
const ambiguous = new Set([
  'Time',
  'Insider',
  'Forbes',
  'Fortune',
  'Wired',
  'Salon',
  'Dawn',
  'RT',
  'ABC',
  'FT',
  'DW',
  'Independent',
  'Guardian',
  'Telegraph',
  'Mirror',
  'Economist',
  'Bloomberg',
  'Atlantic',
  'Hill',
  'Hindu',
  'Intercept',
  'Verge',
  'RIA',
  'ANI',
  'AP',
  'Spiegel',
  'Vox',
  'BBC One',
  'Channel 4',
  'Rolling Stone',
]);

const wordPattern = String.raw`(?:\p{Lu}[\p{L}\p{N}’'&-]*|\p{Lu}\.(?:\p{Lu}\.)+)`;
const runPattern = new RegExp(
  `${wordPattern}(?:\\s(?:of\\s|and\\s|for\\s)?${wordPattern}){0,5}(?:\\s(?:4|24|7|5|magazine|newspaper))?`,
  'gu',
);
const sitePattern =
  /(?<![\w.-])(?:[a-z0-9-]{1,63}\.){1,5}(?:com|org|net|news|info|co\.[a-z]{2}|com\.[a-z]{2}|[a-z]{2}|example|test)\b/gi;
const callSign = /^[KW][A-Z]{2,3}(?:-(?:TV|FM|AM))?$/;

/** What a whole name is, if it names an outlet; null if it does not. `watched`: outlets whose names count besides the known ones. */
export function recogniseOutlet(
  name: string,
  watched?: readonly WatchedOutlet[],
): { outlet: string | null; outletName: string; weak: boolean } | null {
  const plain = plainName(name);
  const { full, short } = watchedNames(watched);
  const own = full.get(plain.toLowerCase());
  // One word ("Plainspoken") may be an ordinary word at the start of a sentence.
  if (own !== undefined) return { ...own, weak: !plain.includes(' ') };
  const entry = known.get(plain);
  const brief = short.get(plain.toLowerCase());
  if (entry === undefined && brief !== undefined) return { ...brief, weak: true };
  if (entry !== undefined)
    return { outlet: entry.domain, outletName: entry.name, weak: ambiguous.has(plain) };
  if (/^(?:[a-z0-9-]+\.)+[a-z]{2,}$/i.test(plain)) return recogniseSite(plain);
  if (callSign.test(plain)) return { outlet: null, outletName: plain, weak: true };
  const words = plain.split(' ');
  const last = words.at(-1)!.toLowerCase();
  if (/^(?:radio|channel)$/i.test(words[0]!) && words.length > 1)
    return { outlet: null, outletName: plain, weak: false };
  const bare = words.length < 2;
  if (strongEndings.has(last))
    return bare && !/^the\s/i.test(name) ? null : { outlet: null, outletName: displayName(name), weak: bare };
  if (weakEndings.has(last) && !bare) return { outlet: null, outletName: displayName(name), weak: true };
  return null;
}

/** "The Post" keeps its article, since that is all the name there is. */
function displayName(name: string): string {
  const plain = plainName(name);
  return plain.includes(' ') ? plain : `The ${plain}`;
}

function recogniseSite(site: string): { outlet: string | null; outletName: string; weak: boolean } {
  const domain = site.toLowerCase().replace(/^www\./, '');
  const owner = knownOutlets.find((each) => each.domain === domain);
  return { outlet: domain, outletName: owner?.name ?? site.replace(/^www\./i, ''), weak: true };
}

/** Finds every name in a text that is, or may be, an outlet's, in order. */
export function findOutlets(text: string, watched?: readonly WatchedOutlet[]): OutletMention[] {
  const found: OutletMention[] = [];
  for (const match of text.matchAll(sitePattern)) {
    if (/[@/]$/.test(text.slice(0, match.index)) || /^\d/.test(match[0])) continue;
    const site = recogniseOutlet(match[0], watched);
    if (site !== null && /\.(?:[a-z]{2,})$/i.test(match[0]))
      found.push({ start: match.index, end: match.index + match[0].length, ...site });
  }
  for (const match of text.matchAll(runPattern)) {
    const mention = withinRun(text, match[0], match.index, watched);
    if (mention !== null && !found.some((site) => site.start < mention.end && mention.start < site.end))
      found.push(mention);
  }
  return found.sort((a, b) => a.start - b.start);
}

/** Words that are capitalised before an outlet's name only because a sentence begins. */
const leads = new Set(
  'As In On At But And When While After Before For By From With According Per Citing Via If So Or Yet Then Now Both Even Copyright'.split(
    ' ',
  ),
);

/** The part of a capitalised run that names an outlet, "Harbour Tribune" in "Editor Harbour Tribune Ada Lund": known names first, then the longest. */
function withinRun(
  text: string,
  run: string,
  at: number,
  watched?: readonly WatchedOutlet[],
): OutletMention | null {
  const { full } = watchedNames(watched);
  const words = [...run.matchAll(/\S+/g)];
  let pattern: OutletMention | null = null;
  for (let length = words.length; length > 0; length -= 1) {
    for (let first = 0; first + length <= words.length; first += 1) {
      const from = words[first]!.index;
      const last = words[first + length - 1]!;
      const name = run.slice(from, last.index + last[0].length);
      const article =
        first === 0 && /\b[Tt]he\s$/.test(text.slice(Math.max(0, at - 5), at + from)) ? 'The ' : '';
      const outlet = recogniseOutlet(article + name, watched);
      if (outlet === null) continue;
      const plain = plainName(name);
      if (ambiguous.has(plain) && !standsAlone(words, first, length, article, outlet.outletName)) continue;
      const bare = name.replace(/[’']s$/, '');
      const mention = { start: at + from, end: at + from + bare.length, ...outlet };
      if (known.has(plain) || full.has(plain.toLowerCase())) return mention;
      if (pattern === null && !leads.has(words[first]![0])) pattern = mention;
    }
  }
  return pattern;
}

/** "The Hill said" and "As Forbes reported", but not "Garnet Hill said": an ordinary word is an outlet only by itself, with its article. */
function standsAlone(
  words: readonly RegExpExecArray[],
  first: number,
  length: number,
  article: string,
  name: string,
): boolean {
  if (first + length !== words.length) return false;
  if (first > 0 && !leads.has(words[first - 1]![0]) && words[first - 1]![0] !== 'The') return false;
  return (
    !name.startsWith('The ') ||
    article !== '' ||
    words[first - 1]?.[0] === 'The' ||
    words[first]![0] === 'The' ||
    surelyNamed.has(name)
  );
}

/** Outlets with an article in their name that British text often leaves out. */
const surelyNamed = new Set(['The Guardian', 'The Economist', 'The Independent', 'The Daily Telegraph']);
