import { type Channel, shownChannel } from '@hearsay/runtime';
import type { Alert, Subscription } from '@hearsay/store';
import type { AlertBody, BacktestAlert } from '@hearsay/text/alert';
import { defaultPace, defaultWants, type Pace, type Wants } from '@hearsay/text/subscription';
import { stateOf, states } from './alerts.js';
import { counted, type Html, html, short } from './html.js';
import type { Page } from './layout.js';
import { time } from './time.js';
import { type Fields, text } from './wants-form.js';

const trail = [
  { href: '/alerts', name: 'Alerts' },
  { href: '/subscriptions', name: 'Subscriptions' },
];

/** Alerts a back-test lists; the rest are counted. */
const mostTested = 50;

/** Everyone who is told, and the way to make another. */
export function subscriptionsPage(subscriptions: Subscription[]): Page {
  return {
    title: 'Subscriptions',
    part: 'alerts',
    live: null,
    trail: trail.slice(0, 1),
    body: html`<h1>Subscriptions</h1>
<p><a class="button" href="/subscriptions/new">Make a subscription</a></p>
${
  subscriptions.length === 0
    ? html`<p>Nobody is told yet.</p>`
    : html`<div class="scroll" tabindex="0" role="region" aria-label="Subscriptions"><table class="list"><thead><tr><th scope="col">Name</th><th scope="col">Wants</th><th scope="col">Told by</th><th scope="col">State</th></tr></thead><tbody>
${subscriptions.map(
  (each) =>
    html`<tr><th scope="row"><a href="/subscriptions/${each.id}">${short(each.name, 100)}</a></th><td>${aboutOf(each)}</td><td>${short(shownChannel(each.channel as Channel), 100)}</td><td>${stateOf(each)}</td></tr>
`,
)}</tbody></table></div>`
}`,
  };
}

/** What a subscription is about, in words. */
function aboutOf({ wants }: Subscription): string {
  const { about, events } = { ...defaultWants, ...(wants as Partial<Wants> | null) };
  const named = about.map((each) => {
    if (each.kind === 'everything') return 'everything';
    const of =
      'id' in each ? each.id : 'domain' in each ? each.domain : 'name' in each ? each.name : each.query;
    return `${each.kind} ${of}`;
  });
  return `${short(named.join(', '), 160)}${events === null ? '' : `: ${events.join(', ')}`}`;
}

/** When it is told, in words. */
function paceWords({ pace }: Subscription): string {
  const given: Pace = { ...defaultPace, ...(pace as Partial<Pace> | null) };
  const parts = [
    given.digest === 'off'
      ? 'at once'
      : given.digest === 'copies'
        ? 'at once, copies daily'
        : `${given.digest} digest`,
    given.perHour === null ? null : `at most ${given.perHour} an hour`,
    given.quiet === null ? null : `quiet from ${given.quiet.from} to ${given.quiet.to} ${given.zone}`,
    given.urgent ? 'disputes in quiet hours too' : null,
  ];
  return parts.filter((part) => part !== null).join(', ');
}

export interface SubscriptionData {
  subscription: Subscription;
  /** Newest first. */
  alerts: Alert[];
  /** A secret that is told this once. */
  secret: string | null;
  wrong: string | null;
  form: Html;
  now: Date;
}

const snoozes = { '1': 'an hour', '8': 'eight hours', '24': 'a day', '168': 'a week' } as const;

/** One subscription: what it wants, what it was told, and what can be done with it. */
export function subscriptionPage({ subscription, alerts, secret, wrong, form, now }: SubscriptionData): Page {
  const pace: Pace = { ...defaultPace, ...(subscription.pace as Partial<Pace> | null) };
  const { kind } = subscription.channel as Channel;
  const isSnoozed = pace.snoozeUntil !== null && Date.parse(pace.snoozeUntil) > now.getTime();
  const act = (what: string, name: string, inside: Html | null = null) =>
    html`<form method="post" action="/subscriptions/${subscription.id}/${what}">${form}${inside}<button>${name}</button></form>`;
  return {
    title: subscription.name,
    part: 'alerts',
    live: null,
    trail,
    body: html`<h1>${short(subscription.name, 200)}</h1>
${wrong === null ? null : html`<p class="disputed" role="alert">${wrong}</p>`}
${secret === null ? null : html`<div class="told" role="status"><p><strong>The secret of this webhook, told this once:</strong></p><pre id="secret">${secret}</pre><p>Receivers verify the signature with it, as Standard Webhooks says.</p></div>`}
<ul class="facts"><li>${short(shownChannel(subscription.channel as Channel), 160)}</li><li>${stateOf(subscription)}</li>${pace.muted ? html`<li>muted</li>` : null}${isSnoozed ? html`<li>snoozed until ${time(new Date(pace.snoozeUntil as string))}</li>` : null}</ul>
<p>Wants ${aboutOf(subscription)}. Told ${paceWords(subscription)}.</p>
<div class="bar">${act('test', 'Send a test')}
${subscription.state === 'active' ? act('stop', 'Stop') : act('start', 'Start')}
${pace.muted ? act('unmute', 'Unmute') : act('mute', 'Mute')}
${isSnoozed ? act('wake', 'End the snooze') : act('snooze', 'Snooze', html`<label class="unseen" for="hours">For how long</label><select id="hours" name="hours">${Object.entries(snoozes).map(([hours, name]) => html`<option value="${hours}">${name}</option>`)}</select>`)}
${kind === 'webhook' ? act('rotate', 'New signing key') : null}
<details><summary>Remove</summary>${act('remove', 'Remove it for good')}</details></div>
<section aria-labelledby="told"><h2 id="told">What it was told</h2>
${
  alerts.length === 0
    ? html`<p class="quiet">Nothing yet.</p>`
    : html`<div class="scroll" tabindex="0" role="region" aria-label="Alerts"><table class="list"><thead><tr><th scope="col">Made</th><th scope="col">Alert</th><th scope="col">State</th><th scope="col">Again</th></tr></thead><tbody>
${alerts.map(
  (alert) =>
    html`<tr><td>${time(alert.createdAt)}</td><th scope="row" class="wide"><a href="/alerts/${alert.id}">${short((alert.body as AlertBody).headline, 200)}</a></th><td>${states[alert.state]}</td><td>${act(`resend/${alert.id}`, 'Resend')}</td></tr>
`,
)}</tbody></table></div>`
}</section>`,
  };
}

const kinds = {
  everything: 'everything',
  story: 'a story (its id)',
  claim: 'a claim (its id)',
  outlet: 'an outlet (its domain)',
  owner: 'an owner (the name)',
  person: 'a person (the name)',
  words: 'words (AND, OR, NOT, "phrases", stars*)',
} as const;

const events = {
  covered: 'an outlet joins a story',
  originated: 'a claim is first seen',
  repeated: 'it is repeated',
  varied: 'it is told otherwise',
  disputed: 'it is disputed',
  confirmed: 'another origin confirms it',
  withdrawn: 'it is withdrawn',
  corrected: 'it is corrected',
  turned: 'an outlet changes sides',
  crossed: 'it crosses a number of origins',
} as const;

const channels = {
  webhook: 'Webhook (Standard Webhooks, CloudEvents)',
  slack: 'Slack-compatible hook (Slack, Mattermost, Rocket.Chat, Discord with /slack)',
  email: 'E-mail',
  feed: 'A feed to read (RSS, Atom, JSON Feed)',
  terminal: 'hearsay watch',
} as const;

/** What a subscription would have been sent. */
export interface Backtested {
  days: number;
  total: number;
  atOnce: number;
  stories: number;
  complete: boolean;
  alerts: BacktestAlert[];
}

export interface NewData {
  fields: Fields;
  tested: Backtested | null;
  wrong: string | null;
  form: Html;
}

/** The form of a new subscription; with what it would have been sent, where that was asked for. */
export function newSubscriptionPage({ fields, tested, wrong, form }: NewData): Page {
  return {
    title: 'Make a subscription',
    part: 'alerts',
    live: null,
    trail,
    body: html`<h1>Make a subscription</h1>
${wrong === null ? null : html`<p class="disputed" role="alert" id="wrong">${wrong}</p>`}
${tested === null ? null : testedHtml(tested)}
<form method="post" action="/subscriptions" class="act">${form}
<fieldset><legend>What</legend>
<p>${select('about', 'About', kinds, fields)} ${input('of', 'Which', fields)}</p>
<div class="checks" role="group" aria-labelledby="when-label"><p id="when-label">When (none chosen: disputes, new outlets, and changes of what you were told)</p>${Object.entries(
      events,
    ).map(
      ([value, name]) =>
        html`<label><input type="checkbox" name="events" value="${value}"${fields.events?.includes(value) ? html` checked` : null}> ${name}</label> `,
    )}</div>
<p>${input('minConfidence', 'Least confidence (0 to 1)', fields, 'text', 'short')} ${input('minIndependent', 'Least independent origins', fields, 'text', 'short')} ${input('crossing', 'Origins to cross', fields, 'text', 'short')}</p></fieldset>
<fieldset><legend>How often</legend>
<p>${select('digest', 'Digest', { off: 'none: at once', hourly: 'every hour', daily: 'once a day', copies: 'only copies wait for the daily one' }, fields)} ${input('digestAt', 'Daily at', fields, 'time')} ${input('perHour', 'At most an hour', fields, 'text', 'short')}</p>
<p>${input('quietFrom', 'Quiet from', fields, 'time')} ${input('quietTo', 'to', fields, 'time')} ${input('zone', 'Time zone', fields)}</p>
<p><label><input type="checkbox" name="urgent" value="yes"${text(fields, 'urgent') === null ? null : html` checked`}> Disputes in quiet hours too</label></p></fieldset>
<fieldset><legend>Where</legend>
<p>${select('channel', 'Channel', channels, fields)}</p>
<p>${input('address', 'Address (of the hook, or e-mail)', fields, 'text', 'long')}</p>
<p>${input('name', 'Name', fields)}</p></fieldset>
<p><label for="days">Days to look back</label> <select id="days" name="days">${[1, 7, 30, 90].map((days) => html`<option${String(days) === (text(fields, 'days') ?? '7') ? html` selected` : null}>${days}</option>`)}</select>
<button formaction="/subscriptions/backtest">See what it would have sent</button></p>
<p><button class="main">Switch it on</button></p></form>`,
  };
}

function testedHtml({ days, total, atOnce, stories, complete, alerts }: Backtested): Html {
  return html`<section aria-labelledby="tested" class="told"><h2 id="tested">In the last ${counted(days, 'day')} it would have sent ${counted(total, 'alert')}</h2>
<p>${atOnce === total ? null : `${atOnce} at once, the others gathered. `}Looked at ${counted(stories, 'story', 'stories')}${complete ? null : ', the latest'}. Nothing was sent.</p>
<ol>${alerts.slice(0, mostTested).map(({ at, headline, held }) => html`<li>${time(new Date(at))} ${short(headline, 240)}${held === null ? null : html` <span class="quiet">(gathered)</span>`}</li>`)}</ol>${total > mostTested ? html`<p class="quiet">and ${total - mostTested} more</p>` : null}</section>`;
}

function select(name: string, label: string, options: Record<string, string>, fields: Fields): Html {
  const chosen = text(fields, name);
  return html`<span class="field"><label for="${name}">${label}</label> <select id="${name}" name="${name}">${Object.entries(
    options,
  ).map(
    ([value, shown]) =>
      html`<option value="${value}"${value === chosen ? html` selected` : null}>${shown}</option>`,
  )}</select></span>`;
}

type Size = 'short' | 'usual' | 'long';

function input(name: string, label: string, fields: Fields, type = 'text', size: Size = 'usual'): Html {
  const most = size === 'long' ? 8192 : 300;
  return html`<span class="field"><label for="${name}">${label}</label> <input id="${name}" name="${name}" type="${type}" maxlength="${most}" class="${size}" value="${text(fields, name) ?? ''}"></span>`;
}
