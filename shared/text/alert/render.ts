import { quoted } from './quoted.js';
import { retractionText } from './retraction.js';
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
};

const changes = {
  number: 'another number',
  quotation: 'altered quotation',
  detail: 'another detail',
  update: 'newer number',
};

/** What a reader has to see first, and in whose own words: where somebody departs from what is known. */
const telling: AlertLine['type'][] = ['disputed', 'confirmed', 'varied', 'corrected', 'withdrawn'];

/** Claims of each sort that are spelled out; the rest are counted, and the link leads to them. */
const mostTelling = 6;
const mostRepeated = 3;
const mostAdded = 3;

/** A claim longer than this is cut; the webhook's data has it whole. */
const longestClaim = 160;

/** The alert as plain text, for terminals and for channels that show text: a headline, then what matters most of each sort. */
export function textOf(alert: AlertBody, link: string | null): string {
  const links = [alert.article?.url, link].filter((each) => each != null).map((each) => `  ${each}`);
  if (alert.kind === 'retraction')
    return [alert.headline, ...retractionText(alert, (line) => headOf(line)), ...links].join('\n');
  const parts = chosen(groups(alert.lines));
  const rest = new Set(alert.lines.map(keyOf)).size - parts.length;
  return [
    alert.headline,
    ...parts.flatMap(partOf),
    ...(rest > 0 ? [`  and ${rest} more`] : []),
    ...(alert.copies > 0 ? [`  ${copiesOf(alert.copies)} of this story, not counted as voices`] : []),
    ...links,
  ].join('\n');
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
  const first = [...telling.flatMap(of).slice(0, mostTelling), ...of('repeated').slice(0, mostRepeated)];
  return first.length > 0 ? first : of('originated').slice(0, mostAdded);
}

function copiesOf(count: number): string {
  return count === 1 ? '1 outlet carries a copy' : `${count} outlets carry copies`;
}

function headOf(line: AlertLine): string {
  const change = line.change === null ? '' : ` (${changes[line.change]})`;
  const hedged = line.hedged ? ', without vouching for it' : '';
  const { text } = line.claim;
  const claim = text.length <= longestClaim ? text : `${text.slice(0, longestClaim - 1).trimEnd()}…`;
  return `  ${verbs[line.type]}${change}${hedged}: ${claim}`;
}

function partOf(lines: AlertLine[]): string[] {
  const [line] = lines as [AlertLine];
  const head = headOf(line);
  if (line.type === 'originated') return [head];
  return [head, ...new Set(lines.flatMap(wordsOf)), `    ${voices(line)}`];
}

/** The outlet's own words, where they are what the alert is about. */
function wordsOf(line: AlertLine): string[] {
  if (line.sentence === null || !telling.includes(line.type)) return [];
  const speaker = line.speaker === null || line.sentence.includes(line.speaker) ? '' : ` (${line.speaker})`;
  return [`    ${quoted(line.sentence)}${speaker}`];
}

/** Modest words: we know of the origins we found, not of all there are. */
function voices(line: AlertLine): string {
  const { outlets, independent, disputers } = line.counts;
  const names = line.origins.map((origin) => origin.name);
  const from =
    independent === 1
      ? `no other origin found than ${names[0] ?? 'an unknown one'}`
      : `${independent} origins: ${names.join(', ') || 'unknown'}`;
  const first =
    line.firstSeen === null || names.includes(line.firstSeen.outletName)
      ? ''
      : `, first seen at ${line.firstSeen.outletName}`;
  const disputed = disputers > 0 ? `, disputed by ${disputers}` : '';
  return `${outlets} outlet${outlets === 1 ? '' : 's'}${first}, ${from}${disputed}`;
}
