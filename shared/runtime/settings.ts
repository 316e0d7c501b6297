import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { type Owners, readOwners } from '@hearsay/text/outlet';
import { z } from 'zod';

/** An override of name resolution: this host's connections go to that address and port over plain HTTP. */
export interface HostOverride {
  host: string;
  address: string;
  port: number;
}

/** One setting: how it is read, what it is when unset, what it is for. */
interface Setting<T> {
  default: string | null;
  about: string;
  read(value: string): T;
}

/** A bad value, said so that a person can mend it. */
class BadValue extends Error {}

const text: Setting<string>['read'] = (value) => value;

function number(min: number, max: number): (value: string) => number {
  return (value) => {
    const parsed = z.coerce
      .number()
      .min(min)
      .max(max)
      .safeParse(value.trim() === '' ? Number.NaN : value);
    if (!parsed.success) throw new BadValue(`must be a number from ${min} to ${max}`);
    return parsed.data;
  };
}

function oneOf<T extends string>(...choices: T[]): (value: string) => T {
  return (value) => {
    const choice = choices.find((each) => each === value);
    if (choice === undefined) throw new BadValue(`must be one of ${choices.join(', ')}`);
    return choice;
  };
}

function address(...protocols: string[]): (value: string) => string {
  return (value) => {
    const known = URL.canParse(value) && protocols.includes(new URL(value).protocol.slice(0, -1));
    if (!known)
      throw new BadValue(
        `must be an address that starts with ${protocols.map((p) => `${p}://`).join(' or ')}`,
      );
    return value;
  };
}

function cidrs(value: string): string[] {
  const ranges = value
    .split(',')
    .map((range) => range.trim())
    .filter(Boolean);
  for (const range of ranges) {
    const [ip = '', bits = ''] = range.split('/');
    const longest = isIP(ip) === 6 ? 128 : 32;
    if (isIP(ip) === 0 || !/^\d{1,3}$/.test(bits) || Number(bits) > longest) {
      throw new BadValue(`must be address ranges such as 10.0.0.0/8, parted by commas ("${range}" is none)`);
    }
  }
  return ranges;
}

const unitSeconds: Record<string, number> = { s: 1, m: 60, h: 3_600, d: 86_400 };

/** "1h" as seconds. */
function duration(value: string): number {
  const [, amount, unit = 's'] = /^(\d+(?:\.\d+)?)\s*([smhd])?$/i.exec(value.trim()) ?? [];
  const seconds = Number(amount) * (unitSeconds[unit.toLowerCase()] as number);
  if (amount === undefined || seconds > 10 * 365 * 86_400)
    throw new BadValue(
      `must be a time such as 90s, 10m, 1h or 7d, of at most ten years ("${value}" is none)`,
    );
  return seconds;
}

/** "1h,6h" as seconds; "none" for none at all. */
function durations(value: string): number[] {
  if (value.trim() === 'none') return [];
  const all = value.split(',').map(duration);
  if (all.some((each, at) => each <= (all[at - 1] ?? 0)))
    throw new BadValue('must be times that grow, such as 1h,6h,24h,7d, or none');
  return all;
}

function ports(value: string): number[] {
  return value.split(',').map((each) => {
    const port = Number(each.trim());
    if (!Number.isInteger(port) || port < 1 || port > 65_535)
      throw new BadValue(`must be ports from 1 to 65535 parted by commas ("${each.trim()}" is none)`);
    return port;
  });
}

/** `ip` or `ip:port` (IPv6 in brackets where a port follows). */
function nameServer(value: string): string {
  const ip = /^\[?([0-9a-f:.]+?)\]?(?::(\d{1,5}))?$/i.exec(isIP(value) === 6 ? `[${value}]` : value);
  if (ip === null || isIP(ip[1] as string) === 0) throw new BadValue('must be an address such as 9.9.9.9:53');
  return value;
}

/** A product token first (RFC 9309, 2.2.1), and nothing that could end the header. */
function userAgent(value: string): string {
  if (!/^[A-Za-z_-]+(?:\/[\w.-]+)?(?: [ -~]+)?$/.test(value))
    throw new BadValue(
      'must be like TribuneDesk/1.0 (+https://tribune.example/robot): a name, a version, a contact',
    );
  return value;
}

function overrides(value: string): HostOverride[] {
  return value
    .split(',')
    .map((each) => each.trim())
    .filter(Boolean)
    .map((each) => {
      const parts = /^([^=\s]+)=(\[[0-9a-f:.]+\]|[0-9.]+):(\d{1,5})$/i.exec(each);
      const ip = parts?.[2]?.replace(/^\[|\]$/g, '') ?? '';
      const port = Number(parts?.[3]);
      if (!parts || isIP(ip) === 0 || port < 1 || port > 65_535) {
        throw new BadValue(`must be host=address:port entries parted by commas ("${each}" is none)`);
      }
      return { host: (parts[1] as string).toLowerCase(), address: ip, port };
    });
}

/** A list of owners, with where it was read. */
export interface OwnersFile {
  path: string;
  owners: Owners;
}

function ownersFile(path: string): OwnersFile {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new BadValue(`names a file that cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
  try {
    return { path, owners: readOwners(text) };
  } catch (error) {
    throw new BadValue(`names a file that ${(error as Error).message}`);
  }
}

/** The version this program says it is; kept equal to package.json by a test. */
export const version = '0.1.0';

/**
 * Every setting of the program: its environment variable, default, meaning. This table is what
 * `hearsay config` prints and what the README lists.
 */
export const table = {
  REDIS_URL: {
    default: null,
    about: 'Redis for the queues (server mode, with DATABASE_URL)',
    read: text,
  } as Setting<string>,
  DATABASE_URL: {
    default: null,
    about: 'PostgreSQL for the record (server mode, with REDIS_URL)',
    read: address('postgres', 'postgresql'),
  } as Setting<string>,
  HEARSAY_DATA: {
    default: './hearsay-data',
    about: 'data directory of the embedded mode',
    read: text,
  } as Setting<string>,
  HEARSAY_HOST: {
    default: '127.0.0.1',
    about: 'address the API and the desk listen on',
    read: text,
  } as Setting<string>,
  HEARSAY_PORT: {
    default: '4747',
    about: 'port of the API and the desk',
    read: number(0, 65_535),
  } as Setting<number>,
  HEARSAY_TOKEN: {
    default: null,
    about: 'token that requests must carry; without one the API listens on loopback only',
    read: (value) => {
      if (value.length < 16) throw new BadValue('must have at least 16 characters');
      return value;
    },
  } as Setting<string>,
  HEARSAY_PUBLIC_URL: {
    default: null,
    about: 'the address others reach us at: links in alerts, WebSub callbacks',
    read: address('http', 'https'),
  } as Setting<string>,
  HEARSAY_ALLOW_NETWORKS: {
    default: null,
    about: 'address ranges (CIDR) that may be reached although private',
    read: cidrs,
  } as Setting<string[]>,
  HEARSAY_RESOLVE: {
    default: null,
    about: 'host=address:port,…: these hosts go to that address over plain HTTP',
    read: overrides,
  } as Setting<HostOverride[]>,
  HEARSAY_USER_AGENT: {
    default: null,
    about: `who we say we are, with a contact address (robots.txt is read for its first word); else hearsay/${version} and HEARSAY_PUBLIC_URL`,
    read: userAgent,
  } as Setting<string>,
  HEARSAY_ALLOW_PORTS: {
    default: '80,443,8080,8443',
    about: 'ports of the web that may be reached: mail and databases are no place to look for news',
    read: ports,
  } as Setting<number[]>,
  HEARSAY_NAME_SERVER: {
    default: null,
    about: 'name server (address, or address:port) that is asked in place of the system’s',
    read: nameServer,
  } as Setting<string>,
  HEARSAY_POLL_MIN: {
    default: '60',
    about: 'shortest polling interval in seconds: faster would annoy sites for little',
    read: number(0.05, 86_400),
  } as Setting<number>,
  HEARSAY_POLL_MAX: {
    default: '21600',
    about: 'longest polling interval in seconds: a sleepy blog is still read four times a day',
    read: number(0.05, 604_800),
  } as Setting<number>,
  HEARSAY_SITEMAP_FILES: {
    default: '3',
    about: 'sitemaps read at each poll of an index of sitemaps: the newest of them hold the news',
    read: number(1, 50),
  } as Setting<number>,
  HEARSAY_SITEMAP_HOURS: {
    default: '48',
    about: 'pages of a sitemap that are this new are news: what Google News asks sites to list',
    read: number(1, 8_760),
  } as Setting<number>,
  HEARSAY_PUSH_LEASE: {
    default: '864000',
    about: 'lease asked of a WebSub hub in seconds: ten days, as hubs grant',
    read: number(0.05, 2_592_000),
  } as Setting<number>,
  HEARSAY_PUSH_RETRY: {
    default: '60',
    about: 'first wait in seconds before a hub that did not answer is asked again; it doubles',
    read: number(0.05, 86_400),
  } as Setting<number>,
  HEARSAY_PUSH_RETRY_MAX: {
    default: '86400',
    about: 'longest wait in seconds before a hub is asked again, also after it denied',
    read: number(0.05, 604_800),
  } as Setting<number>,
  HEARSAY_PUSH_QUIET: {
    default: '300',
    about: 'seconds a hub may take to push what polling found; then it is taken to have forgotten us',
    read: number(0.05, 86_400),
  } as Setting<number>,
  HEARSAY_PUSH_POLL_MAX: {
    default: '3600',
    about:
      'longest polling interval in seconds that a hub that pushes can earn: what it loses is found by then',
    read: number(0.05, 604_800),
  } as Setting<number>,
  HEARSAY_PUSH_RATE: {
    default: '1',
    about: 'pings a second taken from the hub of one feed, in the long run; it is asked to wait beyond',
    read: number(0.001, 10_000),
  } as Setting<number>,
  HEARSAY_PUSH_MB: {
    default: '4',
    about: 'largest ping in megabytes: hubs push what is new, and whole feeds of newsrooms stay below two',
    read: number(0.001, 8),
  } as Setting<number>,
  HEARSAY_PUSH_SECONDS: {
    default: '10',
    about: 'longest time a ping may take to arrive',
    read: number(0.05, 120),
  } as Setting<number>,
  HEARSAY_DOMAIN_RATE: {
    default: '1',
    about: 'requests a second to one registrable domain, in the long run',
    read: number(0.001, 10_000),
  } as Setting<number>,
  HEARSAY_DOMAIN_BURST: {
    default: '5',
    about: 'requests to one registrable domain at once: a feed and the few entries it just published',
    read: number(1, 10_000),
  } as Setting<number>,
  HEARSAY_REVISIT_AFTER: {
    default: '1h,6h,24h,7d',
    about:
      'when articles are read again, counted from when they were first seen: most corrections come within hours, deletions within a week; none turns it off',
    read: durations,
  } as Setting<number[]>,
  HEARSAY_REVISIT_MIN: {
    default: '60s',
    about: 'shortest time between two reads of an article, however often its feed says that it changed',
    read: duration,
  } as Setting<number>,
  HEARSAY_REVISIT_RATE: {
    default: '2',
    about: 'articles read again a second at most, of one domain only while nothing new is read there',
    read: number(0.01, 1_000),
  } as Setting<number>,
  HEARSAY_DELETED_AFTER: {
    default: '1h',
    about:
      'time after which a page that is gone is looked for again, and only then called deleted: sites lose pages for minutes',
    read: duration,
  } as Setting<number>,
  HEARSAY_RAW_DAYS: {
    default: '90',
    about:
      'days that raw pages are kept, for a better reader; those of disputed, corrected or withdrawn articles stay, texts always',
    read: number(0.001, 36_500),
  } as Setting<number>,
  HEARSAY_RAW_GB: {
    default: '20',
    about: 'room for raw pages in gigabytes (about 25 kB each, compressed): past it the oldest go first',
    read: number(0.000_001, 100_000),
  } as Setting<number>,
  HEARSAY_DOMAIN_PARALLEL: {
    default: '4',
    about:
      'requests to one registrable domain under way at the same time, by all processes: fewer than a browser opens, so that a slow site holds few workers',
    read: number(1, 1_000),
  } as Setting<number>,
  HEARSAY_QUIET: {
    default: '60',
    about:
      'seconds to stay away from a domain that asks us to wait (429, 503) and does not say how long; doubles each time in a row',
    read: number(0.01, 86_400),
  } as Setting<number>,
  HEARSAY_QUIET_MAX: {
    default: '3600',
    about: 'longest such pause of our own choice, in seconds: then one request tries again',
    read: number(0.01, 86_400),
  } as Setting<number>,
  HEARSAY_ROBOTS_HOURS: {
    default: '24',
    about: 'longest time a robots.txt is held, in hours: RFC 9309 allows a day',
    read: number(0.001, 24),
  } as Setting<number>,
  HEARSAY_ROBOTS_RETRY: {
    default: '60',
    about:
      'seconds until a robots.txt that could not be read is asked for again, doubled up to an hour; nothing else is fetched meanwhile',
    read: number(0.01, 3_600),
  } as Setting<number>,
  HEARSAY_ROBOTS_DOWN_DAYS: {
    default: '30',
    about: 'days after which a robots.txt that could never be read counts as none: the example of RFC 9309',
    read: number(0.001, 365),
  } as Setting<number>,
  HEARSAY_CRAWL_DELAY_MAX: {
    default: '10',
    about:
      'longest Crawl-delay of a robots.txt that is kept to, in seconds: at more, news would be hours late',
    read: number(0, 3_600),
  } as Setting<number>,
  HEARSAY_FETCH_SECONDS: {
    default: '30',
    about:
      'longest time for one address, redirects and all: slow newspapers need ten, a slow drip must not hold a worker',
    read: number(0.1, 600),
  } as Setting<number>,
  HEARSAY_CONNECT_SECONDS: {
    default: '10',
    about: 'longest wait for a connection',
    read: number(0.1, 120),
  } as Setting<number>,
  HEARSAY_STALL_SECONDS: {
    default: '15',
    about: 'longest silence of a server, before its headers or between two pieces of its body',
    read: number(0.1, 600),
  } as Setting<number>,
  HEARSAY_REDIRECTS: {
    default: '5',
    about: 'redirects followed in a row: http to https to www to a consent page and back; more is a loop',
    read: number(0, 20),
  } as Setting<number>,
  HEARSAY_HEADER_KB: {
    default: '32',
    about: 'longest headers of an answer, in kilobytes: real ones stay below 16',
    read: number(1, 1_024),
  } as Setting<number>,
  HEARSAY_GROWTH: {
    default: '100',
    about:
      'most that an answer of over a megabyte may grow when decompressed: markup grows up to thirtyfold, bombs a thousandfold',
    read: number(2, 100_000),
  } as Setting<number>,
  HEARSAY_FEED_MB: {
    default: '16',
    about: 'largest feed that is read, in megabytes: all but podcast archives stay below two',
    read: number(0.01, 200),
  } as Setting<number>,
  HEARSAY_RETRY_FACTOR: {
    default: '1',
    about: 'waits between attempts are multiplied by this; below 1 for demo and tests',
    read: number(0.001, 100),
  } as Setting<number>,
  HEARSAY_PAGE_SECONDS: {
    default: '20',
    about: 'longest time a page may take to be cleaned: the slowest honest page measured took ten',
    read: number(1, 600),
  } as Setting<number>,
  HEARSAY_PAGE_MB: {
    default: '10',
    about: 'largest page that is read, in megabytes: articles have below two',
    read: number(0.1, 200),
  } as Setting<number>,
  HEARSAY_CLEAN_THREADS: {
    default: '2',
    about: 'worker threads that clean pages',
    read: number(1, 64),
  } as Setting<number>,
  HEARSAY_OWNERS: {
    default: null,
    about:
      'file of owners, "Owner: outlet, outlet" a line: outlets of one owner are one voice; read at start',
    read: ownersFile,
  } as Setting<OwnersFile>,
  HEARSAY_SMTP_URL: {
    default: null,
    about: 'mail server for alerts by e-mail: smtp://user:password@host:port, or smtps://',
    read: address('smtp', 'smtps'),
  } as Setting<string>,
  HEARSAY_MAIL_FROM: {
    default: null,
    about: 'who alerts by e-mail come from; else hearsay@localhost',
    read: (value) => {
      if (!/^[^\r\n]*@[^\r\n]+$/.test(value)) throw new BadValue('must be an e-mail address');
      return value;
    },
  } as Setting<string>,
  HEARSAY_RETRY_MIN: {
    default: '5',
    about: 'seconds until an alert that did not arrive is tried again; doubled with each failure',
    read: number(0.01, 3_600),
  } as Setting<number>,
  HEARSAY_RETRY_MAX: {
    default: '14400',
    about:
      'longest time between two tries in seconds: a receiver that is back after a night has its alerts by breakfast',
    read: number(0.01, 86_400),
  } as Setting<number>,
  HEARSAY_GIVE_UP_HOURS: {
    default: '48',
    about: 'an alert that did not arrive for so long waits for a person: two days outlast most outages',
    read: number(0.0001, 720),
  } as Setting<number>,
  HEARSAY_QUEUE_PREFIX: {
    default: 'hearsay',
    about: 'prefix of all keys in Redis, so that installations can share one',
    read: (value) => {
      if (!/^[\w-]{1,40}$/.test(value)) throw new BadValue('must have 1 to 40 letters, digits, - or _');
      return value;
    },
  } as Setting<string>,
  HEARSAY_LOG: {
    default: 'info',
    about: 'least level that is logged',
    read: oneOf('trace', 'debug', 'info', 'warn', 'error', 'silent'),
  } as Setting<'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent'>,
} as const;

type Table = typeof table;
export type SettingName = keyof Table;
type Value<N extends SettingName> = Table[N] extends Setting<infer T> ? T : never;

/** All settings, read and checked. Those without a default are null where unset. */
export type Settings = Readonly<{ [N in SettingName]: Value<N> | (N extends NullableName ? null : never) }>;

type NullableName =
  | 'REDIS_URL'
  | 'DATABASE_URL'
  | 'HEARSAY_TOKEN'
  | 'HEARSAY_PUBLIC_URL'
  | 'HEARSAY_ALLOW_NETWORKS'
  | 'HEARSAY_RESOLVE'
  | 'HEARSAY_NAME_SERVER'
  | 'HEARSAY_USER_AGENT'
  | 'HEARSAY_OWNERS'
  | 'HEARSAY_SMTP_URL'
  | 'HEARSAY_MAIL_FROM';

/** One or more settings are wrong. The message lists every one of them, a line each. */
export class SettingsError extends Error {
  override name = 'SettingsError';
}

/**
 * Reads the settings from an environment. Only the mains call it.
 * Throws SettingsError that lists every bad value at once.
 */
export function readSettings(env: Record<string, string | undefined>): Settings {
  const bad: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, setting] of Object.entries(table) as [SettingName, Setting<unknown>][]) {
    const given = env[name] ?? setting.default;
    try {
      values[name] = given === null || given === '' ? null : setting.read(given);
    } catch (error) {
      bad.push(`${name} ${(error as Error).message} (it is "${shown(name, given ?? '')}").`);
    }
  }
  bad.push(...unknownNames(env), ...contradictions(values));
  if (bad.length > 0) throw new SettingsError(bad.join('\n'));
  return Object.freeze(values) as Settings;
}

function unknownNames(env: Record<string, string | undefined>): string[] {
  return Object.keys(env)
    .filter((name) => name.startsWith('HEARSAY_') && !(name in table))
    .map((name) => `${name} is no setting of this version: see hearsay config for those there are.`);
}

function contradictions(values: Record<string, unknown>): string[] {
  const bad: string[] = [];
  if ((values.REDIS_URL === null) !== (values.DATABASE_URL === null)) {
    const [set, unset] =
      values.REDIS_URL === null ? ['DATABASE_URL', 'REDIS_URL'] : ['REDIS_URL', 'DATABASE_URL'];
    bad.push(`${set} is set but ${unset} is not: server mode needs both, the embedded mode neither.`);
  }
  if (Number(values.HEARSAY_POLL_MIN) > Number(values.HEARSAY_POLL_MAX)) {
    bad.push('HEARSAY_POLL_MIN is larger than HEARSAY_POLL_MAX.');
  }
  return bad;
}

/** A setting's value as it may be shown: passwords and tokens never. */
export function shown(name: SettingName, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (name === 'HEARSAY_TOKEN') return '***';
  if (name === 'HEARSAY_RESOLVE' && Array.isArray(value)) {
    return (value as HostOverride[]).map((each) => `${each.host}=${each.address}:${each.port}`).join(',');
  }
  if (name === 'HEARSAY_OWNERS' && typeof value === 'object') return (value as OwnersFile).path;
  const plain = Array.isArray(value) ? value.join(',') : String(value);
  return plain.replace(/(:\/\/[^:@/\s]*:)[^@/\s]*@/, '$1***@');
}
