import {
  bold,
  columns,
  columnsWide,
  counted,
  cut,
  dim,
  green,
  plain,
  red,
  say,
  width,
  wrap,
  yellow,
} from './print.js';

/** A feed as the API gives it. */
export interface FeedObject {
  id: string;
  url: string;
  kind: string;
  title: string | null;
  link: string | null;
  outlet: string;
  tags: string[];
  addedAt: string;
  nextPollAt: string;
  intervalSeconds: number | null;
  intervalWhy: string | null;
  lastPolledAt: string | null;
  lastSuccessAt: string | null;
  lastEntryAt: string | null;
  entriesPerDay: number | null;
  lagSeconds: number | null;
  validatorsLie: boolean;
  movedTo: string | null;
  health: { state: string; since: string; why: string | null; advice: string | null };
  /** How it stands with its WebSub hub; null where it names none. */
  push: {
    hub: string;
    state: 'wanted' | 'asked' | 'active' | 'quiet' | 'denied' | 'off';
    since: string;
    leaseUntil: string | null;
    lastPing: string | null;
    pings: number;
    unsigned: number;
    error: string | null;
  } | null;
}

export interface ShownFeed {
  feed: FeedObject;
  notices: { at: string; kind: string; text: string }[];
  entries: { url: string; title: string | null; published: string | null; firstSeen: string }[];
}

/** States in the order they want attention, with their sign and colour. */
const states: Record<string, { sign: string; paint: (text: string) => string }> = {
  broken: { sign: '✗', paint: red },
  blocked: { sign: '⊘', paint: red },
  late: { sign: '◔', paint: yellow },
  failing: { sign: '!', paint: yellow },
  waiting: { sign: '…', paint: yellow },
  new: { sign: '+', paint: (text) => text },
  healthy: { sign: '●', paint: green },
  retired: { sign: '–', paint: dim },
};

const order = Object.keys(states);

/** All feeds: how many are how, then a row each, those that want attention first, with why and what to do. */
export function sayFeeds(feeds: FeedObject[], now: number): void {
  if (feeds.length === 0) {
    say('No feeds yet. Add one: hearsay feeds add https://outlet.example');
    return;
  }
  const sorted = [...feeds].sort((a, b) => order.indexOf(a.health.state) - order.indexOf(b.health.state));
  say(summary(feeds), '');
  const head = ['  STATE', 'SINCE', 'OUTLET', 'NEW/DAY', 'LAG', 'LAST ENTRY', 'NEXT POLL', 'FEED'];
  const rows = sorted.map((feed) => rowOf(feed, now));
  const taken = Math.max(
    ...[head, ...rows].map((row) =>
      row
        .slice(0, -1)
        .reduce((sum, cell, at) => sum + widest(at, [head, ...rows]) + 2 * Number(cell !== undefined), 0),
    ),
  );
  const room = Math.max(16, columnsWide() - taken);
  const lines = columns([head, ...rows.map((row) => [...row.slice(0, -1), cut(row.at(-1) as string, room)])]);
  say(dim(lines[0] as string));
  for (const [at, feed] of sorted.entries()) say(lines[at + 1] as string, ...reasons(feed));
}

function widest(at: number, rows: string[][]): number {
  return Math.max(...rows.map((row) => width(row[at] ?? '')));
}

function summary(feeds: FeedObject[]): string {
  const count = (state: string) => feeds.filter((feed) => feed.health.state === state).length;
  const parts = ['healthy', ...order.filter((state) => state !== 'healthy')]
    .filter((state) => count(state) > 0)
    .map((state) => states[state]?.paint(`${count(state)} ${state}`));
  return `${bold(counted(feeds.length, 'feed'))}: ${parts.join(', ')}`;
}

function rowOf(feed: FeedObject, now: number): string[] {
  const { state, since } = feed.health;
  const { sign, paint } = states[state] ?? { sign: '?', paint: String };
  const polled = state !== 'retired';
  const pushed = feed.push?.state === 'active' ? ' (pushed)' : '';
  return [
    paint(`${sign} ${state}`),
    ago(since, now),
    cut(plain(feed.outlet), 28),
    feed.entriesPerDay === null ? '—' : rate(feed.entriesPerDay),
    feed.lagSeconds === null ? '—' : span(feed.lagSeconds),
    feed.lastEntryAt === null ? '—' : `${ago(feed.lastEntryAt, now)} ago`,
    polled ? `${until(feed.nextPollAt, now)}${pushed}` : '—',
    plain(feed.title ?? feed.url),
  ];
}

function reasons({ url, health: { why, advice, state } }: FeedObject): string[] {
  if (why === null) return [];
  const paint = states[state]?.paint ?? String;
  return [
    ...wrap(plain(sentence(why, url)), '      ').map(paint),
    ...(advice === null ? [] : wrap(advice, '      → ').map((line) => dim(line))),
  ];
}

/** The address is said once: errors of the client repeat it. */
function sentence(why: string, url: string): string {
  return why.replace(`Cannot read ${url}: `, '').replace(/\.$/, '');
}

/** One feed with everything that is known of it. */
export function sayFeed({ feed, notices, entries }: ShownFeed, now: number): void {
  const { state, since, why, advice } = feed.health;
  const paint = states[state]?.paint ?? String;
  say(bold(plain(feed.title ?? feed.url)) + dim(`  ${feed.id}`));
  say(plain(feed.url) + (feed.kind === 'feed' ? '' : dim(`  (${feed.kind})`)), '');
  say(`  ${paint(`${states[state]?.sign ?? '?'} ${state}`)} since ${moment(since, now)}`);
  if (why !== null) say(...wrap(plain(sentence(why, feed.url)), '    ').map(paint));
  if (advice !== null) say(...wrap(advice, '    → '));
  say('', ...columns(facts(feed, now)).map((line) => `  ${line}`));
  if (notices.length > 0) say('', bold('History'), ...notices.flatMap(noticeLines));
  if (entries.length > 0) say('', bold('Newest entries'), ...entryLines(entries, now));
}

function facts(feed: FeedObject, now: number): string[][] {
  const time = (iso: string | null) => (iso === null ? 'never' : moment(iso, now));
  const polled = feed.health.state !== 'retired';
  const rows: [string, string | null][] = [
    ['outlet', plain(feed.outlet)],
    ['tags', feed.tags.length === 0 ? null : plain(feed.tags.join(', '))],
    ['watched', `since ${time(feed.addedAt)}`],
    ['last read', time(feed.lastSuccessAt)],
    ['last asked', feed.lastPolledAt === feed.lastSuccessAt ? null : time(feed.lastPolledAt)],
    ['last entry', time(feed.lastEntryAt)],
    ['new entries', feed.entriesPerDay === null ? 'not known yet' : `${rate(feed.entriesPerDay)} a day`],
    [
      'lag',
      feed.lagSeconds === null
        ? 'not known yet'
        : `${span(feed.lagSeconds)} from publication to seeing (median)`,
    ],
    [
      'polled',
      polled && feed.intervalSeconds !== null
        ? `every ${span(feed.intervalSeconds)}: ${feed.intervalWhy ?? ''}`
        : null,
    ],
    ['next poll', polled ? until(feed.nextPollAt, now) : null],
    ...pushFacts(feed.push, now),
    ['redirect', feed.movedTo === null ? null : `to ${plain(feed.movedTo)}, to be kept when it stays`],
    [
      'conditions',
      feed.validatorsLie ? 'left out: the server says "not modified" of what is modified' : null,
    ],
  ];
  return rows.flatMap(([name, value]) => (value === null ? [] : [[dim(name), value]]));
}

const pushStates: Record<NonNullable<FeedObject['push']>['state'], string> = {
  active: 'pushed',
  wanted: 'asked for soon',
  asked: 'asked, not confirmed yet',
  quiet: 'quiet, so the feed is polled as if there were none',
  denied: 'refused',
  off: 'not used',
};

/** What the feed's hub does for us, in a few words each. */
function pushFacts(push: FeedObject['push'], now: number): [string, string | null][] {
  if (push === null) return [];
  const { hub, state, since, leaseUntil, lastPing, pings, unsigned, error } = push;
  const lease =
    state === 'active' && leaseUntil !== null ? `, renewed before ${leaseUntil.slice(0, 10)}` : '';
  const told =
    lastPing === null ? 'none yet' : `${counted(pings, 'ping')}, the last ${ago(lastPing, now)} ago`;
  return [
    ['push', `${pushStates[state]} by ${plain(hub)} since ${moment(since, now)}${lease}`],
    ['pings', state === 'off' ? null : told],
    ['forged', unsigned === 0 ? null : `${counted(unsigned, 'ping')} not signed with our secret, ignored`],
    ['hub', error === null ? null : plain(error)],
  ];
}

function noticeLines({ at, kind, text }: ShownFeed['notices'][number]): string[] {
  return wrap(plain(text), `  ${at.slice(0, 10)} ${at.slice(11, 16)}  ${kind.padEnd(10)}  `);
}

function entryLines(entries: ShownFeed['entries'], now: number): string[] {
  const room = columnsWide() - 14;
  return entries.map((entry) => {
    const when = ago(entry.published ?? entry.firstSeen, now);
    return `  ${`${when} ago`.padEnd(11)} ${cut(plain(entry.title ?? entry.url), room)}`;
  });
}

/** What was found at an address, with what was taken and why. */
export function sayFound(answer: {
  feeds: { feed: FeedObject; added: boolean; revived: boolean }[];
  found: { url: string; title: string | null; chosen: boolean; because: string }[];
}): void {
  for (const { feed, added, revived } of answer.feeds) {
    const verb = added ? 'Watching' : revived ? 'Watching again' : 'Already watching';
    say(`${verb} ${plain(feed.title ?? feed.url)} (${feed.outlet}): ${plain(feed.url)}`);
  }
  if (answer.found.length <= 1 && answer.found[0]?.because === 'the address is a feed') return;
  const lines = answer.found.map((each) => [
    each.chosen ? green('  ✓') : dim('  ·'),
    plain(each.url),
    dim(plain(each.because)),
  ]);
  say(dim(`Found ${counted(answer.found.length, 'feed')}:`), ...columns(lines));
}

function rate(perDay: number): string {
  if (perDay >= 10) return String(Math.round(perDay));
  return perDay >= 0.1 ? perDay.toFixed(1) : perDay === 0 ? '0' : '<0.1';
}

/** "12 s", "5 min", "3.5 h", "4 d". */
export function span(seconds: number): string {
  if (seconds < 90) return `${Math.round(seconds)} s`;
  if (seconds < 5_400) return `${Math.round(seconds / 60)} min`;
  if (seconds < 36 * 3_600) return `${Number((seconds / 3_600).toFixed(1))} h`;
  return `${Math.round(seconds / 86_400)} d`;
}

function ago(iso: string, now: number): string {
  return span(Math.max(0, (now - Date.parse(iso)) / 1_000));
}

function until(iso: string, now: number): string {
  const seconds = (Date.parse(iso) - now) / 1_000;
  return seconds <= 0 ? 'now' : `in ${span(seconds)}`;
}

function moment(iso: string, now: number): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC (${ago(iso, now)} ago)`;
}
