import untyped from 'robots-parser';
import { isUrl } from '../url/valid.js';

/** Crawlers must read at least this much of a file (RFC 9309, 2.5), and no more is read here. */
export const MAX_ROBOTS_BYTES = 500 * 1024;

/**
 * Steps of comparing one address with all wildcard rules of a file. Honest files stay below a million; a file made to
 * hold a thread for minutes is taken to allow nothing.
 */
const MAX_STEPS = 50_000_000;

/** The rules of one robots.txt for one crawler. */
export interface Robots {
  /** True where the address may be fetched; an address of another origin is not asked about. */
  allows(url: string): boolean;
  /** The line that decides, counted from 1; null where none does. */
  lineFor(url: string): number | null;
  /** The pause between requests that the file asks of us, in seconds; null where it asks none. Not in RFC 9309. */
  crawlDelaySeconds: number | null;
  /** Addresses of sitemaps, as written. */
  sitemaps: string[];
}

/** The package's types say `default`, which its module does not have. */
const robotsParser = untyped as unknown as typeof untyped.default;
type Parsed = ReturnType<typeof robotsParser>;

/**
 * The rules that a robots.txt (RFC 9309) of an origin has for us.
 * `origin`: as URL.origin gives it. `rules`: the text of the file. `agent`: our product token, see agentToken.
 * robots-parser chooses the group and weighs the rules; this reads what it does not: other records between two
 * user-agent lines do not part them (2.2.4), and what is percent-encoded without need is compared plainly (2.2.2).
 */
export function readRobots(origin: string, rules: string, agent: string): Robots {
  const lines = rules
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .map(plainLine);
  const parse = (records: RegExp): Parsed =>
    robotsParser(`${origin}/robots.txt`, lines.map((line) => (records.test(line) ? line : '')).join('\n'));
  const access = parse(/^(?:user-agent|allow|disallow)\s*:/i);
  const delay = parse(/^(?:user-agent|allow|disallow|crawl-delay)\s*:/i).getCrawlDelay(agent);
  const wild = lines.reduce((sum, line) => sum + (line.includes('*') ? line.length : 0), 0);
  const bearable = (url: string) => wild * url.length <= MAX_STEPS;
  return {
    allows: (url) => isRobotsFile(url) || (bearable(url) && access.isAllowed(plain(url), agent) !== false),
    lineFor: (url) => {
      const line = bearable(url) ? access.getMatchingLineNumber(plain(url), agent) : -1;
      return line > 0 ? line : null;
    },
    crawlDelaySeconds: delay !== undefined && Number.isFinite(delay) && delay > 0 ? delay : null,
    sitemaps: parse(/^sitemap\s*:/i).getSitemaps(),
  };
}

/**
 * The product token of a user agent (RFC 9309, 2.2.1): `Hearsay/0.1 (+https://desk.example)` is `hearsay`. What has no
 * token of letters, _ and - is `*`.
 */
export function agentToken(userAgent: string): string {
  return /^[a-z_-]+/i.exec(userAgent.trim())?.[0].toLowerCase() ?? '*';
}

/** The file itself may always be read (2.2.2). */
function isRobotsFile(url: string): boolean {
  return isUrl(url) && new URL(url).pathname === '/robots.txt';
}

/** One line as the parser takes it: spelled as the standard has it, stars in a row as one, escapes plain. */
function plainLine(line: string): string {
  const trimmed = line.replace(/^[\s\u0000]+/, '').replace(/^user[ _]?agent(?=\s*:)/i, 'User-agent');
  if (!/^(?:allow|disallow)\s*:/i.test(trimmed)) return trimmed;
  return plain(trimmed.replace(/\*{2,}/g, '*'));
}

/** Escapes of characters that need none, undone: %62 is b; %2F, %2A and %24 stay, being more than characters. */
function plain(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (escaped, hex: string) => {
    const character = String.fromCharCode(Number.parseInt(hex, 16));
    return /[A-Za-z0-9._~-]/.test(character) ? character : escaped;
  });
}
