import type { FeedHealth } from '@hearsay/text/health';
import type { FeedObject } from '../feeds.js';
import { outward } from './events.js';
import { counted, type Html, html, short } from './html.js';
import type { Page } from './layout.js';
import { lasting, time } from './time.js';

/** Feeds on a page; the command `hearsay feeds` lists all. */
const mostFeeds = 500;

/** Trouble first: what a person has to look at. */
const order: Record<FeedHealth['state'], number> = {
  ...{ blocked: 0, broken: 1, failing: 2, late: 3, waiting: 4, new: 5, healthy: 6, retired: 7 },
};

/** Every feed with its health: what cannot be read stands first. */
export function feedsPage(feeds: FeedObject[]): Page {
  const sorted = [...feeds].sort((a, b) => order[a.health.state] - order[b.health.state]);
  const unreadable = feeds.filter(({ health }) => isTrouble(health)).length;
  return {
    title: 'Feeds',
    part: 'feeds',
    live: '*',
    trail: [],
    body: html`<h1>Feeds</h1>
<div data-part="feeds">${feeds.length === 0 ? html`<p>No feed yet. Add one with <code>hearsay feeds add URL</code>.</p>` : html`<ul class="facts"><li>${counted(feeds.length, 'feed')}</li>${unreadable === 0 ? null : html`<li class="disputed">${counted(unreadable, 'feed')} cannot be read</li>`}</ul>${feedTable(sorted)}`}</div>`,
  };
}

function isTrouble({ state }: FeedHealth): boolean {
  return state === 'broken' || state === 'blocked' || state === 'failing';
}

export function feedTable(feeds: FeedObject[]): Html {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Feeds"><table class="list"><thead><tr><th scope="col">Outlet</th><th scope="col">Feed</th><th scope="col">Health</th><th scope="col">Last read</th><th scope="col">Next poll</th><th scope="col">Lag</th></tr></thead><tbody>
${feeds.slice(0, mostFeeds).map(
  (feed) =>
    html`<tr id="${feed.id}"><th scope="row">${feed.outlet === '' ? 'Pages given by hand' : html`<a href="/outlets/${encodeURIComponent(feed.outlet)}">${short(feed.outletName ?? feed.outlet, 60)}</a>`}</th><td>${outward(feed.url, short(feed.title ?? feed.url, 90))}</td><td class="wide">${healthOf(feed)}</td><td>${feed.lastSuccessAt === null ? 'never' : time(feed.lastSuccessAt)}</td><td>${feed.status === 'retired' ? 'not polled' : time(feed.nextPollAt)}</td><td>${feed.lagSeconds === null ? 'not known' : lasting(feed.lagSeconds * 1000)}</td></tr>
`,
)}</tbody></table></div>${feeds.length > mostFeeds ? html`<p class="quiet">and ${feeds.length - mostFeeds} more</p>` : null}`;
}

function healthOf({ health }: FeedObject): Html {
  const { state, since, why, advice } = health;
  const said = state === 'healthy' || state === 'new' ? null : why;
  return html`<span class="${isTrouble(health) ? 'disputed' : ''}">${state}</span> <span class="quiet">since ${time(since === null ? null : new Date(since))}${said === null ? null : html`: ${short(said, 200)}`}${advice === null ? null : html`. To do: ${short(advice, 300)}`}</span>`;
}
