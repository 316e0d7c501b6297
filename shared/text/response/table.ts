import type { ResponseKind } from './index.js';

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

/** Headers that only a bot check sends. */
export const WALL_HEADERS: readonly { name: string; value: RegExp; reason: string }[] = [
  { name: 'cf-mitigated', value: /challenge/i, reason: 'bot check (Cloudflare)' },
  { name: 'x-amzn-waf-action', value: /challenge|captcha/i, reason: 'bot check (AWS WAF)' },
  { name: 'x-datadome', value: /./, reason: 'bot check (DataDome)' },
];

/**
 * Marks of a page that stands in for the article. Looked for in the first part of the body only; `within` is the
 * greatest length of the visible text at which the mark counts, because full articles also load these scripts.
 */
export const WALL_MARKS: readonly { mark: RegExp; reason: string; within: number }[] = [
  { mark: /<title>\s*Just a moment\.\.\.|_cf_chl_opt/i, reason: 'bot check (Cloudflare)', within: 2000 },
  { mark: /<title>\s*Attention Required!/i, reason: 'bot check (Cloudflare)', within: 2000 },
  { mark: /captcha-delivery\.com/i, reason: 'bot check (DataDome)', within: 1500 },
  { mark: /px-captcha|\/_px\/|perimeterx/i, reason: 'bot check (HUMAN)', within: 1500 },
  { mark: /_Incapsula_Resource|Incapsula incident/i, reason: 'bot check (Imperva)', within: 1500 },
  { mark: /AwsWafIntegration|awswaf\.com/i, reason: 'bot check (AWS WAF)', within: 1500 },
  {
    mark: /errors\.edgesuite\.net|<title>\s*Access Denied/i,
    reason: 'access denied by the CDN',
    within: 1500,
  },
  { mark: /g-recaptcha|h-captcha|hcaptcha\.com|cf-turnstile/i, reason: 'bot check (captcha)', within: 800 },
  {
    mark: /are you a (?:robot|human)|verify (?:that )?you are (?:a )?human/i,
    reason: 'bot check',
    within: 800,
  },
  { mark: /unusual (?:traffic|activity) (?:from|detected)/i, reason: 'bot check', within: 800 },
  { mark: /enable javascript and cookies to continue/i, reason: 'bot check', within: 800 },
  {
    mark: /consent\.yahoo\.com|guce\.|consent\.google\.|\/consent-management\b/i,
    reason: 'consent wall',
    within: 1500,
  },
  {
    mark: /before you continue|we value your privacy|accept (?:all )?cookies to (?:continue|read)/i,
    reason: 'consent wall',
    within: 800,
  },
  {
    mark: /(?:subscribe|sign in|log in|register) to (?:continue|keep) reading|subscribers only/i,
    reason: 'paywall',
    within: 1200,
  },
];
