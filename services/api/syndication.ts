import type { Runtime, Settings } from '@hearsay/runtime';
import type { Alert, EventRow } from '@hearsay/store';
import { type AlertBody, textOf } from '@hearsay/text/alert';
import { contentTypes, type Format, type Syndicated, syndicate } from '@hearsay/text/syndication';
import { type Context, Hono } from 'hono';
import { found } from './problem.js';

/** Items of a feed: what a reader that asks once a day misses nothing with. */
const mostItems = 100;

/** Feeds of ours change when something happens; a reader need not ask more often than this. */
const freshSeconds = 60;

/**
 * What we tell, as feeds to be read: of a subscription by its token (the token is the key, so nothing else is asked for),
 * of a story or claim under the API. With ETags, so that asking again costs little.
 */
export function syndicationRoutes({ deps }: Pick<Runtime, 'deps'>): { open: Hono; guarded: Hono } {
  const { store, settings } = deps;
  const [open, guarded] = [new Hono(), new Hono()];

  open.get('/feeds/:name{.+\\.(rss|atom|json)}', async (c) => {
    const { name: token, format } = nameOf(c.req.param('name'));
    const subscription = found(await store.subscriptions.byToken(token), 'feed', 'of that name');
    const alerts = await store.alerts.list(mostItems, { subscription: subscription.id });
    const shown = alerts.filter((alert) => !['held', 'muted', 'folded'].includes(alert.state));
    return answer(c, format, settings, '/', {
      title: `Hearsay: ${subscription.name}`,
      description: 'Who said it first, who repeats it, who disputes it.',
      items: shown.map((alert) => alertItem(alert, homeOf(c, settings))),
    });
  });

  guarded.get('/stories/:id/:name{feed\\.(rss|atom|json)}', async (c) => {
    const id = c.req.param('id');
    const story = found(await store.stories.get(id), 'story', id);
    const events = await store.events.latestOf({ story: id }, mostItems);
    return answer(c, nameOf(c.req.param('name')).format, settings, `/stories/${id}`, {
      title: `Hearsay: ${story.title ?? 'an untitled story'}`,
      description: 'What happens in this story, as it is seen.',
      items: events.map((event) => eventItem(event, homeOf(c, settings))),
    });
  });

  guarded.get('/claims/:id/:name{feed\\.(rss|atom|json)}', async (c) => {
    const id = c.req.param('id');
    const claim = found(await store.claims.get(id), 'claim', id);
    const events = await store.events.latestOf({ claim: id }, mostItems);
    return answer(c, nameOf(c.req.param('name')).format, settings, `/claims/${id}`, {
      title: `Hearsay: ${claim.text}`,
      description: 'Who repeats, varies or disputes this claim, as it is seen.',
      items: events.map((event) => eventItem(event, homeOf(c, settings))),
    });
  });
  return { open, guarded };
}

function nameOf(name: string): { name: string; format: Format } {
  const dot = name.lastIndexOf('.');
  return { name: name.slice(0, dot), format: name.slice(dot + 1) as Format };
}

/** The address others reach us at, or the one we were asked at. */
function homeOf(c: Context, settings: Settings): string {
  return (settings.HEARSAY_PUBLIC_URL ?? new URL(c.req.url).origin).replace(/\/$/, '');
}

function answer(
  c: Context,
  format: Format,
  settings: Settings,
  page: string,
  feed: Omit<Syndicated, 'home' | 'self'>,
): Response {
  const home = homeOf(c, settings);
  const body = syndicate(format, {
    ...feed,
    home: `${home}${page}`,
    self: `${home}${new URL(c.req.url).pathname}`,
  });
  const etag = `"${feed.items[0]?.id ?? 'empty'}-${feed.items.length}"`;
  const headers = { etag, 'cache-control': `private, max-age=${freshSeconds}` };
  if (c.req.header('if-none-match') === etag) return c.body(null, 304, headers);
  return c.body(body, 200, {
    ...headers,
    'content-type': contentTypes[format],
    'x-content-type-options': 'nosniff',
  });
}

function alertItem(alert: Alert, home: string): Syndicated['items'][number] {
  const body = alert.body as AlertBody;
  const url = alert.story === '' ? `${home}/` : `${home}/stories/${alert.story}`;
  const text = textOf(body, null);
  return {
    id: `urn:hearsay:${alert.id}`,
    title: body.headline,
    text,
    url,
    at: alert.createdAt.toISOString(),
  };
}

function eventItem(event: EventRow, home: string): Syndicated['items'][number] {
  const url = event.claim === null ? `${home}/stories/${event.story}` : `${home}/claims/${event.claim}`;
  return {
    id: `urn:hearsay:event:${event.seq}`,
    title: event.text,
    text: event.text,
    url,
    at: event.at.toISOString(),
  };
}
