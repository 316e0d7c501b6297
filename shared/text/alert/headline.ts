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
  // "The ministry" begins a sentence where it comes first.
  const named = who.map((each, at) => (at === 0 ? each : each.replace(/^The /, 'the ')));
  const by =
    who.length > 0
      ? `${listed(named)}, in ${name}, ${who.length > 1 ? 'dispute' : 'disputes'}`
      : `${name} ${turned}disputes`;
  return `${by}${first.target === 'report' ? ' the report that leads with' : ''}: ${short(first.claim.text)}${andMore(lines)}`;
}

/** " (and 2 more claims)". */
function andMore(lines: AlertLine[]): string {
  const more = new Set(lines.map((line) => line.claim.id)).size - 1;
  return more > 0 ? ` (and ${counted(more, 'more claim')})` : '';
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
  const rest = andMore(lines);
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

const coverageVerbs = {
  confirmed: 'confirms, from a source of its own',
  varied: 'tells it differently',
  repeated: 'repeats',
  originated: 'adds',
} as const;

const variations = {
  number: 'gives another number for',
  update: 'gives a newer number for',
  quotation: 'alters a quotation',
  detail: 'gives another detail of',
} as const;

/** The claim that matters most in what a new outlet says, and how many more; what is merely new counts only where nothing else is. */
function coverageHeadline(alert: Omit<AlertBody, 'headline'>): string {
  const of = (type: AlertLine['type']) => alert.lines.filter((line) => line.type === type);
  const known = [...of('confirmed'), ...of('varied'), ...of('repeated')];
  const lines = known.length > 0 ? known : of('originated');
  const [first] = lines;
  const title = alert.story.title === null ? 'a story' : `“${short(alert.story.title)}”`;
  if (first === undefined) return `${alert.outlet.name} covers ${title}`;
  const verb =
    first.type === 'varied' && first.change !== null
      ? variations[first.change]
      : coverageVerbs[first.type as keyof typeof coverageVerbs];
  return `${alert.outlet.name} ${verb}: ${short(first.claim.text)}${andMore(lines)}`;
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
