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
const mostAdded = 2;

/** The alert as plain text, for terminals and for channels that show text: a headline, then what matters most of each sort. */
export function textOf(alert: AlertBody, link: string | null): string {
  const lines = [
    ...telling.flatMap((type) => alert.lines.filter((line) => line.type === type)).slice(0, mostTelling),
    ...alert.lines.filter((line) => line.type === 'repeated').slice(0, mostRepeated),
    ...alert.lines.filter((line) => line.type === 'originated').slice(0, mostAdded),
  ];
  const rest = alert.lines.length - lines.length;
  return [
    alert.headline,
    ...lines.flatMap(partOf),
    ...(rest > 0 ? [`  and ${rest} more`] : []),
    ...(alert.copies > 0 ? [`  ${copiesOf(alert.copies)} of this story, not counted as voices`] : []),
    ...[alert.article?.url, link].filter((each) => each != null).map((each) => `  ${each}`),
  ].join('\n');
}

function copiesOf(count: number): string {
  return count === 1 ? '1 outlet carries a copy' : `${count} outlets carry copies`;
}

function partOf(line: AlertLine): string[] {
  const change = line.change === null ? '' : ` (${changes[line.change]})`;
  const hedged = line.hedged ? ', without vouching for it' : '';
  const head = `  ${verbs[line.type]}${change}${hedged}: ${line.claim.text}`;
  if (line.type === 'originated') return [head];
  return [head, ...wordsOf(line), `    ${voices(line)}`];
}

/** The outlet's own words, where they are what the alert is about. */
function wordsOf(line: AlertLine): string[] {
  if (line.sentence === null || !telling.includes(line.type)) return [];
  const words = line.sentence.replace(/\s+/g, ' ').replace(/^[“"]|[”"]$/g, '');
  const speaker = line.speaker === null || line.sentence.includes(line.speaker) ? '' : ` (${line.speaker})`;
  return [`    “${words}”${speaker}`];
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
