import type { EventType } from '../event/index.js';

/** What a subscription can be about. A story, claim, outlet, owner or person is named by its id, domain or name. */
export type About =
  | { kind: 'everything' }
  | { kind: 'story' | 'claim'; id: string }
  | { kind: 'outlet'; domain: string }
  | { kind: 'owner' | 'person'; name: string }
  /** Words and phrases with AND, OR, NOT, brackets and a closing star: `harbour AND (fire OR "gas leak") NOT drill*`. */
  | { kind: 'words'; query: string };

/** What can happen. `turned`: an outlet takes the other side after an edit. `crossed`: a claim passes N independent origins. */
export type Wanted = EventType | 'turned' | 'crossed';

/** Which events a subscription wants. */
export interface Wants {
  /** Any of these. */
  about: About[];
  /** Null: what is told out of the box (disputes, new outlets, changes of what was told). */
  events: Wanted[] | null;
  /** Mentions we are less sure of than this (0..1) are not told. */
  minConfidence: number;
  /** Claims with fewer independent origins than this are not told, disputes excepted. */
  minIndependent: number;
  /** Tell when a claim reaches this many independent origins; null: never. */
  crossing: number | null;
}

/** When a subscription is told. */
export interface Pace {
  /** At most so many alerts an hour; what comes on top is gathered into one. Null: no cap. */
  perHour: number | null;
  /** `hourly` or `daily`: nothing at once, one alert that lists what came. `copies`: only copies wait for the daily one. */
  digest: 'off' | 'hourly' | 'daily' | 'copies';
  /** When the daily one is sent, as HH:MM in `zone`. */
  digestAt: string;
  /** Nothing between these times (HH:MM in `zone`, may pass midnight); what comes then is gathered until its end. */
  quiet: { from: string; to: string } | null;
  /** Disputes are told in quiet hours too. */
  urgent: boolean;
  /** IANA name of the time zone. */
  zone: string;
  /** Snoozed until then (ISO 8601); what comes before is gathered. */
  snoozeUntil: string | null;
  /** Nothing is told, now or later, until it is unmuted. */
  muted: boolean;
}

/** Out of the box: everything worth it, at once, copies left out. */
export const defaultWants: Wants = {
  about: [{ kind: 'everything' }],
  events: null,
  minConfidence: 0,
  minIndependent: 0,
  crossing: null,
};

export const defaultPace: Pace = {
  perHour: null,
  digest: 'off',
  digestAt: '08:00',
  quiet: null,
  urgent: false,
  zone: 'UTC',
  snoozeUntil: null,
  muted: false,
};
