import { mostRanked, type SnippetPart } from '@hearsay/store';
import { longestQuery, type Results, type SearchKind, type SearchObject, searchKinds } from '../search.js';
import { counted, type Html, html, short, titled } from './html.js';
import type { Page } from './layout.js';
import { time } from './time.js';

/** Longest claim and name in a list of results. */
const [longestClaim, longestName] = [220, 100] as const;

const names: Record<SearchKind, [string, string, string]> = {
  stories: ['Stories', 'story', 'stories'],
  claims: ['Claims', 'claim', 'claims'],
  people: ['People', 'person', 'people'],
  outlets: ['Outlets', 'outlet', 'outlets'],
  articles: ['Articles', 'article', 'articles'],
};

export interface SearchData {
  /** What was typed; empty before anything was. */
  q: string;
  kind: SearchKind | 'all';
  /** Null before anything was looked for; what is wrong with the question where it cannot be. */
  found: SearchObject | null;
  wrong: string | null;
}

/** What was found of everything, or of one kind, with the box to look again. */
export function searchPage({ q, kind, found, wrong }: SearchData): Page {
  const shown = searchKinds.filter((each) => (found?.[each]?.items.length ?? 0) > 0);
  return {
    title: q === '' ? 'Search' : `Search: ${short(q, 80)}`,
    part: null,
    live: null,
    trail: [],
    query: q,
    body: html`<h1>Search</h1>
${q === '' ? null : kinds(q, kind)}
${wrong === null ? null : html`<p role="alert" class="disputed">${wrong}</p>`}
${found === null && wrong === null ? help() : null}
${found !== null && shown.length === 0 ? html`<p>Nothing found for “${short(q, longestQuery)}”. Words that are in every text (“the”, “of”) are not looked for.</p>` : null}
${shown.map((each) => section(q, kind, each, found as SearchObject))}`,
  };
}

function help(): Html {
  return html`<p>Stories, claims, people, outlets and articles, by their words. <code>"exact words"</code> in quotation marks, <code>or</code> between alternatives, <code>-without</code> a word.</p>`;
}

function kinds(q: string, kind: SearchData['kind']): Html {
  const link = (each: SearchData['kind'], name: string) =>
    html`<li><a href="${hrefOf(q, each, null)}"${each === kind ? html` aria-current="page"` : null}>${name}</a></li>`;
  return html`<nav class="tabs" aria-label="What to look for"><ul>${link('all', 'Everything')}${searchKinds.map((each) => link(each, names[each][0]))}</ul></nav>`;
}

function hrefOf(q: string, kind: SearchData['kind'], cursor: string | null): string {
  const query = new URLSearchParams({
    q,
    ...(kind === 'all' ? {} : { in: kind }),
    ...(cursor === null ? {} : { cursor }),
  });
  return `/search?${query}`;
}

function section(q: string, asked: SearchData['kind'], kind: SearchKind, found: SearchObject): Html {
  const { items, found: many, next } = found[kind] as Results<unknown>;
  const [name, one, more] = names[kind];
  const number =
    many >= mostRanked
      ? `the newest ${mostRanked.toLocaleString('en')} were looked at`
      : counted(many, one, more);
  return html`<section aria-labelledby="${kind}"><h2 id="${kind}">${name} <span class="quiet">${number}</span></h2>
<ul class="found">${lists[kind](found)}</ul>
${
  next === null
    ? null
    : asked === 'all'
      ? html`<p><a href="${hrefOf(q, kind, null)}">All ${more} <span class="unseen">for ${short(q, 80)}</span></a></p>`
      : html`<p><a href="${hrefOf(q, kind, next)}" rel="next">The next ${items.length}</a></p>`
}</section>`;
}

const lists: Record<SearchKind, (found: SearchObject) => Html[]> = {
  stories: ({ stories }) =>
    (stories?.items ?? []).map(
      ({ id, title, at, articles, outlets }) =>
        html`<li><a href="/stories/${id}">${titled(title)}</a> <span class="quiet">${counted(outlets, 'outlet')}, ${counted(articles, 'article')}, moved ${time(new Date(at))}</span></li>
`,
    ),
  claims: ({ claims }) =>
    (claims?.items ?? []).map(
      ({ id, text, counts, story, storyTitle }) =>
        html`<li><a href="/claims/${id}">${short(text, longestClaim)}</a> <span class="quiet">${counted(counts.outlets, 'outlet')}, ${counted(counts.independent, 'origin')}${counts.disputingOutlets === 0 ? null : html`, <span class="disputed">${counts.disputingOutlets} disputing</span>`} · in <a href="/stories/${story}">${titled(storyTitle)}</a></span></li>
`,
    ),
  people: ({ people }) =>
    (people?.items ?? []).map(
      ({ name, claims, outlets, said }) =>
        html`<li><strong>${short(name, longestName)}</strong> <span class="quiet">speaks to ${counted(claims, 'claim')}, in ${counted(outlets, 'outlet')}</span><ul>${said.map(({ claim, text }) => html`<li><a href="/claims/${claim}">${short(text, longestClaim)}</a></li>`)}</ul></li>
`,
    ),
  outlets: ({ outlets }) =>
    (outlets?.items ?? []).map(
      ({ domain, name, latest }) =>
        html`<li><a href="/outlets/${encodeURIComponent(domain)}">${short(name, longestName)}</a> <span class="quiet">${name === domain ? null : `${short(domain, longestName)}, `}${latest === null ? 'no article yet' : html`last article ${time(new Date(latest))}`}</span></li>
`,
    ),
  articles: ({ articles }) =>
    (articles?.items ?? []).map(
      ({ id, title, outletName, published, copy, snippet }) =>
        html`<li><a href="/articles/${id}">${titled(title)}</a> <span class="quiet">${short(outletName, longestName)}, ${time(published === null ? null : new Date(published))}${copy ? ', a copy' : null}</span><p class="snippet">${snippetOf(snippet)}</p></li>
`,
    ),
};

function snippetOf(parts: SnippetPart[]): Html {
  return html`${parts.map(({ text, hit }) => (hit ? html`<mark>${text}</mark>` : text))}`;
}
