import { isUrl } from './valid.js';

/** Hosts that wrap another site's page: the wrapped address stands in the path, after `/c/s/`, `/s/` or alone. */
const AMP_CACHE = /(?:^|\.)(?:cdn\.ampproject\.org|bing-amp\.com)$/;
const GOOGLE_AMP = /^(?:www\.)?google\.[a-z.]{2,10}$/;

/** The address inside an AMP cache or Google AMP viewer URL, or the URL itself. */
export function unwrapAmp(url: URL): URL {
  const path = AMP_CACHE.test(url.hostname)
    ? /^\/(?:[acirv]\/)?(s\/)?(.+)$/.exec(url.pathname)
    : GOOGLE_AMP.test(url.hostname)
      ? /^\/amp\/(s\/)?(.+)$/.exec(url.pathname)
      : null;
  if (path === null) return url;
  const inner = `${path[1] === undefined ? 'http' : 'https'}://${path[2]}${url.search}`;
  return isUrl(inner) ? new URL(inner) : url;
}

/** Host and path of the same article without AMP: `amp.` in front, `/amp` first or last, `.amp` before `.html`. */
export function withoutAmp(host: string, path: string): { host: string; path: string } {
  return {
    host: /^amp\.[^.]+\../.test(host) ? host.slice(4) : host,
    path: path
      .replace(/^\/amp(?=\/[^/])/, '')
      .replace(/\/amp\/?$/, '/')
      .replace(/\.amp(?=$|\.html?$)/, ''),
  };
}
