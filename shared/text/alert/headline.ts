import { sayClaim } from '../event/sentence.js';
import { cutText } from './cut.js';
import type { AlertBody, AlertLine } from './types.js';

/** Longest headline: the first line of a notification on a telephone, and a mail's subject with its sign before it. */
const longestHeadline = 132;

/** A claim has at least so many characters of it, and names of outlets and people what is left. */
const leastClaim = 48;

/** A story's title is only added where so many characters of it fit. */
const leastTitle = 28;

/** The one line that says what an alert is about, of at most 132 characters. */
export function headlineOf(alert: Omit<AlertBody, 'headline'>): string {
  return cutText(headlineParts(alert), longestHeadline);
}

function headlineParts(alert: Omit<AlertBody, 'headline'>): string {
  const { name } = alert.outlet;
  const [first] = alert.lines;
  if (alert.kind === 'digest') return digestHeadline(alert);
  if (alert.kind === 'crossing' && first)
    return withClaim(
      `${counted(first.counts.independent, 'independent origin')} found for`,
      alert.lines,
      alert,
    );
  if (alert.kind === 'dispute' && first) return disputeHeadline(name, alert);
  if (alert.kind === 'update' && first) return updateHeadline(name, alert);
  return coverageHeadline(alert);
}

/** "Quay News repeats: Forty boats sank (and 2 more claims)", with the story's title where a short claim leaves room for it. */
function withClaim(lead: string, lines: AlertLine[], { story }: Pick<AlertBody, 'story'>): string {
  const [first] = lines as [AlertLine];
  const more = andMore(lines);
  const room = longestHeadline - lead.length - 2 - more.length;
  const said = `${lead}: ${cutText(first.claim.text, Math.max(leastClaim, room))}`;
  const left = longestHeadline - said.length - more.length - 5;
  const title =
    story.title === null || left < leastTitle ? '' : ` · “${cutText(bareTitle(story.title), left)}”`;
  return `${said}${more}${title}`;
}

function bareTitle(title: string): string {
  return title.replace(/\s+/g, ' ').replaceAll('“', '‘').replaceAll('”', '’').trim();
}

function disputeHeadline(name: string, alert: Omit<AlertBody, 'headline'>): string {
  const { lines } = alert;
  const [first] = lines as [AlertLine];
  const turned = lines.some((line) => line.turned) ? 'now ' : '';
  const who = persons(lines.map((line) => line.speaker).filter((speaker) => speaker !== null));
  // "The ministry" begins a sentence where it comes first.
  const named = who.map((each, at) => (at === 0 ? each : each.replace(/^The /, 'the ')));
  const by =
    who.length > 0
      ? `${listed(named)}, in ${name}, ${who.length > 1 ? 'dispute' : 'disputes'}`
      : `${name} ${turned}${lines.some(isRelayed) ? 'carries a denial of' : 'disputes'}`;
  return withClaim(`${by}${first.target === 'report' ? ' the report that leads with' : ''}`, lines, alert);
}

/** "He had rejected the report": somebody's denial, whom the sentence does not name; not the outlet's own. */
function isRelayed({ sentence }: AlertLine): boolean {
  return /\b(?:he|she|they)\b/i.test(sentence ?? '');
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
function updateHeadline(name: string, alert: Omit<AlertBody, 'headline'>): string {
  const { lines } = alert;
  const told = lines.find(({ type }) => type === 'withdrawn' || type === 'corrected');
  if (told === undefined) return withClaim(`${name} now ${updateVerb(lines[0] as AlertLine)}`, lines, alert);
  const rest = andMore(lines);
  const whole = sayClaim(told.claim.text);
  const room = longestHeadline - (told.text.length - whole.length) - rest.length;
  const shown = `“${cutText(whole.slice(1, -1), Math.max(leastClaim, room) - 2)}”`;
  const text = told.text.replace(whole, () => shown);
  return rest === '' ? text : `${text.replace(/\.$/, '')}${rest}`;
}

function digestHeadline({ parts, story }: Omit<AlertBody, 'headline'>): string {
  const disputes = parts.filter((part) => part.kind === 'dispute').length;
  const stories = new Set(parts.map((part) => part.story)).size;
  const told = disputes > 0 ? `, ${disputes === 1 ? 'a dispute' : `${disputes} disputes`} among them` : '';
  const lead = `${counted(parts.length, 'alert')} on `;
  if (stories > 1) return `${lead}${stories} stories${told}`;
  if (story.title === null) return `${lead}1 story${told}`;
  const room = longestHeadline - lead.length - told.length - 2;
  return `${lead}“${cutText(bareTitle(story.title), room)}”${told}`;
}

function updateVerb(line: AlertLine): string {
  if (line.type === 'varied') return line.change === null ? 'tells it differently' : variations[line.change];
  const verbs: Partial<Record<AlertLine['type'], string>> = {
    confirmed: 'has another source for',
    repeated: 'repeats',
    originated: 'adds',
  };
  return verbs[line.type] ?? 'has something else on';
}

const coverageVerbs = {
  confirmed: 'has another source for',
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
  const { outlet, story } = alert;
  const of = (type: AlertLine['type']) => alert.lines.filter((line) => line.type === type);
  const known = [...of('confirmed'), ...of('varied'), ...of('repeated')];
  const lines = known.length > 0 ? known : of('originated');
  const [first] = lines;
  if (first === undefined) {
    if (story.title === null) return `${outlet.name} covers a story without a title`;
    const room = longestHeadline - outlet.name.length - 10;
    return `${outlet.name} covers “${cutText(bareTitle(story.title), Math.max(leastClaim, room))}”`;
  }
  const verb =
    first.type === 'varied' && first.change !== null
      ? variations[first.change]
      : coverageVerbs[first.type as keyof typeof coverageVerbs];
  return withClaim(`${outlet.name} ${verb}`, lines, alert);
}

/** "a, b and c". */
function listed(parts: string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

function counted(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`;
}
