import type { MentionObject } from '../contract.js';
import { shownQuantity } from './cell.js';
import { type Html, html, short } from './html.js';
import { extremes } from './sparkline.js';
import { briefly, time } from './time.js';

/** An amount somebody said. */
export interface SaidQuantity {
  at: Date;
  outlet: string;
  quantity: MentionObject['quantities'][number];
  /** The mention it stands in. */
  id: string;
}

/** Amounts in one plot and its table. */
const mostPoints = 200;

/** Units between two labels of the axis, at least. */
const leastApart = 18;

const [width, height, left, bottom] = [780, 200, 70, 26] as const;

/** The amounts of the unit most of them have, over time, with bounds; null where fewer than two were said. */
export function series(said: SaidQuantity[]): Html | null {
  const unit = commonUnit(said);
  const points = said
    .filter(({ quantity }) => quantity.unit === unit && Number.isFinite(quantity.value))
    .sort((a, b) => a.at.getTime() - b.at.getTime())
    .slice(0, mostPoints);
  if (points.length < 2) return null;
  return html`<section aria-labelledby="numbers"><h2 id="numbers">The number over time${unit === null ? null : html` <span class="quiet">(${short(unit, 40)})</span>`}</h2>
<div class="scroll" tabindex="0" role="region" aria-label="Plot of the number over time">${plot(points)}</div>
<details><summary>The same as a table</summary><table class="list"><thead><tr><th scope="col">Time</th><th scope="col">Outlet</th><th scope="col">In its words</th></tr></thead><tbody>${points.map(
    ({ at, outlet, quantity, id }) =>
      html`<tr><td>${time(at)}</td><td>${outlet}</td><td><a href="#${id}">${short(quantity.text, 80)}</a></td></tr>
`,
  )}</tbody></table></details></section>`;
}

function commonUnit(said: SaidQuantity[]): string | null {
  const counts = new Map<string | null, number>();
  for (const { quantity } of said) counts.set(quantity.unit, (counts.get(quantity.unit) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}

function plot(points: SaidQuantity[]): Html {
  const [first, last] = extremes(points.map(({ at }) => at.getTime()));
  const [least, most] = extremes(points.map(({ quantity }) => quantity.value));
  const [low, high] =
    least === most ? [least - 1, most + 1] : [least - (most - least) * 0.1, most + (most - least) * 0.1];
  const x = (at: Date) =>
    Math.round(left + 12 + ((at.getTime() - first) / Math.max(1, last - first)) * (width - left - 40));
  const y = (value: number) =>
    Math.round(height - bottom - 8 - ((value - low) / (high - low)) * (height - bottom - 24));
  const shown = apart([...new Set(points.map(({ quantity }) => quantity.value))], y);
  return html`<svg class="series" viewBox="0 0 ${width} ${height}" role="group" aria-label="The number over time; the table below says the same.">
${shown.map((value) => html`<path class="lane" d="M${left} ${y(value)}H${width}"/><text x="${left - 8}" y="${y(value) + 4}" text-anchor="end">${value.toLocaleString('en')}</text>`)}
<text class="axis" x="${left + 4}" y="${height - 6}">${briefly(new Date(first))}</text>
${first === last ? null : html`<text class="axis" x="${width - 4}" y="${height - 6}" text-anchor="end">${briefly(new Date(last))}</text>`}
${points.map(({ at, quantity, outlet, id }) => point(x(at), y(quantity.value), `${outlet}: ${shownQuantity(quantity)}`, quantity.bound, id))}
</svg>`;
}

/** Values whose labels do not touch, from the first said on. */
function apart(values: number[], y: (value: number) => number): number[] {
  const kept: number[] = [];
  for (const value of values)
    if (kept.every((other) => Math.abs(y(other) - y(value)) >= leastApart)) kept.push(value);
  return kept;
}

/** A dot, with an arrow where the number is a bound: up for "at least", down for "at most". */
function point(x: number, y: number, label: string, bound: string, id: string): Html {
  const arrow = bound.startsWith('>')
    ? html`<path d="M${x} ${y - 5}V${y - 17}M${x - 4} ${y - 13}L${x} ${y - 17}L${x + 4} ${y - 13}"/>`
    : bound.startsWith('<')
      ? html`<path d="M${x} ${y + 5}V${y + 17}M${x - 4} ${y + 13}L${x} ${y + 17}L${x + 4} ${y + 13}"/>`
      : null;
  return html`<a href="#${id}" aria-label="${short(label, 100)}"><g class="point${bound === '~' ? ' about' : ''}">${arrow}<circle cx="${x}" cy="${y}" r="5"/></g></a>`;
}
