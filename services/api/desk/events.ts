import type { EventRow, Feed } from '@hearsay/store';
import type { BlindWindow } from './gather.js';
import { type Html, html, short, webAddress } from './html.js';
import { time } from './time.js';

/** Longest line of the log that is printed. */
const longestEvent = 260;

const names: Record<EventRow['type'], string> = {
  covered: 'joins',
  originated: 'first',
  repeated: 'repeats',
  varied: 'varies',
  disputed: 'disputes',
  confirmed: 'confirms',
  withdrawn: 'withdraws',
  corrected: 'corrects',
  split: 'split',
  merged: 'merged',
};

/** Lines of the event log, newest first, each with where it leads. */
export function eventList(events: readonly EventRow[]): Html {
  if (events.length === 0) return html`<p class="quiet">Nothing yet.</p>`;
  return html`<ol class="events">${events.map(
    (
      event,
    ) => html`<li id="event-${event.seq}"><span class="tag ${event.type}">${names[event.type]}</span> <a href="${hrefOf(event)}">${short(event.text, longestEvent)}</a> <span class="quiet">${time(event.at)}</span></li>
`,
  )}</ol>`;
}

function hrefOf({ claim, mention, article, story }: EventRow): string {
  if (claim !== null) return `/claims/${claim}${mention === null ? '' : `#${mention}`}`;
  return article === null ? `/stories/${story}` : `/articles/${article}`;
}

/** Feeds that cannot be read now: whoever publishes there may have said something that is missing here. */
export function blindList(feeds: readonly Feed[]): Html {
  if (feeds.length === 0) return html`<p class="quiet">No feed is known to be unreadable.</p>`;
  return html`<ul class="blind">${feeds.map(
    (feed) =>
      html`<li><strong>${short(feed.outletName ?? feed.outlet, 80)}</strong> since ${time(feed.failingSince ?? feed.statusSince)}: ${short(feed.lastError ?? 'it cannot be read', 200)}</li>`,
  )}</ul>`;
}

/** What could not be seen while a story ran: that nobody says something there means little. */
export function blindTimes({ from, to, outlets }: BlindWindow): Html {
  const window = from === null || to === null ? null : html`, from ${time(from)} to ${time(to)}`;
  if (outlets.length === 0)
    return html`<p class="quiet">No watched outlet is known to have been unreadable while it ran${window}.</p>`;
  return html`<p class="quiet">Watched outlets that could not be read while it ran${window}:</p>
<ul class="blind">${outlets.map(
    ({ outlet, outletName, since, until, why }) =>
      html`<li><a href="/outlets/${encodeURIComponent(outlet)}">${short(outletName ?? outlet, 80)}</a> ${until === null ? html`since ${time(since)}, still` : html`from ${time(since)} to ${time(until)}`}: ${short(why, 200)}</li>`,
  )}</ul>`;
}

/** A link out to the web, where the address is one. */
export function outward(url: string, text: string): Html {
  const address = webAddress(url);
  return address === null
    ? html`${text}`
    : html`<a href="${address}" rel="noopener noreferrer external">${text}</a>`;
}
