import { isBylineLine } from './byline.js';
import { isDateline } from './dateline.js';
import { furnitureKind } from './furniture.js';
import { isProse, type Line, likeness, normalise } from './line.js';
import { RELATED_HEADING } from './phrases.js';

/** What is known about the article when its lines are filtered. */
export interface Known {
  title: string | null;
  byline: string[];
  /** Names the outlet goes by on the page. */
  outlets?: string[];
}

/** A headline is no longer than this; longer lines beside a video's duration are text. */
const MAX_HEADLINE = 200;
/** A title said again in the body is the same words but for a few. */
const SAME_TITLE = 0.8;

/**
 * Drops what is not the article's own text from its lines: page furniture, boxes of related headlines, video
 * headlines beside their durations, the title said again, lines said twice, the author's biography at the end.
 * Where that would leave nothing, the lines come back as they were.
 */
export function filterLines(lines: Line[], known: Known): Line[] {
  const kinds = lines.map((line) => furnitureKind(line));
  const dropped = kinds.map((kind) => kind !== null);
  dropVideoHeadlines(lines, kinds, dropped);
  dropRelatedBoxes(lines, dropped);
  dropTitle(lines, known.title, dropped);
  dropRepeats(lines, dropped);
  dropBiographies(lines, known.byline, dropped);
  dropStamps(lines, known, dropped);
  dropImprint(lines, known.outlets ?? [], dropped);
  dropTrailingLinks(lines, dropped);
  dropTrailingHeadings(lines, dropped);
  const left = lines.filter((_, i) => !dropped[i]);
  return left.some((line) => line.text.length > 0) ? left : lines;
}

/** "Headline / 00:52": a short line that does not end as a sentence, just before a duration. */
function dropVideoHeadlines(lines: Line[], kinds: (string | null)[], dropped: boolean[]): void {
  kinds.forEach((kind, i) => {
    if (kind !== 'duration') return;
    const before = lines[i - 1];
    if (before && !dropped[i - 1] && isHeadline(before)) dropped[i - 1] = true;
  });
}

function isHeadline(line: Line): boolean {
  return line.text.length <= MAX_HEADLINE && !/[.!?…]["'”’»)]*$/.test(line.text);
}

/** From a heading such as "Related" to the next line of prose. */
function dropRelatedBoxes(lines: Line[], dropped: boolean[]): void {
  let inside = false;
  lines.forEach((line, i) => {
    if (RELATED_HEADING.test(line.text) && line.text.length <= 80) inside = true;
    else if (inside && isProse(line, 80)) inside = false;
    if (inside) dropped[i] = true;
  });
}

function dropTitle(lines: Line[], title: string | null, dropped: boolean[]): void {
  if (title === null) return;
  const wanted = normalise(title);
  if (wanted === '') return;
  lines.forEach((line, i) => {
    if (line.text.length > title.length * 1.5 + 20) return;
    if (normalise(line.text) === wanted || (isHeadline(line) && likeness(line.text, title) >= SAME_TITLE))
      dropped[i] = true;
  });
}

/** A text that says more of its lines twice than this repeats itself by nature (a menu, a table, a poem). */
const MAX_REPEATS = 0.1;

/** A pull quote or a teaser says a line of the text again; the first saying stays. */
function dropRepeats(lines: Line[], dropped: boolean[]): void {
  const seen = new Set<string>();
  const repeats: number[] = [];
  lines.forEach((line, i) => {
    if (dropped[i] || line.text.length < 40) return;
    const key = normalise(line.text);
    if (seen.has(key)) repeats.push(i);
    seen.add(key);
  });
  if (repeats.length <= Math.max(2, MAX_REPEATS * lines.length)) for (const i of repeats) dropped[i] = true;
}

const BIOGRAPHY =
  /\b(is|was|are|am|['’]m)\b.{0,80}\b(reporter|correspondent|editor|journalist|writer|producer|columnist|contributor|fellow|professor|author|photographer|anchor|director|intern|blogger|freelancer?|researcher|analyst|critic|commentator)\b|\b(covers|reports on|writes (about|for)|follow (him|her|them)|can be reached|reach (him|her|them)|(his|her|their) (work|writing|reporting) has appeared|ist (redakteur|autor|journalist|reporter|korrespondent|freie))/i;
/** Biographies stand in the last lines of a page. */
const TAIL_LINES = 12;

/** At the end: the author's name alone on a line, and what says who the author is. */
function dropBiographies(lines: Line[], byline: string[], dropped: boolean[]): void {
  const names = byline.map(normalise).filter((name) => name.includes(' '));
  let after = false;
  for (let i = Math.max(1, lines.length - TAIL_LINES); i < lines.length; i++) {
    const text = lines[i]!.text;
    const key = normalise(text);
    if (dropped[i]) continue;
    if (names.includes(key)) {
      dropped[i] = true;
      after = true;
    } else if (isBiography(text, key, names, after)) dropped[i] = true;
    else after = false;
  }
}

function isBiography(text: string, key: string, names: string[], after: boolean): boolean {
  if (text.length > 700 || /[“”"„«]/.test(text) || !BIOGRAPHY.test(text)) return false;
  return after || /^I(['’]m| am)\b/.test(text) || names.some((name) => key.startsWith(name));
}

/** An outlet describes itself in a line or two. */
const MAX_IMPRINT = 300;
const IS_WHAT =
  /^(is|are|was|has been|have been) ((a|an|the|now|not|also|proudly|independently|wholly) ){0,3}(printed|published|owned|produced|operated|edited|funded|supported|registered|regulated|part|member|division|subsidiary|trademark|brand|non-?profit|nonpartisan|independent|responsible|available|read)\b/;

/** At the end: what the outlet says of itself ("The Argus is printed every Thursday by …"). */
function dropImprint(lines: Line[], outlets: string[], dropped: boolean[]): void {
  const names = outlets.map((name) => normalise(name).replace(/^the /, '')).filter((name) => name.length > 2);
  for (let i = Math.max(1, lines.length - TAIL_LINES); i < lines.length; i++) {
    const { text } = lines[i]!;
    if (dropped[i] || text.length > MAX_IMPRINT || /[“”"„«]/.test(text)) continue;
    const key = normalise(text).replace(/^the /, '');
    if (names.some((name) => key.startsWith(`${name} `) && IS_WHAT.test(key.slice(name.length + 1))))
      dropped[i] = true;
  }
}

/** Lines from either end in which a byline or dateline stands. */
const EDGE_LINES = 6;

/** Bylines and datelines at either end. */
function dropStamps(lines: Line[], known: Known, dropped: boolean[]): void {
  const names = known.byline.map(normalise);
  lines.forEach(({ text }, i) => {
    if (i >= EDGE_LINES && i < lines.length - EDGE_LINES) return;
    if (text.length > 120) return;
    if (isBylineLine(text) || isDateline(text) || names.includes(normalise(text))) dropped[i] = true;
  });
}

/** At the end: short lines that are mostly links, as lists of other pieces are. */
function dropTrailingLinks(lines: Line[], dropped: boolean[]): void {
  for (let i = lines.length - 1; i > 0; i--) {
    const line = lines[i]!;
    if (dropped[i]) continue;
    if (line.links < 0.3 || line.text.length > 150) return;
    dropped[i] = true;
  }
}

/** A heading with nothing under it. */
function dropTrailingHeadings(lines: Line[], dropped: boolean[]): void {
  for (let i = lines.length - 1; i > 0; i--) {
    if (dropped[i]) continue;
    if (!lines[i]!.heading) return;
    dropped[i] = true;
  }
}
