import {
  address,
  BadValue,
  cidrs,
  duration,
  durations,
  type HostOverride,
  nameServer,
  number,
  type OwnersFile,
  oneOf,
  overrides,
  ownersFile,
  ports,
  type Setting,
  text,
  userAgent,
} from './values.js';

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
    about:
      'token of scope admin that requests may carry; without one, and none made, the API listens on loopback only',
    read: (value) => {
      if (value.length < 16) throw new BadValue('must have at least 16 characters');
      return value;
    },
  } as Setting<string>,
  HEARSAY_API_RATE: {
    default: '1200',
    about:
      'requests a minute of one token, or of one address without: twenty a second are more than a desk in use asks',
    read: number(1, 1_000_000),
  } as Setting<number>,
  HEARSAY_SIGN_IN_RATE: {
    default: '10',
    about: 'wrong tokens a minute from one address: people mistype a few, guessing needs millions',
    read: number(1, 10_000),
  } as Setting<number>,
  HEARSAY_SESSION_HOURS: {
    default: '12',
    about: 'hours a browser stays signed in after it was last used: a shift',
    read: number(0.01, 8_760),
  } as Setting<number>,
  HEARSAY_AUDIT_DAYS: {
    default: '365',
    about: 'days that the log of who changed what is kept',
    read: number(1, 36_500),
  } as Setting<number>,
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
    default: '4',
    about: 'largest page that is read, in megabytes: three times the largest of a thousand articles measured',
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
  HEARSAY_HOOK_SECONDS: {
    default: '20',
    about: 'longest time the receiver of an alert may take to answer: Standard Webhooks asks for 15 to 30',
    read: number(0.1, 300),
  } as Setting<number>,
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
