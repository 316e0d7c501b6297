import { defaultPace, defaultWants } from '@hearsay/text/subscription';

/** What a form of the desk sent, field by field; a field may come several times. */
export type Fields = Readonly<Record<string, readonly string[]>>;

/** What each kind of thing is named by, in the API. */
const namedBy = {
  story: 'id',
  claim: 'id',
  outlet: 'domain',
  owner: 'name',
  person: 'name',
  words: 'query',
} as const;

/** What the form asks for, as the API takes it; it says what is wrong. */
export function askedFor(fields: Fields): { name?: string; channel: object; wants: object; pace: object } {
  const name = text(fields, 'name');
  return {
    ...(name === null ? {} : { name }),
    channel: channelOf(fields),
    wants: wantsOf(fields),
    pace: paceOf(fields),
  };
}

function channelOf(fields: Fields): object {
  const kind = text(fields, 'channel') ?? 'webhook';
  const address = text(fields, 'address') ?? '';
  if (kind === 'email') return { kind, to: address };
  return kind === 'webhook' || kind === 'slack' ? { kind, url: address } : { kind };
}

/** Which events the form asks for. */
export function wantsOf(fields: Fields): object {
  const kind = text(fields, 'about') ?? 'everything';
  const field = namedBy[kind as keyof typeof namedBy];
  const events = fields.events ?? [];
  return {
    about: [field === undefined ? { kind } : { kind, [field]: text(fields, 'of') ?? '' }],
    events: events.length === 0 ? null : events,
    minConfidence: number(fields, 'minConfidence') ?? defaultWants.minConfidence,
    minIndependent: number(fields, 'minIndependent') ?? defaultWants.minIndependent,
    crossing: number(fields, 'crossing'),
  };
}

/** When the form asks to be told. */
export function paceOf(fields: Fields): object {
  const [from, to] = [text(fields, 'quietFrom'), text(fields, 'quietTo')];
  return {
    perHour: number(fields, 'perHour'),
    digest: text(fields, 'digest') ?? defaultPace.digest,
    digestAt: text(fields, 'digestAt') ?? defaultPace.digestAt,
    quiet: from === null && to === null ? null : { from: from ?? '', to: to ?? '' },
    urgent: text(fields, 'urgent') !== null,
    zone: text(fields, 'zone') ?? defaultPace.zone,
  };
}

/** The value of a field; null where it is empty or missing. */
export function text(fields: Fields, name: string): string | null {
  const value = fields[name]?.[0]?.trim() ?? '';
  return value === '' ? null : value;
}

/** A number, or what was written in its place, for the API to say what is wrong with it. */
function number(fields: Fields, name: string): number | string | null {
  const value = text(fields, name);
  if (value === null) return null;
  return Number.isFinite(Number(value)) ? Number(value) : value;
}
