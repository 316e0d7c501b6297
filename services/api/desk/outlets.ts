import type { OutletDetail, OutletObject } from '../outlets.js';
import { feedTable } from './feeds.js';
import { counted, type Html, html, short, titled } from './html.js';
import type { Page } from './layout.js';
import { time } from './time.js';

/** Longest name of an outlet in a table. */
const longestName = 60;

/** Who publishes here, and how each stands: how often first, on whose word, how often mended or contradicted. */
export function outletsPage(outlets: OutletObject[]): Page {
  return {
    title: 'Outlets',
    part: 'outlets',
    live: '*',
    trail: [],
    body: html`<h1>Outlets</h1>
<div data-part="outlets">${outlets.length === 0 ? html`<p>No outlet yet. Add a feed with <code>hearsay feeds add URL</code>.</p>` : html`<p class="quiet">A claim counts as first where other outlets carry it too; an article as its own where it is no copy and names no other outlet as its source.</p>${table(outlets)}`}</div>`,
  };
}

function table(outlets: OutletObject[]): Html {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Outlets"><table class="list"><thead><tr><th scope="col">Outlet</th><th scope="col" class="number">Articles</th><th scope="col" class="number">Its own</th><th scope="col" class="number">First</th><th scope="col" class="number">Disputed</th><th scope="col" class="number">Disputing</th><th scope="col" class="number">Corrected</th><th scope="col" class="number">Withdrawn</th></tr></thead><tbody>
${outlets.map(
  (outlet) =>
    html`<tr id="outlet-${outlet.domain}"><th scope="row"><a href="${hrefOf(outlet.domain)}">${short(outlet.name, longestName)}</a>${outlet.owner === null ? null : html` <span class="quiet">${short(outlet.owner, longestName)}</span>`}</th><td class="number">${outlet.articles.toLocaleString('en')}</td><td class="number">${own(outlet)}</td>${[outlet.first, outlet.disputed, outlet.disputing, outlet.corrected, outlet.withdrawn].map((each) => html`<td class="number">${each === 0 ? html`<span class="quiet">0</span>` : each.toLocaleString('en')}</td>`)}</tr>
`,
)}</tbody></table></div>`;
}

function hrefOf(domain: string): string {
  return `/outlets/${encodeURIComponent(domain)}`;
}

/** "12 of 20": how many of its articles are its own reporting, as far as they say. */
function own({ independent, articles }: OutletObject): string {
  return articles === 0 ? '' : `${independent} of ${articles}`;
}

/** One outlet: how it stands, its feeds, what it published last. */
export function outletPage({ outlet, feeds, articles }: OutletDetail): Page {
  const name = short(outlet.name, 100);
  return {
    title: name,
    part: 'outlets',
    live: '*',
    trail: [{ href: '/outlets', name: 'Outlets' }],
    body: html`<p class="kicker">Outlet</p><h1>${name}</h1>
<div data-part="facts"><ul class="facts"><li>${short(outlet.domain, 100)}</li>${outlet.owner === null ? html`<li class="quiet">owner not listed</li>` : html`<li>owned by ${short(outlet.owner, 100)}</li>`}${outlet.latest === null ? null : html`<li>last article ${time(new Date(outlet.latest))}</li>`}</ul>
${outlet.articles === 0 ? html`<p>No article of it has been read yet.</p>` : standing(outlet)}</div>
<p class="acts"><a href="/subscriptions/new?about=outlet&amp;of=${outlet.domain}">Tell me about this outlet</a></p>
<section aria-labelledby="feeds"><h2 id="feeds">Its feeds</h2>
<div data-part="feeds">${feeds.length === 0 ? html`<p class="quiet">None is watched: its articles came by hand, from an archive, or through feeds of others.</p>` : feedTable(feeds)}</div></section>
<section aria-labelledby="articles"><h2 id="articles">Newest articles</h2>
<div data-part="articles">${articles.length === 0 ? html`<p class="quiet">None.</p>` : articleTable(articles)}</div></section>`,
  };
}

/** What its articles come to, in sentences: a number alone does not say what it counts. */
function standing(outlet: OutletObject): Html {
  const {
    articles,
    independent,
    citing,
    copies,
    claims,
    first,
    disputed,
    disputing,
    corrected,
    withdrawn,
    since,
  } = outlet;
  const rows: [string, number, string][] = [
    [
      'Own reporting',
      independent,
      `of ${counted(articles, 'article')}: no copy, and no other outlet named as the source`,
    ],
    ['Relying on others', citing, 'articles of its own words that name another outlet as a source'],
    ['Copies', copies, 'articles that are the text of another'],
    [
      'First',
      first,
      `of ${counted(claims, 'claim')} that it asserts: seen there first, and carried by others since`,
    ],
    ['Disputed', disputed, 'claims that it asserts and somebody disputes'],
    ['Disputing', disputing, 'claims whose dispute it carries'],
    ['Corrected', corrected, 'claims that it corrected after publication'],
    ['Withdrawn', withdrawn, 'claims that it took back after publication'],
  ];
  return html`<div class="scroll" tabindex="0" role="region" aria-label="How it stands"><table class="list standing"><caption class="unseen">How it stands</caption><tbody>${rows.map(([what, number, means]) => html`<tr><th scope="row">${what}</th><td class="number">${number.toLocaleString('en')}</td><td class="quiet">${means}</td></tr>`)}</tbody></table></div>
<p class="quiet">Counted over its ${counted(articles, 'article')}${since === null ? null : html`, since ${time(new Date(since))}`}.</p>`;
}

function articleTable(articles: OutletDetail['articles']): Html {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Newest articles"><table class="list"><thead><tr><th scope="col">Published</th><th scope="col">Article</th><th scope="col">Stands as</th></tr></thead><tbody>
${articles.map(
  ({ id, title, published, copyOf, copyKind, story }) =>
    html`<tr><td>${time(published === null ? null : new Date(published))}</td><th scope="row" class="wide"><a href="/articles/${id}">${titled(title)}</a></th><td>${copyOf === null ? 'its own text' : html`${copyKind} copy of <a href="/articles/${copyOf}">another</a>`}${story === null ? null : html`, in <a href="/stories/${story}">its story</a>`}</td></tr>
`,
)}</tbody></table></div>`;
}
