import { type Deps, readStory } from '@hearsay/runtime';
import { type BacktestAlert, backtestStory } from '@hearsay/text/alert';
import { defaultPace, defaultWants, type Pace, type Wants } from '@hearsay/text/subscription';

/** Stories a back-test reads, the latest first: more would hold up the API for others. */
const mostStories = 500;

/** Alerts that are shown; the rest are counted. */
const mostShown = 200;

/** What a subscription would have been sent in the last days, had it been there: alerts newest first, by day and kind. */
export async function backtest(
  { wants, pace, days }: { wants: Wants | null; pace: Pace | null; days: number },
  { store, clock, settings }: Pick<Deps, 'store' | 'clock' | 'settings'>,
): Promise<object> {
  const since = new Date(clock.now().getTime() - days * 86_400_000);
  const stories = await store.stories.updatedSince(since, mostStories + 1);
  const upTo = await store.events.last();
  const made: BacktestAlert[] = [];
  for (const story of stories.slice(0, mostStories)) {
    const told = await readStory(story, upTo, store, settings.HEARSAY_OWNERS?.owners);
    if (told !== null)
      made.push(...backtestStory(told, wants ?? defaultWants, pace ?? defaultPace, since.toISOString()));
  }
  const alerts = made.sort((a, b) => b.at.localeCompare(a.at));
  return {
    since: since.toISOString(),
    stories: Math.min(stories.length, mostStories),
    complete: stories.length <= mostStories,
    total: alerts.length,
    atOnce: alerts.filter((alert) => alert.held === null).length,
    perDay: counted(alerts.map((alert) => alert.at.slice(0, 10))),
    kinds: counted(alerts.map((alert) => alert.kind)),
    alerts: alerts.slice(0, mostShown),
  };
}

function counted(keys: string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
}
