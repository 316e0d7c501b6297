import { type Held, type Pace, releaseOf, type Wants } from '../subscription/index.js';
import { draftAlerts } from './index.js';
import type { AlertInput, AlertKind, LoggedEvent, ToldBefore } from './types.js';

/** An alert that would have been made. */
export interface BacktestAlert {
  at: string;
  kind: AlertKind;
  story: string;
  headline: string;
  /** Why it would have waited; null where it would have gone out at once. */
  held: Held | null;
}

type TimedEvent = LoggedEvent & { at: Date | string };

/**
 * What a subscription would have been told of a story since a time: its events are read again in the batches in which they
 * were logged. Claims are seen as they are now, not as they were; the cap counts alerts of this story alone.
 */
export function backtestStory(
  story: Omit<AlertInput, 'events' | 'wants' | 'copies' | 'told'> & { events: TimedEvent[] },
  wants: Wants,
  pace: Pace,
  since: string,
): BacktestAlert[] {
  const told: ToldBefore[] = [];
  const made: BacktestAlert[] = [];
  for (const events of batches(story.events.filter((event) => isoOf(event) >= since))) {
    const now = isoOf(events[0] as TimedEvent);
    const known = new Set(
      told.flatMap(({ body }) => (body.kind === 'crossing' ? [] : body.lines.map((line) => line.event))),
    );
    const fresh = events.filter((event) => !known.has(event.seq));
    const drafts = draftAlerts({ ...story, events: fresh, wants, copies: pace.digest !== 'off', told });
    for (const { kind, body, copy } of drafts.filter((draft) => draft.kind !== 'retraction')) {
      const toldLastHour = made.filter((each) => each.held === null).map((each) => each.at);
      const urgent = kind === 'dispute';
      const { at, held } = releaseOf(pace, { now, urgent, copy, toldLastHour });
      told.push({ alert: '', at: now, body });
      if (at !== null) made.push({ at, kind, story: story.story.id, headline: body.headline, held });
    }
  }
  return made;
}

/** Events that were logged at one time by one article: one job's. */
function batches(events: TimedEvent[]): TimedEvent[][] {
  const byJob = new Map<string, TimedEvent[]>();
  for (const event of events) {
    const key = `${isoOf(event)} ${event.article}`;
    byJob.set(key, [...(byJob.get(key) ?? []), event]);
  }
  return [...byJob.values()];
}

function isoOf({ at }: TimedEvent): string {
  return typeof at === 'string' ? at : at.toISOString();
}
