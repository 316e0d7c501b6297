/** One entry: when it was published and when we first saw it, in milliseconds since 1970; null where it is not said. */
export interface SeenEntry {
  published: number | null;
  firstSeen: number;
}

/** What a feed does: new entries a day, the newest one, and how late we are. Null where it is not known. */
export interface Pace {
  entriesPerDay: number | null;
  /** When the newest entry was published or, failing that, first seen; ms since 1970. */
  newest: number | null;
  /** Median from publication to our seeing, of entries published while we watched; seconds, at least 0. */
  lagSeconds: number | null;
}

const DAY = 86_400_000;

/** The pace of the last days counts if so many entries fell in them; else that of the last month does. */
const RECENT = { ms: 3 * DAY, least: 4 };
const LONGEST = 30 * DAY;

/** Entries that came together say nothing finer than this about the pace. */
const SHORTEST = 10 * 60_000;

/** Medians of fewer lags than this are chance. */
const LEAST_LAGS = 3;

/**
 * Measures a feed on its newest entries, as it lists them and as we have seen them (any order). `since` is when we
 * began to watch it: entries without a date count from when they were seen, and those seen in the first reading, which
 * lists what was there before, do not. Times in milliseconds since 1970.
 */
export function measurePace(entries: readonly SeenEntry[], since: number, now: number): Pace {
  const firstReading = Math.min(...entries.map((entry) => entry.firstSeen), Number.POSITIVE_INFINITY);
  const times = entries
    .map((entry) => entry.published ?? (entry.firstSeen > firstReading ? entry.firstSeen : null))
    .filter((time) => time !== null)
    .map((time) => Math.min(time, now))
    .sort((a, b) => b - a);
  const newest = times[0] ?? (entries.length === 0 ? null : firstReading);
  return {
    entriesPerDay: times.length === 0 ? unseen(entries.length > 0, since, now) : rateOf(times, now),
    newest,
    lagSeconds: medianLag(entries, since),
  };
}

/** Nothing dated: nothing is known until we have watched for a day in which nothing came. */
function unseen(any: boolean, since: number, now: number): number | null {
  return any && now - since >= DAY ? 0 : null;
}

function rateOf(times: number[], now: number): number {
  const recent = times.filter((time) => time >= now - RECENT.ms);
  const [chosen, ms] = recent.length >= RECENT.least ? [recent, RECENT.ms] : [times, LONGEST];
  const inside = chosen.filter((time) => time >= now - ms);
  if (inside.length === 0) return 0;
  // A list that ends inside the window covers only as far as it goes.
  const covered = times.length > inside.length ? ms : now - (inside.at(-1) as number);
  return inside.length / (Math.max(SHORTEST, covered) / DAY);
}

function medianLag(entries: readonly SeenEntry[], since: number): number | null {
  const lags = entries
    .filter(({ published }) => published !== null && published > since)
    .map(({ published, firstSeen }) => Math.max(0, firstSeen - (published as number)) / 1_000)
    .sort((a, b) => a - b);
  if (lags.length < LEAST_LAGS) return null;
  const middle = Math.floor(lags.length / 2);
  const upper = lags[middle] as number;
  return lags.length % 2 === 1 ? upper : (upper + (lags[middle - 1] as number)) / 2;
}
