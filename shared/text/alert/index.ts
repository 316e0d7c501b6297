import type { StoryClaim } from '../claim/index.js';
import { readWants, type Told } from '../subscription/index.js';
import { headlineOf } from './headline.js';
import { lineOf } from './line.js';
import type {
  AlertArticle,
  AlertBody,
  AlertDraft,
  AlertInput,
  AlertKind,
  AlertLine,
  LoggedEvent,
} from './types.js';

export { type BacktestAlert, backtestStory } from './backtest.js';
export { markDifference, showDifference } from './difference.js';
export { digestOf, testBody } from './digest.js';
export { escapeHtml, withoutHostile } from './escape.js';
export { mailOf } from './mail.js';
export { textOf } from './render.js';
export { draftRetractions } from './retraction.js';
export { slackOf } from './slack.js';
export type * from './types.js';

/** What each type of event is told as; the others wait for a reader of the log. */
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

/** An event that is wanted, with what it is told as. */
interface Chosen {
  event: LoggedEvent;
  kind: AlertKind;
  copy: boolean;
}

/**
 * Groups what a subscription wants and was not told yet into alerts: disputes at once; otherwise one alert per outlet and
 * story that lists its claims; what changed in that; claims that crossed a number of origins. Out of the
 * box nobody is told that the first outlet has a story, and copies are counted, not told. Events left out stay untold.
 */
export function draftAlerts(input: AlertInput): AlertDraft[] {
  const articles = new Map([...input.passing, ...input.articles].map((article) => [article.id, article]));
  const groups = new Map<string, Chosen[]>();
  for (const chosen of choose(input, articles)) {
    const key = `${chosen.kind} ${chosen.copy} ${chosen.event.outlet}`;
    groups.set(key, [...(groups.get(key) ?? []), chosen]);
  }
  return [
    ...[...groups.values()]
      .map((group) => draftEvents(group, articles, input))
      .filter((each) => each !== null),
    ...crossings(input, articles),
  ];
}

function choose(input: AlertInput, articles: Map<string, AlertArticle>): Chosen[] {
  const wanted = readWants(input.wants);
  const toldPairs = new Set(
    input.told.flatMap(({ body }) => body.lines.map((line) => `${line.claim.id} ${body.outlet.domain}`)),
  );
  const chosen: Chosen[] = [];
  for (const event of input.events) {
    const article = event.article === null ? null : (articles.get(event.article) ?? null);
    const takesBack =
      (event.type === 'corrected' || event.type === 'withdrawn') &&
      toldPairs.has(`${event.claim} ${event.outlet}`);
    if (!takesBack && !wanted(judged(event, article, input))) continue;
    const kind = kindOf(event, article, input);
    if (kind !== null) chosen.push({ event, kind, copy: article?.copyOf != null });
  }
  return chosen;
}

function judged(event: LoggedEvent, article: AlertArticle | null, input: AlertInput): Told {
  const claim = input.claims.find((each) => each.id === event.claim) ?? null;
  return {
    event,
    story: input.story,
    claim,
    mention: claim?.mentions.find((each) => each.id === event.mention) ?? null,
    article: article && {
      title: article.title,
      outletName: article.outletName,
      owner: article.owner ?? null,
    },
  };
}

function kindOf(event: LoggedEvent, article: AlertArticle | null, input: AlertInput): AlertKind | null {
  const kind = kinds[event.type];
  if (kind === null || (article?.copyOf != null && !input.copies)) return null;
  if (kind !== 'coverage') return kind;
  const isKnown = input.told.some(
    ({ body }) => body.kind === 'coverage' && body.outlet.domain === event.outlet,
  );
  if (isKnown) return input.wants.events !== null || worthUpdate.has(event.type) ? 'update' : null;
  return wantsFounder(input) || event.outlet !== input.articles[0]?.outlet ? 'coverage' : null;
}

/** Who asks for a person, words or certain events wants to hear of the first outlet too. */
function wantsFounder({ wants }: AlertInput): boolean {
  return (
    wants.events !== null || wants.about.some(({ kind }) => !['everything', 'story', 'claim'].includes(kind))
  );
}

function draftEvents(
  group: Chosen[],
  articles: Map<string, AlertArticle>,
  input: AlertInput,
): AlertDraft | null {
  const claims = new Map(input.claims.map((claim) => [claim.id, claim]));
  const lines = byWeight(group, input.claims)
    .flatMap(({ event }) => {
      const claim = event.claim === null ? undefined : claims.get(event.claim);
      return claim === undefined ? [] : [lineOf(event, claim, articles)];
    })
    .slice(0, mostLines);
  const [first] = group;
  if (first === undefined || (lines.length === 0 && first.kind !== 'coverage')) return null;
  const { kind, copy, event } = first;
  const body = bodyOf(kind, event.outlet, articles.get(event.article ?? '') ?? null, lines, input);
  return {
    kind,
    outlet: event.outlet,
    events: group.map((each) => each.event.seq),
    key: event.seq,
    copy,
    body,
  };
}

/** What outlets put in their headlines first, then what most of them carry; of equals, what the story began with. */
function byWeight(group: Chosen[], claims: StoryClaim[]): Chosen[] {
  const places = new Map(
    claims.map((claim, at) => [claim.id, { at, titles: titlesOf(claim), outlets: claim.counts.outlets }]),
  );
  const last = { at: claims.length, titles: 0, outlets: 0 };
  const placeOf = ({ event }: Chosen) => places.get(event.claim ?? '') ?? last;
  return [...group].sort((a, b) => {
    const [one, other] = [placeOf(a), placeOf(b)];
    return other.titles - one.titles || other.outlets - one.outlets || one.at - other.at;
  });
}

/** Outlets that say a claim in a headline. */
function titlesOf({ mentions }: StoryClaim): number {
  const told = mentions.filter((each) => each.in === 'title' && each.relation !== 'disputes');
  return new Set(told.map(({ outlet }) => outlet)).size;
}

/** Claims of what the subscription is about that have reached the number of origins it asks for. */
function crossings(input: AlertInput, articles: Map<string, AlertArticle>): AlertDraft[] {
  const { crossing } = input.wants;
  if (crossing === null) return [];
  const wanted = readWants({ ...input.wants, events: null, minIndependent: crossing });
  const told = new Set(
    input.told.filter(({ body }) => body.kind === 'crossing').map(({ body }) => body.lines[0]?.claim.id),
  );
  return input.claims
    .filter((claim) => claim.counts.independent >= crossing && !told.has(claim.id))
    .flatMap((claim) => {
      const last = claim.mentions.findLast((each) => each.relation !== 'disputes');
      const article = articles.get(last?.article ?? '') ?? null;
      if (last === undefined || article === null) return [];
      const event = eventFor(last.id, claim, article, input);
      if (!wanted(judged(event, article, input))) return [];
      const line = lineOf({ seq: event.seq, type: 'crossed', mention: last.id }, claim, articles);
      const body = bodyOf('crossing', article.outlet, article, [line], input);
      return [
        {
          kind: 'crossing' as const,
          outlet: article.outlet,
          events: [],
          key: `${claim.id} ${crossing}`,
          copy: false,
          body,
        },
      ];
    });
}

function eventFor(
  mention: string,
  claim: StoryClaim,
  article: AlertArticle,
  { story }: AlertInput,
): LoggedEvent {
  const { id } = claim;
  return {
    seq: '0',
    key: '',
    type: 'confirmed',
    claim: id,
    story: story.id,
    outlet: article.outlet,
    article: article.id,
    mention,
    text: '',
  };
}

function bodyOf(
  kind: AlertKind,
  outlet: string,
  article: AlertArticle | null,
  lines: AlertLine[],
  input: AlertInput,
): AlertBody {
  const body = {
    kind,
    story: input.story,
    outlet: { domain: outlet, name: article?.outletName ?? outlet },
    article: article && {
      id: article.id,
      url: article.url,
      title: article.title,
      published: article.published,
    },
    lines,
    copies: new Set(input.articles.filter((each) => each.copyOf !== null).map((each) => each.outlet)).size,
    blind: input.blind,
    retracts: [],
    parts: [],
  };
  return { ...body, headline: headlineOf(body) };
}
