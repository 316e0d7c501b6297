import { setTimeout as pause } from 'node:timers/promises';
import type { Client, Outcome } from './client.js';

/** One revision of an article that was just published. */
export interface Published {
  url: string;
  revision: number;
}

/** What became of it. */
export interface Fate {
  /** The article as Hearsay calls it; null where it was not read. */
  article: string | null;
  /** Why it was not read; null where it was. */
  lost: string | null;
  /** When it was matched. */
  at: Date;
  /** Ids of the alerts to the desk about it. */
  alerts: string[];
}

/** How often is asked what became of it. */
const askMs = 200;

/** Waits until everything that was published at `since` is read, matched and its alerts are made. */
export async function follow(
  published: Published[],
  since: Date,
  client: Client,
  options: { limitMs: number; onStage: (url: string, stage: string) => void },
): Promise<Map<string, Fate>> {
  const fates = new Map<string, Fate>();
  const deadline = Date.now() + options.limitMs;
  let last = '';
  while (fates.size < published.length) {
    if (Date.now() > deadline) throw new Error(unread(published, fates, options.limitMs, last));
    for (const each of published.filter(({ url }) => !fates.has(url))) {
      const trail = (await client.trail(each.url)).filter((row) => Date.parse(row.at) >= since.getTime());
      last = trail.at(-1)?.stage ?? 'nothing';
      options.onStage(each.url, last);
      const fate = await fateOf(each, trail, client);
      if (fate !== null) fates.set(each.url, fate);
    }
    if (fates.size < published.length) await pause(askMs);
  }
  return fates;
}

function unread(published: Published[], fates: Map<string, Fate>, limitMs: number, last: string): string {
  const [first] = published.filter(({ url }) => !fates.has(url));
  return `Hearsay has not read ${first?.url} within ${limitMs / 1_000} seconds (the last it did with it: ${last}).`;
}

/** Null while it is under way. */
async function fateOf({ revision }: Published, trail: Outcome[], client: Client): Promise<Fate | null> {
  const matched = trail.find(({ stage, payload }) => stage === 'match' && payload.revision === revision);
  if (matched === undefined || matched.outcome === 'failed') {
    const end = trail.find(({ stage, outcome }) => stage !== 'poll' && outcome !== 'forward');
    if (end === undefined) return null;
    return {
      article: null,
      lost: `${end.stage}: ${end.reason ?? end.outcome}`,
      at: new Date(end.at),
      alerts: [],
    };
  }
  const read = { article: matched.payload.article as string, lost: null, at: new Date(matched.at) };
  if (matched.outcome !== 'forward') return { ...read, alerts: [] };
  const alerts = await alertsOf(matched, read.article, client);
  return alerts && { ...read, alerts };
}

/** The alerts about the article that the desk has or is to get; null while what a match appended is not told yet. */
async function alertsOf(matched: Outcome, article: string, client: Client): Promise<string[] | null> {
  const isSeq = (subject: string) => /^\d+$/.test(subject);
  const upTo = matched.subjects.find(isSeq);
  const story = matched.subjects.find((subject) => subject !== article && !isSeq(subject));
  if (story === undefined) return [];
  const told = (await client.trail(story)).find(
    ({ stage, payload }) => stage === 'alert' && payload.upTo === upTo,
  );
  if (told === undefined) return null;
  const [subscription] = told.subjects.filter((subject) => subject !== story && subject !== upTo);
  if (subscription === undefined) return [];
  const alerts = await client.alerts(subscription, story);
  return alerts.filter((alert) => alert.article === article).map(({ id }) => id);
}
