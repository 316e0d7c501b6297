import type { Column } from './grid.js';
import { type Html, html, short } from './html.js';
import { type ChosenClaims, type GridView, viewHref } from './view.js';

/** Origins that can be chosen; a story with more is told by the first. */
const mostOrigins = 60;

export interface Filters {
  story: string;
  view: GridView;
  columns: Column[];
  /** Names of origins, those of most claims first. */
  origins: string[];
  counts: { all: number; disputed: number; varies: number };
}

/** What the grid can be narrowed to: links for the kinds of claims, a form for one outlet or origin. */
export function filterBar({ story, view, columns, origins, counts }: Filters): Html {
  const { outlet, origin } = view;
  const tab = (claims: GridView['claims'], name: string) =>
    html`<li><a href="${viewHref(story, { claims, outlet, origin, page: 1 })}"${claims === view.claims ? html` aria-current="true"` : null}>${name}</a></li>`;
  const lead = outlet === null && origin === null ? tab('lead', 'Leading') : null;
  return html`<div class="filters"><nav class="tabs" aria-label="Which claims"><ul>${lead}${tab('all', `All ${counts.all.toLocaleString('en')}`)}${tab('disputed', `Disputed ${counts.disputed.toLocaleString('en')}`)}${tab('varies', `Varying ${counts.varies.toLocaleString('en')}`)}</ul></nav>
<form action="/stories/${story}#grid">${view.claims === 'lead' ? null : html`<input type="hidden" name="claims" value="${view.claims}">`}
<label>Outlet <select name="outlet">${option('', 'any', outlet)}${columns.map((column) => option(column.outlet, short(column.name, 40), outlet))}</select></label>
<label>Origin <select name="origin">${option('', 'any', origin)}${origins.slice(0, mostOrigins).map((name) => option(name, short(name, 40), origin))}</select></label>
<button>Show</button></form></div>`;
}

function option(value: string, name: string, chosen: string | null): Html {
  return html`<option value="${value}"${value === (chosen ?? '') ? html` selected` : null}>${name}</option>`;
}

/** Where one is in the pages of a view, and the way to the others. */
export function pagesOf(story: string, view: GridView, { shown, fitting, page, pages }: ChosenClaims): Html {
  const step = (to: number, name: string, rel: string) =>
    to < 1 || to > pages
      ? null
      : html`<li><a rel="${rel}" href="${viewHref(story, { ...view, page: to })}">${name}</a></li>`;
  return html`<nav class="tabs" aria-label="Pages of claims"><ul>${step(page - 1, 'Before', 'prev')}<li>${shown.length === 0 ? 'No claim fits.' : `Page ${page} of ${pages}, of ${fitting.toLocaleString('en')} claims`}</li>${step(page + 1, 'Next', 'next')}</ul></nav>`;
}
