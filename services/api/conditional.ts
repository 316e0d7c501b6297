import type { MiddlewareHandler } from 'hono';
import { etag } from 'hono/etag';

const tag = etag({ weak: true });

/**
 * Every answer of the API that is whole has an ETag of its content, and one that is asked for with If-None-Match and did
 * not change is answered 304. Streams have none, and feeds make their own of what they list.
 */
export const withEtag: MiddlewareHandler = async (c, next) => {
  const own = c.req.method !== 'GET' || /\/stream$|\/feed\.(rss|atom|json)$/.test(c.req.path);
  if (own) return next();
  c.header('cache-control', 'private, no-cache');
  return tag(c, next);
};
