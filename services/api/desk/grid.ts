import type { MentionMark } from '@hearsay/store';
import type { ClaimObject } from '../contract.js';
import { type Cell, cellOf, signs } from './cell.js';
import { pagesOf } from './filter.js';
import { counted, type Html, html, short } from './html.js';
import { type ChosenClaims, type GridView, viewHref } from './view.js';

/** Longest claim in the grid; its page has the whole. */
const longestClaim = 150;

/** A column: one outlet, in the order in which they joined the story. */
export interface Column {
  outlet: string;
  name: string;
  /** True where the outlet has only copies of others' texts. */
  copies: boolean;
}

/** A claim as the grid and the page of a story show it. */
export type GridClaim = Pick<ClaimObject, 'id' | 'text' | 'counts' | 'origins'>;

export interface GridInput {
  story: string;
  view: GridView;
  /** The claims that are rows. */
  chosen: ChosenClaims;
  /** How many the story has. */
  total: number;
  /** Of the claims that are rows. */
  marks: MentionMark[];
  columns: Column[];
  /** Ids of articles that copy another. */
  copies: ReadonlySet<string>;
}

/** Claims by outlets: who repeats, varies and disputes what. Disputed and most carried claims come first. */
export function claimGrid({ story, view, chosen, total, marks, columns, copies }: GridInput): Html {
  const { shown } = chosen;
  if (total === 0) return html`<p>No claims yet: they are found once its articles have been read.</p>`;
  if (shown.length === 0) return pagesOf(story, view, chosen);
  const byPlace = new Map<string, MentionMark[]>();
  for (const mark of marks) {
    const key = `${mark.claim} ${mark.outlet}`;
    const there = byPlace.get(key);
    if (there === undefined) byPlace.set(key, [mark]);
    else there.push(mark);
  }
  const cellAt = (claim: string, outlet: string) => cellOf(byPlace.get(`${claim} ${outlet}`) ?? [], copies);
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Claims by outlet; scroll sideways for more outlets">
<table class="grid">
<caption class="unseen">${counted(shown.length, 'claim')} of ${total}, by ${counted(columns.length, 'outlet')}</caption>
<thead><tr><th scope="col" class="what">Claim</th>${columns.map(
    ({ name, copies: only }) =>
      html`<th scope="col"${only ? html` class="copy"` : null}><span>${short(name, 28)}</span></th>`,
  )}</tr></thead>
<tbody>
${shown.map((claim) => claimRow(claim, columns, cellAt))}</tbody>
</table>
</div>
${legend()}
${
  view.claims !== 'lead'
    ? pagesOf(story, view, chosen)
    : shown.length === total
      ? null
      : html`<p><a href="${viewHref(story, { ...view, claims: 'all' })}">Show all ${total} claims</a> <span class="quiet">(the ${shown.length} that are disputed or carried most stand above)</span></p>`
}`;
}

type CellAt = (claim: string, outlet: string) => Cell | null;

function claimRow(claim: GridClaim, columns: Column[], cellAt: CellAt): Html {
  const { outlets, independent, disputingOutlets } = claim.counts;
  return html`<tr id="row-${claim.id}"><th scope="row"><a href="/claims/${claim.id}">${short(claim.text, longestClaim)}</a><small>${counted(outlets, 'outlet')}, ${counted(independent, 'origin')}${disputingOutlets === 0 ? null : html`, <b>${disputingOutlets} disputing</b>`}</small></th>${columns.map(
    ({ outlet }) => tableCell(claim.id, cellAt(claim.id, outlet)),
  )}</tr>
`;
}

const words = { originates: 'first', repeats: 'repeats', varies: 'varies', disputes: 'disputes' } as const;

/** Short on purpose: a page has thousands. */
function tableCell(claim: string, cell: Cell | null): Html {
  if (cell === null) return html`<td></td>`;
  const { relation, besides, mention, hedged, copy, number } = cell;
  const also = besides === null ? '' : `${words[besides]} and `;
  const said = `${also}${words[relation]}${hedged ? ', hedged' : ''}${copy ? ', a copy' : ''}`;
  return html`<td class="${relation}${copy ? ' copy' : ''}"><a href="/claims/${claim}#${mention.id}" aria-label="${number === null ? said : `${said}: ${number}`}">${besides === null ? null : html`<i class="${besides}">${signs[besides]}</i>`}${number ?? signs[relation]}${hedged ? '~' : null}</a></td>`;
}

function legend(): Html {
  return html`<p class="legend"><span class="originates"><i aria-hidden="true">●</i> first seen</span> <span class="repeats"><i aria-hidden="true">●</i> repeats</span> <span class="varies"><i aria-hidden="true">◐</i> varies (its number, where that differs)</span> <span class="disputes"><i aria-hidden="true">✗</i> carries a dispute (beside ●: and says it too)</span> <span><i aria-hidden="true">~</i> hedged</span> <span class="copy"><i aria-hidden="true">●</i> dimmed: a copy of another's text</span></p>`;
}
