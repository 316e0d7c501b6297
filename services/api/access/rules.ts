import type { TokenScope } from '@hearsay/store';

/** Who may use a route, and what it changes. */
export interface Rule {
  /** `open`: nobody is asked for a token. */
  scope: TokenScope | 'open';
  /** What the audit log says was done; null where nothing is changed. */
  does: string | null;
  /**
   * True where other sites may send the request: hubs, and mailboxes that unsubscribe. What they must know stands in the
   * address. Every other change must come from our own pages or carry a token in its header.
   */
  foreign: boolean;
}

const open: Rule = { scope: 'open', does: null, foreign: false };
const read: Rule = { scope: 'read', does: null, foreign: false };
/** Changes nothing, and holds what a change would hold. */
const plan: Rule = { scope: 'write', does: null, foreign: false };
const write = (does: string): Rule => ({ scope: 'write', does, foreign: false });
const admin = (does: string | null): Rule => ({ scope: 'admin', does, foreign: false });

/** Every route of the app: its scope, and what it does. A route that is missing here asks for `admin`, and a test fails. */
export const rules: Readonly<Record<string, Rule>> = {
  'GET /healthz': open,
  'GET /readyz': open,
  'GET /metrics': read,

  // The desk.
  'GET /': read,
  'GET /stories/:id': read,
  'GET /claims/:id': read,
  'GET /articles/:id': read,
  'GET /claims/:id/sort': read,
  'GET /articles/:id/sort': read,
  'GET /stories/:id/sort': read,
  'GET /review': read,
  'GET /decide': plan,
  'POST /decide': write('decided'),
  'GET /subscriptions': read,
  'GET /subscriptions/new': read,
  'GET /subscriptions/:id': read,
  'POST /subscriptions': write('made a subscription'),
  'POST /subscriptions/backtest': read,
  'POST /subscriptions/:id/test': write('sent a test alert'),
  'POST /subscriptions/:id/stop': write('stopped a subscription'),
  'POST /subscriptions/:id/start': write('started a subscription'),
  'POST /subscriptions/:id/mute': write('muted a subscription'),
  'POST /subscriptions/:id/unmute': write('unmuted a subscription'),
  'POST /subscriptions/:id/snooze': write('snoozed a subscription'),
  'POST /subscriptions/:id/wake': write('ended a snooze'),
  'POST /subscriptions/:id/rotate': write('rotated a secret'),
  'POST /subscriptions/:id/remove': write('removed a subscription'),
  'POST /subscriptions/:id/resend/:alert': write('told an alert again'),
  'POST /pipeline/failed/:stage/:id/retry': write('retried a job'),
  'POST /pipeline/failed/:stage/:id/discard': write('discarded a job'),
  'GET /outlets': read,
  'GET /outlets/:domain': read,
  'GET /search': read,
  'GET /alerts': read,
  'GET /alerts/:id': read,
  'GET /feeds': read,
  'GET /pipeline': read,
  'GET /desk/:file': open,
  'GET /sign-in': open,
  'POST /sign-in': { scope: 'open', does: 'signed in', foreign: false },
  'POST /sign-out': { scope: 'read', does: 'signed out', foreign: false },

  // Links that are their own key.
  'GET /push/:name': { ...open, foreign: true },
  'POST /push/:name': { ...open, foreign: true },
  'GET /feeds/:name{.+\\.(rss|atom|json)}': open,
  'GET /unsubscribe/:token': open,
  'POST /unsubscribe/:token': { scope: 'open', does: 'unsubscribed by a link', foreign: true },

  // Stories, claims, articles, the log.
  'GET /v1/stories': read,
  'GET /v1/stories/:id': read,
  'GET /v1/stories/:id/claims': read,
  'GET /v1/stories/:id/:name{feed\\.(rss|atom|json)}': read,
  'GET /v1/claims/:id': read,
  'GET /v1/claims/:id/claimreview': read,
  'GET /v1/claims/:id/:name{feed\\.(rss|atom|json)}': read,
  'GET /v1/articles': read,
  'GET /v1/articles/:id': read,
  'GET /v1/articles/:id/revisions': read,
  'GET /v1/events': read,
  'GET /v1/events/stream': read,
  'GET /v1/outlets': read,
  'GET /v1/outlets/:domain': read,
  'GET /v1/search': read,
  'GET /v1/why': read,
  'GET /v1/export': read,

  // What people decide, and what is read again.
  'GET /v1/decisions': read,
  'POST /v1/decisions': write('decided'),
  'POST /v1/decisions/:id/undo': write('undid a decision'),
  'POST /v1/decisions/preview': plan,
  'POST /v1/decisions/:id/undo/preview': plan,
  'GET /v1/review': read,
  'POST /v1/reprocess': write('reprocessed'),

  // Feeds and pages.
  'GET /v1/feeds': read,
  'GET /v1/feeds/export': read,
  'GET /v1/feeds/:id': read,
  'POST /v1/feeds': write('watched feeds'),
  'POST /v1/feeds/import': write('imported feeds'),
  'POST /v1/feeds/:id/revive': write('revived a feed'),
  'DELETE /v1/feeds': write('removed a feed'),
  'POST /v1/ingest': write('gave pages'),

  // Subscriptions and alerts.
  'GET /v1/subscriptions': read,
  'GET /v1/subscriptions/:id': read,
  'POST /v1/subscriptions': write('made a subscription'),
  'PATCH /v1/subscriptions/:id': write('changed a subscription'),
  'DELETE /v1/subscriptions/:id': write('removed a subscription'),
  'POST /v1/subscriptions/:id/test': write('sent a test alert'),
  'POST /v1/subscriptions/:id/rotate': write('rotated a secret'),
  'POST /v1/subscriptions/:id/stop': write('stopped a subscription'),
  'POST /v1/subscriptions/:id/start': write('started a subscription'),
  'POST /v1/subscriptions/:id/replay': write('told alerts again'),
  'POST /v1/backtest': read,
  'GET /v1/alerts': read,
  'GET /v1/alerts/:id': read,
  'GET /v1/deliveries': read,
  'POST /v1/alerts/:id/resend': write('told an alert again'),

  // The pipeline.
  'GET /v1/pipeline': read,
  'GET /v1/trail': read,
  'GET /v1/failed': read,
  'POST /v1/failed/:stage/:id/retry': write('retried a job'),
  'DELETE /v1/failed/:stage/:id': write('discarded a job'),

  // The API itself.
  'GET /v1/openapi.json': open,
  'GET /v1/reference': open,

  // Who may do what.
  'GET /v1/tokens': admin(null),
  'POST /v1/tokens': admin('made a token'),
  'DELETE /v1/tokens/:id': admin('revoked a token'),
  'GET /v1/audit': admin(null),
};

const unknown: Rule = { scope: 'admin', does: 'changed something', foreign: false };

/** The rule of a route: its method and its path as it is written in the app. */
export function ruleOf(method: string, path: string): Rule {
  const key = `${method} ${path}`;
  const rule = Object.hasOwn(rules, key) ? rules[key] : undefined;
  return rule ?? { ...unknown, does: method === 'GET' ? null : unknown.does };
}
