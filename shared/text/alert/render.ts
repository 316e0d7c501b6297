import { quoted } from '../quotation/index.js';
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
  confirmed: 'confirms, from a source of its own',
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
const telling: AlertLine['type'][] = ['disputed', 'withdrawn', 'corrected', 'confirmed', 'varied'];

/** Claims of each sort that are spelled out; the rest are counted, and the link leads to them. */
const mostTelling = 6;
const mostRepeated = 3;
const mostAdded = 3;

/** Below this confidence a mention is a suggestion, and said to be one. */
const suggestedBelow = 0.5;

/** Alerts a digest lists, and unreadable outlets that are named; the rest are counted. */
const mostParts = 50;
const mostBlind = 5;

/** A claim longer than this is cut; the webhook's data has it whole. */
const longestClaim = 160;

/** The alert as plain text, for terminals and for channels that show text: a headline, then what matters most of each sort. */
export function textOf(body: AlertBody, link: string | null): string {
  const alert = tame(body);
  if (alert.kind === 'digest') return digestText(alert, link);
  const links = [alert.article?.url, link].filter((each) => each != null).map((each) => `  ${each}`);
  if (alert.kind === 'retraction')
    return [alert.headline, ...retractionText(alert, (line) => headOf(line)), ...links].join('\n');
  const parts = chosen(groups(alert.lines));
  const shown = new Set(parts.map(([line]) => line?.claim.id));
  const rest = new Set(alert.lines.map((line) => line.claim.id).filter((id) => !shown.has(id))).size;
  return [
    alert.headline,
    ...parts.flatMap((part) => partOf(part, alert.headline)),
    ...(rest > 0 ? [`  and ${rest} more claim${rest === 1 ? '' : 's'}`] : []),
    ...(alert.copies > 0 ? [`  ${copiesOf(alert.copies)} of this story, not counted as voices`] : []),
    ...blindOf(alert),
    ...links,
  ].join('\n');
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
function groups(lines: AlertLine[]): AlertLine[][] {
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

function copiesOf(count: number): string {
  return count === 1 ? '1 outlet carries a copy' : `${count} outlets carry copies`;
}

function headOf(line: AlertLine): string {
  const change = line.change === null ? '' : ` (${changes[line.change]})`;
  const hedged = line.hedged ? ', without vouching for it' : '';
  // What an outlet took back or changed is told as the log has it: that says what became of it.
  if (line.type === 'withdrawn' || line.type === 'corrected') return `  ${line.text}`;
  const unsure = line.confidence !== null && line.confidence < suggestedBelow ? ' (suggested)' : '';
  const turned = line.turned ? ', after an edit' : '';
  return `  ${verbs[line.type]}${change}${turned}${hedged}${unsure}: ${short(line.claim.text)}`;
}

/** What the log says of a change is not said twice where the headline is that very line. */
const sameBeginning = 60;

function partOf(lines: AlertLine[], headline: string): string[] {
  const [line] = lines as [AlertLine];
  const head = headOf(line);
  if (line.type === 'originated') return [head];
  const isSaid = line.text !== '' && head.trim().slice(0, sameBeginning) === headline.slice(0, sameBeginning);
  return [
    ...(isSaid ? [] : [head]),
    ...new Set(lines.flatMap(wordsOf)),
    ...answerOf(line),
    `    ${voices(line)}`,
  ];
}

/** The wording that a denial answers, where it is not the claim word for word, and whether its outlet has carried the denial. */
function answerOf({ answers, claim }: AlertLine): string[] {
  if (answers === null) return [];
  const { outletName, sentence, carried } = answers;
  const wording = sentence.includes(claim.text)
    ? []
    : [`    it answers ${outletName}: ${quoted(short(sentence))}`];
  return [...wording, `    ${outletName} has ${carried ? '' : 'not '}been seen to carry the denial`];
}

function short(text: string): string {
  return text.length <= longestClaim ? text : `${text.slice(0, longestClaim - 1).trimEnd()}…`;
}

/** The outlet's own words, where they are what the alert is about. */
function wordsOf(line: AlertLine): string[] {
  if (line.sentence === null || !telling.includes(line.type)) return [];
  const speaker = line.speaker === null || isNamedIn(line.sentence, line.speaker) ? '' : ` (${line.speaker})`;
  const changed = line.difference === null ? null : showDifference(line.difference);
  const when = line.type === 'withdrawn' ? 'it said: ' : '';
  return [`    ${when}${quoted(line.sentence)}${speaker}`, ...(changed === null ? [] : [`    ${changed}`])];
}

/** A sentence that says "Voss said" names Mara Voss. */
function isNamedIn(sentence: string, speaker: string): boolean {
  const surname = speaker.split(' ').at(-1) ?? speaker;
  return sentence.includes(speaker) || (/^\p{Lu}/u.test(surname) && sentence.includes(surname));
}

/** Modest words: we know of the origins we found, not of all there are. */
function voices(line: AlertLine): string {
  const { outlets, independent, disputers } = line.counts;
  const names = line.origins.map((origin) => origin.name);
  const first = line.firstSeen;
  const alone = names[0] === first?.outletName ? '' : ` than ${names[0] ?? 'an unknown one'}`;
  const parts = [
    `${outlets} outlet${outlets === 1 ? '' : 's'}`,
    ...(first === null ? [] : [`first seen at ${first.outletName}${whenOf(first.published)}`]),
    independent === 1
      ? `no other origin found${alone}`
      : `${independent} origins: ${names.join(', ') || 'unknown'}`,
    ...(disputers > 0 ? [`disputed by ${disputers}`] : []),
  ];
  return parts.join(', ');
}

/** " (2031-05-01 08:00 UTC)". */
function whenOf(published: string | null): string {
  return published === null ? '' : ` (${published.slice(0, 10)} ${published.slice(11, 16)} UTC)`;
}
