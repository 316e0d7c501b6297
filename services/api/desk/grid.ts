import type { ClaimObject, MentionObject } from '../contract.js';
import { ranked } from '../contract.js';
import { type Cell, cellOf, signs } from './cell.js';
import { counted, type Html, html, short } from './html.js';

/** Cells that a page shows at first: more take a browser's time and a reader's courage. */
const mostCells = 2_000;

/** Claims that are shown at first, at least and at most. */
const [leastClaims, mostClaims] = [12, 50] as const;

/** Longest claim in the grid; its page has the whole. */
const longestClaim = 150;

/** A column: one outlet, in the order in which they joined the story. */
export interface Column {
  outlet: string;
  name: string;
  /** True where the outlet has only copies of others' texts. */
  copies: boolean;
}

export interface GridInput {
  story: string;
  claims: ClaimObject[];
  columns: Column[];
  /** Ids of articles that copy another. */
  copies: ReadonlySet<string>;
  all: boolean;
}

/**
 * How many of the ranked claims the grid begins with: those that are disputed or that another outlet carries too, as far as
 * there is room; some of the others where these are few.
 */
function claimsShown(claims: ClaimObject[], outlets: number): number {
  const shared = claims.filter(({ counts }) => counts.outlets > 1 || counts.disputingOutlets > 0).length;
  const room = Math.min(mostClaims, Math.max(leastClaims, Math.floor(mostCells / Math.max(1, outlets))));
  return Math.min(claims.length, room, Math.max(leastClaims, shared));
}

/** Claims by outlets: who repeats, varies and disputes what. Disputed and most carried claims come first. */
export function claimGrid({ story, claims, columns, copies, all }: GridInput): Html {
  if (claims.length === 0)
    return html`<p>No claims yet: they are found once its articles have been read.</p>`;
  const shown = ranked(claims).slice(0, all ? claims.length : claimsShown(claims, columns.length));
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Claims by outlet; scroll sideways for more outlets">
<table class="grid">
<caption class="unseen">${counted(shown.length, 'claim')} of ${claims.length}, by ${counted(columns.length, 'outlet')}</caption>
<thead><tr><th scope="col" class="what">Claim</th>${columns.map(
    ({ name, copies: only }) =>
      html`<th scope="col"${only ? html` class="copy"` : null}><span>${short(name, 28)}</span></th>`,
  )}</tr></thead>
<tbody>
${shown.map((claim) => claimRow(claim, columns, copies))}</tbody>
</table>
</div>
${legend()}
${
  shown.length === claims.length
    ? null
    : html`<p><a href="/stories/${story}?claims=all#grid">Show all ${claims.length} claims</a> <span class="quiet">(the ${shown.length} that are disputed or carried most stand above)</span></p>`
}`;
}

function claimRow(claim: ClaimObject, columns: Column[], copies: ReadonlySet<string>): Html {
  const byOutlet = new Map<string, MentionObject[]>();
  for (const mention of claim.mentions) {
    const of = byOutlet.get(mention.outlet);
    if (of === undefined) byOutlet.set(mention.outlet, [mention]);
    else of.push(mention);
  }
  const { outlets, independent, disputingOutlets } = claim.counts;
  return html`<tr><th scope="row"><a href="/claims/${claim.id}">${short(claim.text, longestClaim)}</a><small>${counted(outlets, 'outlet')}, ${counted(independent, 'origin')}${disputingOutlets === 0 ? null : html`, <b>${disputingOutlets} disputing</b>`}</small></th>${columns.map(
    ({ outlet }) => tableCell(claim.id, cellOf(byOutlet.get(outlet) ?? [], copies)),
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
  return html`<p class="legend"><span class="originates"><i aria-hidden="true">●</i> first seen</span> <span class="repeats"><i aria-hidden="true">●</i> repeats</span> <span class="varies"><i aria-hidden="true">◐</i> varies (its number, where that differs)</span> <span class="disputes"><i aria-hidden="true">✗</i> disputes</span> <span><i aria-hidden="true">~</i> hedged</span> <span class="copy"><i aria-hidden="true">●</i> dimmed: a copy of another's text</span></p>`;
}
