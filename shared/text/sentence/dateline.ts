/** Words in capitals that open a paragraph before a dash without being a place. */
const labels =
  /^(?:BREAKING|UPDATE|UPDATED|WATCH|LIVE|EXCLUSIVE|ANALYSIS|OPINION|COMMENT|VIDEO|PHOTOS?|READ|NOTE|CORRECTION|FACT|FACTBOX|EXPLAINER|NEW|JUST IN|Q&A)\b/;
const capitals = String.raw`\p{Lu}[\p{Lu}.’'-]{1,30}(?:[ /]\p{Lu}[\p{Lu}.’'-]{0,30}){0,4}`;
const mixed = String.raw`\p{Lu}[\p{L}.’'-]{0,30}(?: \p{Lu}?[\p{L}.’'-]{1,30}){0,3}`;
const month = String.raw`(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)`;
const date = String.raw`(?:${month} \d{1,2}|\d{1,2} ${month})(?:,? \d{4})?`;
const region = String.raw`(?:, (?!${month} \d)\p{Lu}[\p{L}. ]{1,24})?`;
const agency = String.raw` ?[(\[][^()[\]\n]{2,40}[)\]]`;
const dash = String.raw`\s?(?:[—–]|--| -(?= ))\s*`;
const patterns = [
  `(?:${capitals})${region}(?:, ${date})?(?:${agency})?${dash}`,
  `(?:${mixed})${region}(?:, ${date})?(?:${agency})${dash}`,
  `(?:${mixed})${region}, ${date}${dash}`,
  `\\((?:[^()\\n]{2,40})\\)${dash}`,
].map((pattern) => new RegExp(`^\\s*${pattern}(?=["“‘'\\d\\p{Lu}])`, 'u'));
/** The time of an entry of a live page: "14:05 ", "9.30am: ", "17:45 GMT - ". */
const entryTime =
  /^\s*(?:[01]?\d|2[0-3])[:.][0-5]\d(?: ?[ap]\.?m\.?)?(?: (?:GMT|UTC|BST|CET|EST|EDT|ET|PST|PDT))?(?:\s*[:|–—-]\s+|\s+)(?=["“‘\p{Lu}])/u;
/** No dateline is longer, in UTF-16 units; only so much is read. */
const longest = 120;

/**
 * How many UTF-16 units of a paragraph its dateline takes, with the dash and the space after it: "HARBOUR CITY (AP) — ",
 * "PORTSIDE, March 4 (Halcyon) - ", "LAKE HILL, Norland — "; 0 where there is none. Forms after the AP and Reuters style guides:
 * a place in capitals, or one with a date or an agency in brackets, then a dash before a capital, a figure or a quotation. The time
 * that opens an entry of a live page counts as one.
 */
export function datelineLength(paragraph: string): number {
  const head = paragraph.slice(0, longest);
  const time = entryTime.exec(head);
  if (time !== null) return time[0].length;
  // Every dateline ends with a dash: most paragraphs are done here.
  if (!/[—–-]/.test(head) || labels.test(head.trimStart())) return 0;
  for (const pattern of patterns) {
    const found = pattern.exec(head);
    if (found !== null && /\p{Lu}\p{L}{2}/u.test(found[0])) return found[0].length;
  }
  return 0;
}
