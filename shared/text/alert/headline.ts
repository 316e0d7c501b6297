import type { AlertBody, AlertLine } from './types.js';

/** A claim longer than this is cut in a headline; the lines below have it whole. */
const longestClaim = 110;

/** The one line that says what an alert is about. */
export function headlineOf(alert: Omit<AlertBody, 'headline'>): string {
  const { name } = alert.outlet;
  const [first] = alert.lines;
  if (alert.kind === 'dispute' && first) return disputeHeadline(name, alert.lines);
  if (alert.kind === 'update' && first) return `${name} ${updateVerb(first)}: ${short(first.claim.text)}`;
  return coverageHeadline(alert);
}

function disputeHeadline(name: string, lines: AlertLine[]): string {
  const [first] = lines as [AlertLine];
  const who = [...new Set(lines.map((line) => line.speaker).filter((speaker) => speaker !== null))];
  const by = who.length > 0 ? `${who.join(' and ')} disputes, in ${name}` : `${name} disputes`;
  const more = new Set(lines.map((line) => line.claim.id)).size - 1;
  return `${by}: ${short(first.claim.text)}${more > 0 ? ` (and ${counted(more, 'more claim')})` : ''}`;
}

function updateVerb(line: AlertLine): string {
  const verbs: Partial<Record<AlertLine['type'], string>> = {
    withdrawn: 'no longer says',
    corrected: 'changed what it says',
    confirmed: 'now has a source of its own',
    varied: 'now tells it differently',
  };
  return verbs[line.type] ?? 'changed';
}

function coverageHeadline(alert: Omit<AlertBody, 'headline'>): string {
  const count = (...types: AlertLine['type'][]) =>
    new Set(alert.lines.filter((line) => types.includes(line.type)).map((line) => line.claim.id)).size;
  const parts = [
    [count('repeated'), 'repeats'],
    [count('confirmed'), 'confirms from a source of its own'],
    [count('varied'), 'varies'],
    [count('originated'), 'adds'],
  ] as const;
  const said = parts
    .filter(([number]) => number > 0)
    .map(([number, verb]) => `${verb} ${counted(number, 'claim')}`);
  const title = alert.story.title === null ? 'a story' : `“${short(alert.story.title)}”`;
  return `${alert.outlet.name} now covers ${title}${said.length > 0 ? `: ${said.join(', ')}` : ''}`;
}

function counted(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`;
}

function short(text: string): string {
  return text.length <= longestClaim ? text : `${text.slice(0, longestClaim - 1).trimEnd()}…`;
}
