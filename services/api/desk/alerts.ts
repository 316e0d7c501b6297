import { type Channel, shownChannel } from '@hearsay/runtime';
import type { Alert, Delivery, Subscription } from '@hearsay/store';
import { type AlertBody, textOf } from '@hearsay/text/alert';
import { counted, type Html, html, short } from './html.js';
import type { Page } from './layout.js';
import { time } from './time.js';

/** Longest text of an alert that is printed. */
const longestAlert = 20_000;

/** What becomes of an alert, in words. */
export const states: Record<Alert['state'], string> = {
  pending: 'to be delivered',
  held: 'waits for its time',
  delivered: 'delivered',
  failed: 'given up',
  muted: 'muted',
  folded: 'told in a digest',
};

export interface AlertsData {
  subscriptions: Subscription[];
  /** Newest first. */
  alerts: Alert[];
}

/** Who is told, and what they were told last. */
export function alertsPage({ subscriptions, alerts }: AlertsData): Page {
  const names = new Map(subscriptions.map(({ id, name }) => [id, name]));
  return {
    title: 'Alerts',
    part: 'alerts',
    live: '*',
    trail: [],
    body: html`<h1>Alerts</h1>
<section aria-labelledby="subscriptions"><h2 id="subscriptions">Subscriptions</h2>
<p><a href="/subscriptions">All, and what can be done with them</a> · <a href="/subscriptions/new">Make one</a></p>
<div data-part="subscriptions">${subscriptions.length === 0 ? html`<p>Nobody is told yet.</p>` : subscriptionTable(subscriptions)}</div></section>
<section aria-labelledby="newest"><h2 id="newest">Newest alerts</h2>
<div data-part="alerts">${alerts.length === 0 ? html`<p class="quiet">None yet.</p>` : alertTable(alerts, names)}</div></section>`,
  };
}

function subscriptionTable(subscriptions: Subscription[]): Html {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Subscriptions"><table class="list"><thead><tr><th scope="col">Name</th><th scope="col">Channel</th><th scope="col">State</th><th scope="col">Since</th></tr></thead><tbody>
${subscriptions.map(
  (each) =>
    html`<tr id="${each.id}"><th scope="row"><a href="/subscriptions/${each.id}">${short(each.name, 100)}</a></th><td>${short(shownChannel(each.channel as Channel), 100)}</td><td>${stateOf(each)}</td><td>${time(each.createdAt)}</td></tr>
`,
)}</tbody></table></div>`;
}

/** How a subscription stands. */
export function stateOf({ state, stoppedWhy, failures, retryAt }: Subscription): Html {
  if (state === 'stopped')
    return html`<span class="disputed">stopped</span>${stoppedWhy === null ? null : `: ${short(stoppedWhy, 160)}`}`;
  if (failures === 0) return html`active`;
  return html`<span class="disputed">${counted(failures, 'failed attempt')}</span>${retryAt === null ? null : html`, next ${time(retryAt)}`}`;
}

function alertTable(alerts: Alert[], names: ReadonlyMap<string, string>): Html {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Newest alerts"><table class="list"><thead><tr><th scope="col">Made</th><th scope="col">Alert</th><th scope="col">To</th><th scope="col">State</th></tr></thead><tbody>
${alerts.map(
  (alert) =>
    html`<tr id="${alert.id}"><td>${time(alert.createdAt)}</td><th scope="row" class="wide"><a href="/alerts/${alert.id}">${headlineOf(alert)}</a></th><td>${short(names.get(alert.subscription) ?? 'an ended subscription', 60)}</td><td>${stateName(alert)}</td></tr>
`,
)}</tbody></table></div>`;
}

function headlineOf({ body }: Alert): string {
  return short((body as AlertBody).headline, 240);
}

function stateName({ state, held }: Alert): Html {
  return html`<span class="${state === 'failed' ? 'disputed' : ''}">${states[state]}</span>${state === 'held' && held !== null ? ` (${short(held, 60)})` : null}`;
}

export interface AlertData {
  alert: Alert;
  subscription: Subscription | null;
  /** Attempts to deliver it, the first first. */
  deliveries: Delivery[];
}

/** One alert: what it says, and each attempt to deliver it. */
export function alertPage({ alert, subscription, deliveries }: AlertData): Page {
  const { story } = alert.body as AlertBody;
  return {
    title: headlineOf(alert),
    part: 'alerts',
    live: null,
    trail: [{ href: '/alerts', name: 'Alerts' }],
    body: html`<p class="kicker">Alert to ${short(subscription?.name ?? 'an ended subscription', 100)}</p>
<h1 class="claim">${headlineOf(alert)}</h1>
<ul class="facts"><li>made ${time(alert.createdAt)}</li><li>${stateName(alert)}</li>${story.id === '' ? null : html`<li><a href="/stories/${alert.story}">its story</a></li>`}</ul>
<pre class="said">${textOf(alert.body as AlertBody, null).slice(0, longestAlert)}</pre>
<section aria-labelledby="attempts"><h2 id="attempts">Attempts to deliver it</h2>
${deliveries.length === 0 ? html`<p class="quiet">None.</p>` : deliveryTable(deliveries)}</section>`,
  };
}

function deliveryTable(deliveries: Delivery[]): Html {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Attempts"><table class="list"><thead><tr><th scope="col">Time</th><th scope="col">Result</th><th scope="col" class="number">ms</th></tr></thead><tbody>
${deliveries.map(
  ({ at, ok, status, error, milliseconds }) =>
    html`<tr><td>${time(at)}</td><td>${ok ? 'arrived' : html`<span class="disputed">did not arrive</span>`}${status === null ? null : `, status ${status}`}${error === null ? null : `: ${short(error, 240)}`}</td><td class="number">${milliseconds === null ? '' : Math.round(milliseconds)}</td></tr>
`,
)}</tbody></table></div>`;
}
