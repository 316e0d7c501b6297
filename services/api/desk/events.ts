import type { EventRow, Feed } from '@hearsay/store';
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
    ) => html`<li><span class="tag ${event.type}">${names[event.type]}</span> <a href="${hrefOf(event)}">${short(event.text, longestEvent)}</a> <span class="quiet">${time(event.at)}</span></li>
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

/** A link out to the web, where the address is one. */
export function outward(url: string, text: string): Html {
  const address = webAddress(url);
  return address === null
    ? html`${text}`
    : html`<a href="${address}" rel="noopener noreferrer external">${text}</a>`;
}
