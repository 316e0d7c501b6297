import type { Span } from '../span.js';

/** Offices and callings that make a phrase beside a name a role. */
const offices =
  'president|secretary|minister|senator|sen|rep|representative|congressman|congresswoman|lawmaker|governor|gov|mayor|chief|director|chairman|chairwoman|chair|commissioner|' +
  'spokesman|spokeswoman|spokesperson|ambassador|general|gen|colonel|col|captain|capt|lieutenant|lt|sergeant|sgt|sheriff|judge|justice|attorney|lawyer|professor|analyst|expert|' +
  'adviser|advisor|officer|official|leader|manager|head|editor|author|researcher|scientist|engineer|economist|strategist|prosecutor|inspector|superintendent|chancellor|premier|' +
  'king|queen|prince|princess|pope|bishop|archbishop|ceo|founder|owner|coach|candidate|nominee|speaker|deputy|member|aide|counsel|reporter|correspondent|historian|doctor|epidemiologist|' +
  'pastor|resident|witness|activist|organizer|pollster|fellow|lecturer|dean|principal|teacher|farmer|driver|pilot|commander|admiral|democrat|republican|undersecretary|councilman|councilwoman|councillor|trustee|consultant|executive|treasurer|negotiator|envoy|diplomat';
export const officeWord = new RegExp(`\\b(?:${offices})s?\\b`, 'iu');
const beforeName = new RegExp(
  `(?:(?:(?:former|acting|then|vice|deputy|senior|assistant|associate|chief|press|prime|foreign|interior|defen[cs]e|federal|local|city|state|county|regional|national|[\\p{Ll}-]+|\\p{Lu}[\\p{L}.’'&-]*),? ){0,6})(?:${offices})\\.?(?: (?:general|of (?:\\p{Lu}[\\p{L}’'-]*)(?: (?:and )?\\p{Lu}[\\p{L}’'-]*)*))?$`,
  'iu',
);
/** Words that cannot stand inside a role before a name: what stands before them is cut off. */
const cut =
  /^.*(?:[,;:“”"()]|\b(?:the|a|an|and|but|said|says|told|tells|by|with|to|from|for|in|on|at|as|that|when|while|after|before|if|because|is|was|are|were|has|had|have|who|according|asked|wrote|called|added|his|her|their|its|our|my)\b)\s*/isu;
/** "Minister for Hospitals", "Secretary of Health and Family Services": an office with its field. */
const officeWithField = new RegExp(
  `(?:(?:former|acting|deputy|junior|shadow|assistant|first|prime) ){0,2}\\b(?:${offices}) (?:of|for) (?:the )?\\p{Lu}[\\p{L}’'-]*(?:(?:,| and| &)? \\p{Lu}[\\p{L}’'-]*){0,4}$`,
  'iu',
);
/** How far from a name its role is looked for, in characters. */
const reach = 110;

/** What a person is, from the words beside a name: "Harbour Mayor Mira Osei", "Mira Osei, D-Norland, head of the port,". Null if nothing says. */
export function roleBeside(text: string, name: Span): string | null {
  const before = roleBefore(text, name.start);
  // "Rep. Tom Lund, chairman of the port committee": a bare title says less than what follows.
  return before === null || !before.includes(' ') ? (roleAfter(text, name.end) ?? before) : before;
}

function roleBefore(text: string, start: number): string | null {
  const line = text
    .slice(Math.max(0, start - reach), start)
    .split(/\n|(?<=\p{Ll}{3}|\d)[.!?][”"]?\s+(?=\p{Lu})/u)
    .at(-1)!;
  if (!line.endsWith(' ')) return null;
  const words = line.replace(/^.*[—–]\s|^-\s/u, '').trim();
  const match = (fieldOffice(words) ?? beforeName.exec(keepOf(words))?.[0])?.trim();
  return match === undefined || match === '' ? null : match;
}

/** The `i` of the pattern is for the office; a field has its capitals. */
function fieldOffice(words: string): string | undefined {
  const found = officeWithField.exec(words)?.[0];
  return found !== undefined && /\s(?:of|for)\s(?:the )?\p{Lu}/u.test(found) ? found : undefined;
}

/** "Blasted president Bo Hagen", "have sacked head coach": what was done is no part of an office. */
const acted =
  /^(?!retired|elected|appointed|disgraced|named|ousted|unelected|outgoing|acting|incoming|leading|managing)(?:(?:\p{Ll}+ed|has|have|had) |\p{Ll}+ing (?=\p{Lu}))+/u;

/** Cuts a phrase after its last function word, but keeps "Secretary of State" together. */
function keepOf(words: string): string {
  return words.replace(cut, '').replace(acted, '');
}

const speaks =
  /\s(?:said|says?|told|tells|added|adds|noted|warned|warns|confirmed|announced|reported|reports?|estimates?|estimated|understands?|learned|heard|believes?)(?:\s|$)/;

function roleAfter(text: string, end: number): string | null {
  const rest = text.slice(end, end + reach + 60).split('\n')[0]!;
  // An age ("48,") or a party mark ("R-Tenn.,") may stand between.
  const opened = /^,\s+(?:(?:\d{1,3}|[RDI]-\p{Lu}[\p{L}.]*\s?[\p{L}.]*),\s+)?/u.exec(rest);
  if (opened === null) return null;
  const phrase = /^[^,;()“”"—–\n]+/u.exec(rest.slice(opened[0].length))?.[0].replace(/[.\s]+$/, '') ?? '';
  // "… in Orm, the officials said": whoever speaks there is not what stands before.
  if (speaks.test(phrase.split(/\s(?:who|which|that)\b/)[0]!)) return null;
  const role = phrase
    .replace(/^who (?:is|was|serves as|served as|heads|leads|works as|now works as)\s+/, '')
    .split(/\s+(?:who|which|that|said|says|told|tells|was|were|is|are|has|had|added|wrote|noted)\b/)[0]!
    .split(/(?<=\p{Ll}{2})\.\s/u)[0]!
    .trim();
  if (
    /^(?:who|whose|which|where|when|but|and|or|said|says|in|on|at|with|as|after|while|because|he|she|it|they)\b/i.test(
      role,
    )
  )
    return null;
  const short = role.split(/\s+/).length <= 14 && role.length <= reach;
  return short && officeWord.test(role) ? role.replace(/^(?:the|an?)\s+/i, '') : null;
}
