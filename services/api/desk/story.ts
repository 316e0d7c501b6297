import type { Article } from '@hearsay/store';
import { isSameOrigin } from '@hearsay/text/origin';
import { quoted } from '@hearsay/text/quotation';
import { ranked } from '../contract.js';
import { decisionLines } from './decide.js';
import { blindTimes, eventList, outward } from './events.js';
import { filterBar } from './filter.js';
import type { StoryData } from './gather.js';
import { type Column, claimGrid, type GridClaim } from './grid.js';
import { counted, type Html, html, short, titled } from './html.js';
import type { Page } from './layout.js';
import { paceOf } from './sparkline.js';
import { time } from './time.js';
import { type Moment, timeline } from './timeline.js';

/** Origins named in the sentence on the leading claim. */
const mostLeadOrigins = 3;

/** Origins listed; a story with more is told by the first. */
const mostOrigins = 40;

/** Articles in the table at first. */
const mostArticles = 200;

/** One story: who says what, since when, on whose word. */
export function storyPage(data: StoryData): Page {
  const { story, articles, claims, view, chosen, varied, marks, events, blind } = data;
  const copies = new Set(articles.filter((article) => article.copyOf !== null).map(({ id }) => id));
  const columns = columnsOf(articles);
  const origins = originsOf(claims);
  const counts = {
    all: claims.length,
    disputed: claims.filter((claim) => claim.counts.disputingOutlets > 0).length,
    varies: varied.size,
  };
  const filters = { story: story.id, view, columns, origins: origins.map(({ name }) => name), counts };
  return {
    title: titled(story.title),
    part: 'stories',
    live: story.id,
    trail: [{ href: '/', name: 'Stories' }],
    body: html`<h1>${titled(story.title)}</h1>
<div data-part="facts">${factsOf(data, columns)}${leadOf(data)}</div>
<p class="acts"><a href="/stories/${story.id}/sort">Split or merge this story</a> · <a href="/subscriptions/new?about=story&amp;of=${story.id}">Tell me about this story</a></p>
<div data-part="decided">${decisionLines(data.decisions)}</div>
<section aria-labelledby="grid"><h2 id="grid">Who says what</h2>
${claims.length === 0 ? null : html`<div data-part="filters">${filterBar(filters)}</div>`}
<div data-part="grid">${claimGrid({ story: story.id, view, chosen, total: claims.length, marks, columns, copies })}</div></section>
<section aria-labelledby="when"><h2 id="when">Who published when</h2>
<div data-part="timeline">${timeline(momentsOf(data))}</div></section>
<div class="two">
<section aria-labelledby="origins"><h2 id="origins">Where it comes from</h2>
<div data-part="origins">${originTable(origins)}</div></section>
<section aria-labelledby="blind"><h2 id="blind">What could not be seen</h2>
<div data-part="blind">${blindTimes(blind)}</div></section>
</div>
<section aria-labelledby="events"><h2 id="events">Newest events</h2>
<div data-part="events">${eventList(events)}</div></section>
<section aria-labelledby="articles"><h2 id="articles">Articles</h2>
<div data-part="articles">${articleTable(data)}</div></section>`,
  };
}

function factsOf({ story, articles, claims }: StoryData, columns: Column[]): Html {
  const times = articles.map((article) => article.published ?? article.firstSeen);
  const disputed = claims.filter((claim) => claim.counts.disputingOutlets > 0).length;
  return html`<ul class="facts">
<li>${paceOf(times)}</li><li>${counted(columns.length, 'outlet')}</li><li>${counted(claims.length, 'claim')}</li>
${disputed === 0 ? null : html`<li class="disputed"><span aria-hidden="true">✗ </span>${counted(disputed, 'claim')} disputed</li>`}
<li>first seen ${time(story.firstSeen)}</li></ul>`;
}

/** The claim that is disputed or carried most, in a sentence: who had it first, on whose word, and who disputes it. */
function leadOf({ claims, marks, articles }: StoryData): Html | null {
  const [claim] = ranked(claims);
  if (claim === undefined || claim.counts.outlets + claim.counts.disputingOutlets < 2) return null;
  const { outlets, independent, disputingOutlets } = claim.counts;
  const mark = marks.find((each) => each.claim === claim.id && each.relation === 'originates');
  const first = articles.find(({ id }) => id === mark?.article);
  const names = claim.origins.slice(0, mostLeadOrigins).map(({ name }) => short(name, 60));
  const more = claim.origins.length - names.length;
  return html`<p class="summary"><a href="/claims/${claim.id}">${quoted(short(claim.text, 240))}</a>${first === undefined ? null : html` First seen in <strong>${short(first.outletName, 80)}</strong>.`} ${counted(outlets, 'outlet')} ${outlets === 1 ? 'asserts' : 'assert'} it, with <strong>${counted(independent, 'independent origin')}</strong>${names.length === 0 ? null : ` (${names.join(', ')}${more > 0 ? ` and ${more} more` : ''})`}. ${disputingOutlets === 0 ? 'No dispute of it was seen.' : html`<span class="disputed">${counted(disputingOutlets, 'outlet')} ${disputingOutlets === 1 ? 'carries' : 'carry'} a dispute.</span>`}</p>`;
}

/** Outlets in the order in which they joined. `articles`: earliest first. */
function columnsOf(articles: Article[]): Column[] {
  const columns = new Map<string, Column>();
  for (const { outlet, outletName, copyOf } of articles) {
    const known = columns.get(outlet);
    if (known === undefined) columns.set(outlet, { outlet, name: outletName, copies: copyOf !== null });
    else known.copies &&= copyOf !== null;
  }
  return [...columns.values()];
}

/** Articles as the timeline shows them, earliest first, with what they copy and whose first article they rely on. */
function momentsOf({ articles, cites }: StoryData): Moment[] {
  const firstOf = new Map<string, Article>();
  for (const article of [...articles].sort((a, b) => timeOf(a).getTime() - timeOf(b).getTime()))
    for (const name of [article.outlet, article.outletName.toLowerCase()])
      if (!firstOf.has(name)) firstOf.set(name, article);
  return [...articles]
    .sort((a, b) => timeOf(a).getTime() - timeOf(b).getTime())
    .map((article): Moment => {
      const cited = (cites.get(article.id) ?? []).flatMap(({ outlet, outletName }) => {
        const first = firstOf.get(outlet ?? '') ?? firstOf.get(outletName.toLowerCase());
        const isOther = first !== undefined && first.outlet !== article.outlet && first.id !== article.copyOf;
        return isOther && timeOf(first) <= timeOf(article) ? [first.id] : [];
      });
      const copied = article.copyOf === null ? [] : [{ id: article.copyOf, how: 'copies' as const }];
      return {
        id: article.id,
        outlet: article.outlet,
        outletName: article.outletName,
        at: timeOf(article),
        copy: article.copyOf !== null,
        from: [...copied, ...[...new Set(cited)].map((id) => ({ id, how: 'cites' as const }))],
      };
    });
}

function timeOf({ published, firstSeen }: Article): Date {
  return published ?? firstSeen;
}

const kinds = { outlet: 'outlet', person: 'person or body', document: 'document' } as const;

interface StoryOrigin {
  kind: keyof typeof kinds;
  name: string;
  claims: number;
}

/** Names of a story's origins that are compared with each other: beyond, only the same name is the same origin. */
const mostCompared = 200;

/** Who the story's claims come from, with how many claims rest on each, the most first; one voice under several names once. */
function originsOf(claims: GridClaim[]): StoryOrigin[] {
  const byName = new Map<string, StoryOrigin>();
  for (const { kind, name } of claims.flatMap((claim) => claim.origins)) {
    const key = `${kind} ${name.toLowerCase().replace(/^the /, '')}`;
    const known = byName.get(key);
    if (known === undefined) byName.set(key, { kind, name, claims: 1 });
    else known.claims += 1;
  }
  const kept: StoryOrigin[] = [];
  for (const origin of [...byName.values()].sort((a, b) => b.claims - a.claims)) {
    const known = kept.length > mostCompared ? undefined : kept.find((each) => isSameOrigin(each, origin));
    if (known === undefined) kept.push(origin);
    else known.claims += origin.claims;
  }
  return kept;
}

function originTable(sorted: StoryOrigin[]): Html {
  if (sorted.length === 0) return html`<p class="quiet">No origin found yet.</p>`;
  return html`<table class="list"><thead><tr><th scope="col">Origin</th><th scope="col">Kind</th><th scope="col" class="number">Claims</th></tr></thead><tbody>
${sorted.slice(0, mostOrigins).map(
  ({ kind, name, claims: count }) =>
    html`<tr><th scope="row">${short(name, 80)}</th><td>${kinds[kind]}</td><td class="number">${count}</td></tr>
`,
)}</tbody></table>${sorted.length > mostOrigins ? html`<p class="quiet">and ${sorted.length - mostOrigins} more</p>` : null}`;
}

function articleTable({ articles, titles }: StoryData): Html {
  const names = new Map(articles.map(({ id, outletName }) => [id, outletName]));
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Articles"><table class="list"><thead><tr><th scope="col">Published</th><th scope="col">Outlet</th><th scope="col">Article</th><th scope="col">Stands as</th></tr></thead><tbody>
${articles.slice(0, mostArticles).map(
  (article) =>
    html`<tr><td>${time(article.published)}</td><td>${outward(article.url, short(article.outletName, 60))}</td><th scope="row" class="wide"><a href="/articles/${article.id}">${titled(titles.get(article.id) ?? null)}</a></th><td>${
      article.copyOf === null
        ? 'its own text'
        : html`${article.copyKind} copy of <a href="/articles/${article.copyOf}">${short(names.get(article.copyOf) ?? 'an article', 60)}</a>`
    }${article.revision > 1 ? `, revision ${article.revision}` : null}</td></tr>
`,
)}</tbody></table></div>${articles.length > mostArticles ? html`<p class="quiet">and ${articles.length - mostArticles} more</p>` : null}`;
}
