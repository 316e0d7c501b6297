import { quoted } from '../quotation/index.js';
import { cutText } from './cut.js';
import { showDifference } from './difference.js';
import { retractionText } from './retraction.js';
import { tame } from './tame.js';
import type { AlertBody, AlertLine } from './types.js';

/** What each type of line says before the outlet's words. */
const verbs: Record<AlertLine['type'], string> = {
  disputed: 'disputes',
  covered: 'covers',
  originated: 'adds',
  repeated: 'repeats',
  varied: 'varies',
  confirmed: 'has another source',
  withdrawn: 'no longer says',
  corrected: 'now says otherwise',
  split: 'split',
  merged: 'merged',
  crossed: 'has more origins',
};

const changes = {
  number: 'another number',
  quotation: 'altered quotation',
  detail: 'another detail',
  update: 'newer number',
};

/** What a reader has to see first, and in whose own words: where somebody departs from what is known. */
const telling: AlertLine['type'][] = ['crossed', 'disputed', 'withdrawn', 'corrected', 'confirmed', 'varied'];

/** Claims of each sort that are spelled out; the rest are counted, and the link leads to them. */
const mostTelling = 6;
const mostRepeated = 3;
const mostAdded = 3;

/** Below this confidence a mention is a suggestion, and said to be one. */
const suggestedBelow = 0.5;

/** Alerts a digest lists, and unreadable outlets that are named; the rest are counted. */
const mostParts = 50;
const mostBlind = 5;

/** A sentence that a denial answers is cut beyond this; the webhook's data has it whole. */
const longestAnswered = 240;

/** The alert as plain text, for terminals and for channels that show text: a headline, then what matters most of each sort. */
export function textOf(body: AlertBody, link: string | null): string {
  const alert = tame(body);
  if (alert.kind === 'digest') return digestText(alert, link);
  const links = [alert.article?.url, link].filter((each) => each != null).map((each) => `  ${each}`);
  if (alert.kind === 'retraction')
    return [alert.headline, ...retractionText(alert, (line) => headOf(line)), ...links].join('\n');
  const parts = chosen(groups(alert.lines));
  return [
    alert.headline,
    ...storyOf(alert),
    ...partsText(parts, alert.headline),
    ...restOf(alert.lines, parts),
    ...(alert.copies > 0 ? [`  ${copiesOf(alert.copies)}`] : []),
    ...blindOf(alert),
    ...links,
  ].join('\n');
}

/** What the alert is about, where its first line does not say it. */
function storyOf({ story, headline }: AlertBody): string[] {
  if (story.title === null || headline.includes('· “') || headline.includes(story.title.slice(0, 20)))
    return [];
  return [`  in the story ${quoted(story.title)}`];
}

/** Each claim with what is known of it; what holds for several that follow each other is said once, after the last of them. */
function partsText(parts: AlertLine[][], headline: string): string[] {
  const voiced = parts.map((part) => ({ part, voices: part[0] === undefined ? '' : voices(part[0]) }));
  return voiced.flatMap(({ part, voices: known }, at) => {
    const isLast = voiced[at + 1]?.voices !== known;
    const [line] = part;
    if (line?.type === 'originated') return partOf(part, headline);
    return [...partOf(part, headline), ...(isLast ? [`    ${known}`] : [])];
  });
}

/** What is not spelled out: "and 3 more claims that are known, 10 new ones". */
function restOf(lines: AlertLine[], parts: AlertLine[][]): string[] {
  const shown = new Set(parts.map(([line]) => line?.claim.id));
  const rest = lines.filter(({ claim }) => !shown.has(claim.id));
  const all = new Set(rest.map(({ claim }) => claim.id)).size;
  const fresh = new Set(rest.filter(({ type }) => type === 'originated').map(({ claim }) => claim.id)).size;
  if (all === 0) return [];
  if (fresh === 0) return [`  and ${counted(all, 'more claim')}`];
  const own = `${fresh} not seen elsewhere`;
  return fresh === all
    ? [`  and ${counted(all, 'more claim')} not seen elsewhere`]
    : [`  and ${counted(all, 'more claim')}, ${own}`];
}

function counted(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`;
}

function digestText({ headline, parts }: AlertBody, link: string | null): string {
  const shown = parts.slice(0, mostParts).map((part) => `  - ${part.headline}`);
  const rest = parts.length - shown.length;
  return [
    headline,
    ...shown,
    ...(rest > 0 ? [`  and ${rest} more`] : []),
    ...(link === null ? [] : [`  ${link}`]),
  ].join('\n');
}

/** That nobody disputes something means little where outlets could not be read. */
function blindOf({ blind }: AlertBody): string[] {
  if (blind.length === 0) return [];
  const names = blind.slice(0, mostBlind).map(({ outlet, why }) => `${outlet} (${why})`);
  const rest = blind.length - names.length;
  return [`  not readable now: ${names.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`];
}

const keyOf = (line: AlertLine) => `${line.type} ${line.claim.id}`;

/** Lines that say one thing about one claim, with several sentences of the outlet. */
export function groups(lines: AlertLine[]): AlertLine[][] {
  const byKey = new Map<string, AlertLine[]>();
  for (const line of lines) byKey.set(keyOf(line), [...(byKey.get(keyOf(line)) ?? []), line]);
  return [...byKey.values()];
}

/** What departs from what is known, then what repeats it; what is merely new only where there is nothing else. */
function chosen(all: AlertLine[][]): AlertLine[][] {
  const of = (type: AlertLine['type']) => all.filter(([line]) => line?.type === type);
  const told = telling.flatMap(of).slice(0, mostTelling);
  const again = new Set(told.map(([line]) => line?.claim.id));
  // What is told otherwise is not told as repeated too: its headline says the claim already.
  const repeated = of('repeated').filter(([line]) => !again.has(line?.claim.id));
  const first = [...told, ...repeated.slice(0, mostRepeated)];
  return first.length > 0 ? first : of('originated').slice(0, mostAdded);
}

/** Outlets whose articles are copies. */
export function copiesOf(count: number): string {
  return count === 1
    ? '1 outlet carries a copy of this story, not counted as a voice'
    : `${count} outlets carry copies of this story, not counted as voices`;
}

function headOf(line: AlertLine): string {
  // What an outlet took back or changed is told as the log has it: that says what became of it.
  if (line.type === 'withdrawn' || line.type === 'corrected') return `  ${line.text}`;
  return `  ${saidOf(line)}: ${line.claim.text}`;
}

/** What the outlet does to the claim: "varies (another number), after an edit". */
export function saidOf(line: AlertLine): string {
  const change = line.change === null ? '' : ` (${changes[line.change]})`;
  // Who passes on a denial need not vouch for it: its speaker does.
  const hedged = line.hedged && line.type !== 'disputed' ? ', without vouching for it' : '';
  const unsure = line.confidence !== null && line.confidence < suggestedBelow ? ' (suggested)' : '';
  const turned = line.turned ? ', after an edit' : '';
  return `${verbs[line.type]}${change}${turned}${hedged}${unsure}`;
}

/** What the headline says whole is not said again below it. */
function partOf(lines: AlertLine[], headline: string): string[] {
  const [line] = lines as [AlertLine];
  const head = headOf(line);
  const isSaid =
    headline.includes(`: ${line.claim.text}`) || (line.text !== '' && headline.startsWith(line.text));
  if (line.type === 'originated') return isSaid ? [] : [head];
  const isPlain = !line.hedged && !line.turned && (line.confidence ?? 1) >= suggestedBelow;
  return [
    ...(isSaid && isPlain ? [] : [head]),
    ...new Set(lines.flatMap(wordsOf)),
    ...answerOf(line).map((each) => `    ${each}`),
  ];
}

/** The wording that a denial answers, where it is not the claim word for word, and whether its outlet has carried the denial. */
export function answerOf({ answers, claim }: AlertLine): string[] {
  if (answers === null) return [];
  const { outletName, sentence, carried } = answers;
  const wording = sentence.includes(claim.text)
    ? []
    : [`it answers ${outletName}: ${quoted(cutText(sentence, longestAnswered))}`];
  return [...wording, `${outletName} has ${carried ? '' : 'not '}been seen to carry the denial`];
}

/** The outlet's own words, where they are what the alert is about. */
function wordsOf(line: AlertLine): string[] {
  if (line.sentence === null || !telling.includes(line.type)) return [];
  const speaker = line.speaker === null || isNamedIn(line.sentence, line.speaker) ? '' : ` (${line.speaker})`;
  const changed = (line.difference === null ? null : showDifference(line.difference)) ?? line.how ?? null;
  const when = line.type === 'withdrawn' ? 'it said: ' : '';
  return [`    ${when}${quoted(line.sentence)}${speaker}`, ...(changed === null ? [] : [`    ${changed}`])];
}

/** A sentence that says "Voss said" names Mara Voss. */
function isNamedIn(sentence: string, speaker: string): boolean {
  const surname = speaker.split(' ').at(-1) ?? speaker;
  return sentence.includes(speaker) || (/^\p{Lu}/u.test(surname) && sentence.includes(surname));
}

/** Modest words: we know of the origins we found, not of all there are. */
export function voices({ counts, origins, firstSeen, type }: AlertLine): string {
  const { outlets, independent, disputers, disputingOutlets } = counts;
  const names = origins.map((origin) => origin.name);
  const found =
    independent > 1
      ? `${independent} origins: ${names.join(', ') || 'unknown'}`
      : names[0] === undefined || names[0] === firstSeen?.outletName
        ? 'no other origin found'
        : `no origin found but ${names[0]}`;
  const against = disputers > (type === 'disputed' ? 1 : 0);
  return [
    counted(outlets, 'outlet'),
    ...(firstSeen === null ? [] : [`first seen at ${firstSeen.outletName}${whenOf(firstSeen.published)}`]),
    found,
    ...(against
      ? [`disputed by ${counted(disputers, 'voice')} in ${counted(disputingOutlets, 'outlet')}`]
      : []),
  ].join('; ');
}

/** " (2031-05-01 08:00 UTC)". */
function whenOf(published: string | null): string {
  return published === null ? '' : ` (${published.slice(0, 10)} ${published.slice(11, 16)} UTC)`;
}
