import { DateTime } from 'luxon';
import type { Pace } from './types.js';

/** Why an alert waits, as kept and shown. */
export type Held = 'muted' | 'snoozed' | 'quiet' | 'digest' | 'rate';

/** When an alert may go out; `at` is null where never. */
export interface Release {
  at: string | null;
  held: Held | null;
}

const hourMs = 3_600_000;

/**
 * When an alert made `now` (ISO 8601) may go out. `toldLastHour`: the times of what the subscription was sent in the last hour,
 * oldest first. `urgent`: a dispute; `copy`: coverage by a copy.
 */
export function releaseOf(
  pace: Pace,
  alert: { now: string; urgent: boolean; copy: boolean; toldLastHour: string[] },
): Release {
  const { now } = alert;
  if (pace.muted) return { at: null, held: 'muted' };
  if (pace.snoozeUntil !== null && Date.parse(pace.snoozeUntil) > Date.parse(now)) {
    return { at: afterQuiet(pace, pace.snoozeUntil), held: 'snoozed' };
  }
  if (alert.copy) return { at: nextDaily(pace, now), held: 'digest' };
  if (alert.urgent && pace.urgent) return { at: now, held: null };
  if (pace.digest === 'hourly') return { at: afterQuiet(pace, nextHour(now)), held: 'digest' };
  if (pace.digest === 'daily') return { at: nextDaily(pace, now), held: 'digest' };
  const awake = afterQuiet(pace, now);
  if (awake !== now) return { at: awake, held: 'quiet' };
  return capped(pace, alert);
}

/** Over the cap, an alert waits until the oldest of the last hour is an hour old. */
function capped(pace: Pace, { now, toldLastHour }: { now: string; toldLastHour: string[] }): Release {
  const since = Date.parse(now) - hourMs;
  const recent = toldLastHour.filter((at) => Date.parse(at) > since);
  if (pace.perHour === null || recent.length < pace.perHour) return { at: now, held: null };
  const freeAt = recent[recent.length - pace.perHour] ?? now;
  return { at: new Date(Date.parse(freeAt) + hourMs).toISOString(), held: 'rate' };
}

/** The instant itself, or the end of the quiet hours it lies in. Clocks that change are the time zone's business. */
export function afterQuiet(pace: Pace, at: string): string {
  if (pace.quiet === null) return at;
  const local = DateTime.fromISO(at, { zone: pace.zone });
  const { from, to } = pace.quiet;
  const time = local.toFormat('HH:mm');
  const isQuiet = from <= to ? from <= time && time < to : time >= from || time < to;
  return isQuiet ? nextAt(local, to) : at;
}

function nextDaily(pace: Pace, now: string): string {
  return nextAt(DateTime.fromISO(now, { zone: pace.zone }), pace.digestAt);
}

/** The next instant at which the clock of the zone shows HH:MM. */
function nextAt(local: DateTime, time: string): string {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const today = local.set({ hour, minute, second: 0, millisecond: 0 });
  const next = today > local ? today : today.plus({ days: 1 }).set({ hour, minute });
  return next.toUTC().toISO() ?? local.toUTC().toISO() ?? '';
}

function nextHour(now: string): string {
  return new Date((Math.floor(Date.parse(now) / hourMs) + 1) * hourMs).toISOString();
}
