import type { AlertBody, AlertLine } from './types.js';

/** A claim longer than this is cut in a headline; the lines below have it whole. */
const longestClaim = 110;

/** The one line that says what an alert is about. */
export function headlineOf(alert: Omit<AlertBody, 'headline'>): string {
  const { name } = alert.outlet;
  const [first] = alert.lines;
  if (alert.kind === 'digest') return digestHeadline(alert.parts);
  if (alert.kind === 'crossing' && first) {
    return `${counted(first.counts.independent, 'independent origin')} found for: ${short(first.claim.text)}`;
  }
  if (alert.kind === 'dispute' && first) return disputeHeadline(name, alert.lines);
  if (alert.kind === 'update' && first) return updateHeadline(name, alert.lines);
  return coverageHeadline(alert);
}

function disputeHeadline(name: string, lines: AlertLine[]): string {
  const [first] = lines as [AlertLine];
  const turned = lines.some((line) => line.turned) ? 'now ' : '';
  const who = persons(lines.map((line) => line.speaker).filter((speaker) => speaker !== null));
  const by =
    who.length > 0
      ? `${listed(who)} ${who.length > 1 ? 'dispute' : 'disputes'}, in ${name},`
      : `${name} ${turned}disputes`;
  const more = new Set(lines.map((line) => line.claim.id)).size - 1;
  return `${by} ${first.target === 'report' ? 'the report that leads with' : 'this'}: ${short(first.claim.text)}${more > 0 ? ` (and ${counted(more, 'more claim')})` : ''}`;
}

/** One person is named once, whether with a title, in full or by surname: by the shortest name of more than one word. */
function persons(speakers: string[]): string[] {
  const bySurname = new Map<string, string>();
  for (const speaker of speakers) {
    const key = speaker.toLowerCase().split(/\s+/).at(-1) ?? '';
    const known = bySurname.get(key);
    const better =
      known === undefined || !known.includes(' ') || (speaker.includes(' ') && speaker.length < known.length);
    if (better) bySurname.set(key, speaker);
  }
  return [...bySurname.values()];
}

/** What was taken back or changed comes first, in the words of the log, for they say how. */
function updateHeadline(name: string, lines: AlertLine[]): string {
  const told = lines.find(({ type }) => type === 'withdrawn' || type === 'corrected');
  const line = told ?? (lines[0] as AlertLine);
  const more = new Set(lines.map(({ claim }) => claim.id)).size - 1;
  const rest = more > 0 ? ` (and ${counted(more, 'more claim')})` : '';
  if (told === undefined) return `${name} ${updateVerb(line)}: ${short(line.claim.text)}${rest}`;
  const long = line.claim.text.replace(/^“([^“”]*)”$/, '$1').replace(/[.\s]+$/, '');
  const text = long === '' ? line.text : line.text.replace(long, () => short(long));
  return `${text}${rest}`;
}

function digestHeadline(parts: AlertBody['parts']): string {
  const disputes = parts.filter((part) => part.kind === 'dispute').length;
  const stories = new Set(parts.map((part) => part.story)).size;
  const told = disputes > 0 ? `, ${disputes === 1 ? 'a dispute' : `${disputes} disputes`} among them` : '';
  return `${counted(parts.length, 'alert')} on ${counted(stories, 'stor')}${told}`.replace(
    /stor(s?)(?=,|$)/,
    (_, s) => (s === '' ? 'story' : 'stories'),
  );
}

function updateVerb(line: AlertLine): string {
  const verbs: Partial<Record<AlertLine['type'], string>> = {
    confirmed: 'now has a source of its own',
    varied: 'now tells it differently',
    repeated: 'now repeats',
    originated: 'adds',
  };
  return verbs[line.type] ?? 'changed';
}

function coverageHeadline(alert: Omit<AlertBody, 'headline'>): string {
  const count = (type: AlertLine['type']) =>
    new Set(alert.lines.filter((line) => line.type === type).map((line) => line.claim.id)).size;
  const parts = [
    [count('confirmed'), 'confirms', ' from a source of its own'],
    [count('varied'), 'varies', ''],
    [count('repeated'), 'repeats', ''],
    [count('originated'), 'adds', ''],
  ] as const;
  const said = parts
    .filter(([number]) => number > 0)
    .map(([number, verb, how], at) => `${verb} ${at === 0 ? counted(number, 'claim') : number}${how}`);
  const title = alert.story.title === null ? 'a story' : `“${short(alert.story.title)}”`;
  if (said.length === 0) return `${alert.outlet.name} covers ${title}`;
  return `${alert.outlet.name} ${listed(said)}, on ${title}`;
}

/** "a, b and c". */
function listed(parts: string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

function counted(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`;
}

function short(text: string): string {
  return text.length <= longestClaim ? text : `${text.slice(0, longestClaim - 1).trimEnd()}…`;
}
