import { type Html, html } from './html.js';

const dayAndTime = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});
const shortTime = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});

/** A time as people read it, in UTC: "3 Mar 2031, 08:15". */
export function readable(at: Date): string {
  return dayAndTime.format(at);
}

/** The same without the year, for plots. */
export function briefly(at: Date): string {
  return shortTime.format(at);
}

/** A time that machines can read too; "time unknown" where nobody knows. */
export function time(at: Date | null): Html {
  if (at === null) return html`<span class="quiet">time unknown</span>`;
  return html`<time datetime="${at.toISOString()}">${readable(at)}</time>`;
}

/** "40 min", "3 h", "2 days": how long something took, in one unit. */
export function lasting(milliseconds: number): string {
  const minutes = Math.max(0, Math.round(milliseconds / 60_000));
  if (minutes < 90) return `${minutes} min`;
  if (minutes < 48 * 60) return `${Math.round(minutes / 60)} h`;
  return `${Math.round(minutes / 1_440)} days`;
}
