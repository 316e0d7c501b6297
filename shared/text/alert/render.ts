import type { AlertBody, AlertLine } from './types.js';

/** What each type of line says before the outlet's words. */
const verbs: Record<AlertLine['type'], string> = {
  disputed: 'disputes',
  covered: 'covers',
  originated: 'says, first seen here',
  repeated: 'repeats',
  varied: 'varies',
  confirmed: 'confirms, from a source of its own',
  withdrawn: 'no longer says',
  corrected: 'now says',
  split: 'split',
  merged: 'merged',
};

const changes = {
  number: 'another number',
  quotation: 'altered quotation',
  detail: 'another detail',
  update: 'newer number',
};

/** The alert as plain text, for terminals and for channels that show text: a headline, then two or three lines a claim. */
export function textOf(alert: AlertBody, link: string | null): string {
  const head = [alert.headline];
  const lines = alert.lines.flatMap((line) => [`  ${claimLine(line)}`, ...quoteLines(line)]);
  const copies = alert.copies > 0 ? [`  Copies in this story, not counted as voices: ${alert.copies}`] : [];
  const where = [alert.article?.url, link].filter((each) => each != null).map((each) => `  ${each}`);
  return [...head, ...lines, ...copies, ...where].join('\n');
}

function claimLine(line: AlertLine): string {
  const change = line.change === null ? '' : ` (${changes[line.change]})`;
  const hedged = line.hedged ? ', hedged' : '';
  return `${verbs[line.type]}${change}${hedged}: ${line.claim.text}`;
}

function quoteLines(line: AlertLine): string[] {
  const said = line.sentence === null ? [] : [`    “${line.sentence.replace(/\s+/g, ' ')}”`];
  const speaker = line.speaker === null ? '' : `said by ${line.speaker}; `;
  const disputed = line.counts.disputers > 0 ? `, disputed by ${line.counts.disputers}` : '';
  const first = line.firstSeen === null ? '' : `; first seen at ${line.firstSeen.outletName}`;
  return [...said, `    ${speaker}${voices(line)}${disputed}${first}`];
}

/** Modest words: we know of the origins we found, not of all there are. */
function voices(line: AlertLine): string {
  const { outlets, independent } = line.counts;
  const origins = line.origins.map((origin) => origin.name).join(', ');
  const from = independent === 1 ? 'no other origin found than' : `${independent} origins:`;
  return `${outlets} outlet${outlets === 1 ? '' : 's'}, ${from} ${origins || 'unknown'}`;
}
