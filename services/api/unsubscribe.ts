import type { Runtime } from '@hearsay/runtime';
import type { Subscription } from '@hearsay/store';
import { escapeHtml } from '@hearsay/text/alert';
import { Hono } from 'hono';
import { audited } from './access/index.js';

const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex',
};

/**
 * The link at the end of an alert by mail. Opening it asks; the button, or the one request a mailbox makes by itself
 * (RFC 8058), stops the subscription. The token in the address is all that is needed, and all it can do.
 */
export function unsubscribeRoutes({ deps }: Pick<Runtime, 'deps'>): Hono {
  const app = new Hono();
  const { subscriptions } = deps.store;

  app.get('/unsubscribe/:token', async (c) => {
    const subscription = await subscriptions.byToken(c.req.param('token'));
    return c.body(page(subscription, 'ask'), subscription === null ? 404 : 200, pageHeaders);
  });

  app.post('/unsubscribe/:token', async (c) => {
    const subscription = await subscriptions.byToken(c.req.param('token'));
    if (subscription !== null) {
      audited(c, subscription.id);
      await subscriptions.setState(subscription.id, 'stopped', 'Unsubscribed by its link.');
    }
    return c.body(page(subscription, 'done'), subscription === null ? 404 : 200, pageHeaders);
  });
  return app;
}

function page(subscription: Subscription | null, step: 'ask' | 'done'): string {
  const name = escapeHtml(subscription?.name ?? '');
  const said =
    subscription === null
      ? '<h1>Nothing to stop</h1><p>This link belongs to no subscription: it was ended.</p>'
      : step === 'ask' && subscription.state === 'active'
        ? `<h1>Stop these alerts?</h1><p>“${name}” will be told nothing more.</p><form method="post"><button>Stop them</button></form>`
        : `<h1>Stopped</h1><p>“${name}” is told nothing more. Who runs this Hearsay can start it again.</p>`;
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Alerts</title><style>:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:34em;margin:12vh auto;padding:0 1em}button{font:inherit;padding:.5em 1em}</style></head><body><main>${said}</main></body></html>`;
}
