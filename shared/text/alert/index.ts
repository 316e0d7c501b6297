import type { StoryClaim } from '../claim/index.js';
import { headlineOf } from './headline.js';
import type { AlertArticle, AlertDraft, AlertInput, AlertKind, AlertLine, LoggedEvent } from './types.js';

export { quoted } from './quoted.js';
export { textOf } from './render.js';
export { draftRetractions } from './retraction.js';
export type * from './types.js';

/** What each type of event is told as; the others wait for a digest. */
const kinds: Record<LoggedEvent['type'], AlertKind | null> = {
  disputed: 'dispute',
  covered: 'coverage',
  originated: 'coverage',
  repeated: 'coverage',
  varied: 'coverage',
  confirmed: 'coverage',
  withdrawn: 'update',
  corrected: 'update',
  split: null,
  merged: null,
};

/** Changes by an outlet that was told of before that are worth an alert of their own. */
const worthUpdate = new Set<LoggedEvent['type']>(['varied', 'confirmed', 'corrected', 'withdrawn']);

/** A line says one thing about one claim; an alert with more is a list nobody reads, and the desk has them all. */
const mostLines = 40;

/**
 * Groups events into alerts: disputes at once; otherwise one alert per outlet and story that lists its claims.
 * Nobody is told that the first outlet has a story, and copies are counted, not told. Events left out stay untold.
 */
export function draftAlerts(input: AlertInput): AlertDraft[] {
  const articles = new Map(input.articles.map((article) => [article.id, article]));
  const founder = input.articles[0]?.outlet ?? null;
  const groups = new Map<string, LoggedEvent[]>();
  for (const event of input.events) {
    const article = event.article === null ? null : (articles.get(event.article) ?? null);
    const kind = kindOf(event, article, founder, input.toldOutlets);
    if (kind === null) continue;
    const key = `${kind} ${event.outlet}`;
    groups.set(key, [...(groups.get(key) ?? []), event]);
  }
  return [...groups]
    .map(([key, events]) => draft(key.split(' ')[0] as AlertKind, events, articles, input))
    .filter((each) => each !== null);
}

function kindOf(
  event: LoggedEvent,
  article: AlertArticle | null,
  founder: string | null,
  told: string[],
): AlertKind | null {
  const kind = kinds[event.type];
  if (kind === null || article?.copyOf != null) return null;
  if (kind !== 'coverage') return kind;
  if (told.includes(event.outlet)) return worthUpdate.has(event.type) ? 'update' : null;
  return event.outlet === founder ? null : 'coverage';
}

function draft(
  kind: AlertKind,
  events: LoggedEvent[],
  articles: Map<string, AlertArticle>,
  input: AlertInput,
): AlertDraft | null {
  const claims = new Map(input.claims.map((claim) => [claim.id, claim]));
  const lines = events.flatMap((event) => lineOf(event, claims, articles)).slice(0, mostLines);
  const [first] = events;
  if (first === undefined || (lines.length === 0 && kind !== 'coverage')) return null;
  const article = articles.get(first.article ?? '') ?? null;
  const body = {
    kind,
    story: input.story,
    outlet: { domain: first.outlet, name: article?.outletName ?? first.outlet },
    article: article && {
      id: article.id,
      url: article.url,
      title: article.title,
      published: article.published,
    },
    lines,
    copies: new Set(input.articles.filter((each) => each.copyOf !== null).map((each) => each.outlet)).size,
  };
  return {
    kind,
    outlet: first.outlet,
    events: events.map((event) => event.seq),
    body: { ...body, headline: headlineOf(body) },
  };
}

function lineOf(
  event: LoggedEvent,
  claims: Map<string, StoryClaim>,
  articles: Map<string, AlertArticle>,
): AlertLine[] {
  const claim = event.claim === null ? undefined : claims.get(event.claim);
  if (claim === undefined) return [];
  const mention = claim.mentions.find((each) => each.id === event.mention);
  const founding = articles.get(claim.mentions.find((each) => each.relation === 'originates')?.article ?? '');
  return [
    {
      event: event.seq,
      type: event.type,
      claim: { id: claim.id, text: claim.text },
      sentence: mention?.sentence ?? null,
      speaker: mention?.speaker ?? null,
      change: mention?.change ?? null,
      hedged: mention?.hedged ?? false,
      target: mention?.target ?? null,
      counts: claim.counts,
      origins: claim.origins,
      firstSeen: founding ? { outletName: founding.outletName, published: founding.published } : null,
      confidence: mention?.confidence ?? null,
    },
  ];
}
