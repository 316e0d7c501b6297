/** The world's first midnight, a Monday. Every time of the world is this plus an offset; the wall clock is never read. */
export const WORLD_START = '2025-03-03T00:00:00Z';

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** Minutes from the start for `day` (0 is Monday) and a clock time. */
export function offsetOf(day: number, time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return day * 1440 + hours * 60 + minutes;
}

export function timeOf(offsetMinutes: number): string {
  return new Date(Date.parse(WORLD_START) + offsetMinutes * 60_000).toISOString().replace('.000Z', 'Z');
}

/** `Monday` for 0, counted from the article's day. */
export function weekday(iso: string, shift = 0): string {
  return DAYS[(new Date(iso).getUTCDay() + shift + 7) % 7] as string;
}

/** The ways outlets print a time. */
export function dateForms(iso: string): Record<string, string> {
  const date = new Date(iso);
  const month = MONTHS[date.getUTCMonth()] as string;
  const [day, year, hour] = [date.getUTCDate(), date.getUTCFullYear(), date.getUTCHours()];
  const minute = String(date.getUTCMinutes()).padStart(2, '0');
  const clock = `${hour % 12 === 0 ? 12 : hour % 12}:${minute} ${hour < 12 ? 'a.m.' : 'p.m.'}`;
  return {
    iso,
    us: `${month} ${day}, ${year}`,
    long: `${weekday(iso)}, ${month} ${day}, ${year} at ${clock}`,
    uk: `${day} ${month} ${year} ${String(hour).padStart(2, '0')}:${minute}`,
    numeric: `${String(day).padStart(2, '0')}.${String(date.getUTCMonth() + 1).padStart(2, '0')}.${year}`,
    md: `${month} ${day}`,
    rfc: date.toUTCString(),
  };
}
