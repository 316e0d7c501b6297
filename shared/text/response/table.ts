import type { ResponseCode, ResponseKind } from './index.js';

/** What a status code means to a reader of news, with the reason shown to people. Others go by their hundred. */
export const STATUS_TABLE: Readonly<Record<number, readonly [ResponseKind, string]>> = {
  // 202 with an empty or challenge body is how AWS WAF and some CDNs park robots; a body check comes first.
  304: ['not-modified', 'not changed since the last read'],
  300: ['moved', 'several choices, none taken'],
  301: ['moved', 'moved for good'],
  302: ['moved', 'moved for now'],
  303: ['moved', 'see another address'],
  307: ['moved', 'moved for now'],
  308: ['moved', 'moved for good'],
  401: ['blocked', 'a login is asked for'],
  402: ['blocked', 'payment is asked for'],
  403: ['blocked', 'access is forbidden'],
  404: ['gone', 'not found'],
  407: ['refused', 'a proxy asks for a login'],
  408: ['down', 'the server waited too long for us'],
  // 409 and 425 pass by themselves: worth another try, like a server error.
  409: ['down', 'conflict at the server'],
  410: ['gone', 'gone for good'],
  418: ['blocked', 'the server turns robots away'],
  420: ['throttled', 'asked to slow down'],
  421: ['down', 'the wrong server answered'],
  425: ['down', 'the server asks to try again'],
  429: ['throttled', 'asked to slow down'],
  // 430: Shopify's code for a client it takes for a robot.
  430: ['throttled', 'asked to slow down'],
  444: ['blocked', 'the server closed the door without a word'],
  451: ['blocked', 'withheld for legal reasons'],
  503: ['down', 'the service is unavailable'],
  509: ['throttled', 'the bandwidth limit is reached'],
  // 529: "site is overloaded" (Qualys, Cloudflare customers).
  529: ['throttled', 'the site is overloaded'],
  // 530: Cloudflare's wrapper for its own 1xxx errors, mostly a host name it cannot resolve.
  530: ['down', 'the CDN cannot reach the site'],
  // 999: LinkedIn's and Yahoo's answer to robots.
  999: ['blocked', 'the server turns robots away'],
};

/** Status codes that say more than their kind. */
export const STATUS_CODES: Readonly<Record<number, ResponseCode>> = {
  401: 'login-wall',
  402: 'paywall',
  403: 'forbidden',
  404: 'not-found',
  418: 'bot-wall',
  444: 'bot-wall',
  451: 'legal',
  999: 'bot-wall',
};
