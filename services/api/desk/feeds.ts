import type { Feed } from '@hearsay/store';
import { outward } from './events.js';
import { counted, type Html, html, short } from './html.js';
import type { Page } from './layout.js';
import { lasting, time } from './time.js';

/** Feeds on a page; the command `hearsay feeds` lists all. */
const mostFeeds = 500;

/** Trouble first: what a person has to look at. */
const order: Record<Feed['status'], number> = { blocked: 0, broken: 1, new: 2, healthy: 3, retired: 4 };

/** Every feed with its health: what cannot be read stands first. */
export function feedsPage(feeds: Feed[]): Page {
  const sorted = [...feeds].sort((a, b) => order[a.status] - order[b.status]);
  const unreadable = feeds.filter(({ status }) => status === 'broken' || status === 'blocked').length;
  return {
    title: 'Feeds',
    part: 'feeds',
    live: '*',
    trail: [],
    body: html`<h1>Feeds</h1>
<div data-part="feeds"><ul class="facts"><li>${counted(feeds.length, 'feed')}</li>${unreadable === 0 ? null : html`<li class="disputed">${counted(unreadable, 'feed')} cannot be read</li>`}</ul>
${feeds.length === 0 ? html`<p>No feed yet. Add one with <code>hearsay feeds add URL</code>.</p>` : feedTable(sorted)}</div>`,
  };
}

/** A row of the table of feeds, as far as it is shown. */
type FeedLine = Pick<
  Feed,
  | 'id'
  | 'outlet'
  | 'outletName'
  | 'url'
  | 'title'
  | 'status'
  | 'statusSince'
  | 'lastError'
  | 'lastSuccessAt'
  | 'nextPollAt'
  | 'lagSeconds'
>;

export function feedTable(feeds: FeedLine[]): Html {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Feeds"><table class="list"><thead><tr><th scope="col">Outlet</th><th scope="col">Feed</th><th scope="col">Health</th><th scope="col">Last read</th><th scope="col">Next poll</th><th scope="col">Lag</th></tr></thead><tbody>
${feeds.slice(0, mostFeeds).map(
  (feed) =>
    html`<tr id="${feed.id}"><th scope="row">${feed.outlet === '' ? 'Pages given by hand' : html`<a href="/outlets/${encodeURIComponent(feed.outlet)}">${short(feed.outletName ?? feed.outlet, 60)}</a>`}</th><td>${outward(feed.url, short(feed.title ?? feed.url, 90))}</td><td>${healthOf(feed)}</td><td>${feed.lastSuccessAt === null ? 'never' : time(feed.lastSuccessAt)}</td><td>${feed.status === 'retired' ? 'not polled' : time(feed.nextPollAt)}</td><td>${feed.lagSeconds === null ? 'not known' : lasting(feed.lagSeconds * 1000)}</td></tr>
`,
)}</tbody></table></div>${feeds.length > mostFeeds ? html`<p class="quiet">and ${feeds.length - mostFeeds} more</p>` : null}`;
}

function healthOf({ status, statusSince, lastError }: FeedLine): Html {
  const isTrouble = status === 'broken' || status === 'blocked';
  return html`<span class="${isTrouble ? 'disputed' : ''}">${status}</span> <span class="quiet">since ${time(statusSince)}${isTrouble && lastError !== null ? html`: ${short(lastError, 200)}` : null}</span>`;
}
