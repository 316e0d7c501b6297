import { type Html, html, short } from './html.js';
import { extremes } from './sparkline.js';
import { briefly } from './time.js';

/** An article as the timeline shows it. */
export interface Moment {
  id: string;
  outlet: string;
  outletName: string;
  at: Date;
  copy: boolean;
  /** Articles it copies or cites, by id. */
  from: { id: string; how: 'copies' | 'cites' }[];
}

/** Outlets that have a lane of their own; the table below has every article. */
const mostLanes = 30;

/** Arrows in one plot; more are a thicket. */
const mostArrows = 80;

const [nameWidth, plotWidth, laneHeight, top] = [200, 600, 26, 14] as const;

/**
 * Who published when, one lane an outlet in the order in which they joined, with arrows from what is cited or copied to
 * who does. `moments`: earliest first.
 */
export function timeline(moments: Moment[]): Html {
  if (moments.length === 0) return html`<p class="quiet">No article has a time.</p>`;
  const lanes = [...new Map(moments.map(({ outlet, outletName }) => [outlet, outletName]))].slice(
    0,
    mostLanes,
  );
  const laneOf = new Map(lanes.map(([outlet], at) => [outlet, top + at * laneHeight + laneHeight / 2]));
  const [first, last] = extremes(moments.map(({ at }) => at.getTime()));
  const span = Math.max(1, last - first);
  const shown = moments.filter(({ outlet }) => laneOf.has(outlet));
  const places = new Map(
    shown.map(({ id, outlet, at }) => [
      id,
      {
        x: round(nameWidth + ((at.getTime() - first) / span) * (plotWidth - 20) + 10),
        y: laneOf.get(outlet) ?? 0,
      },
    ]),
  );
  const height = top + lanes.length * laneHeight + 22;
  const arrows = shown.flatMap((moment) => arrowsOf(moment, places)).slice(0, mostArrows);
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Timeline; scroll sideways for later times">
<svg class="timeline" viewBox="0 0 ${nameWidth + plotWidth} ${height}" role="group" aria-label="Who published when, with arrows from what is cited or copied; the table of articles says the same.">
<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path d="M0 0L8 4L0 8z"/></marker></defs>
${lanes.map(([outlet, name]) => lane(short(name, 24), laneOf.get(outlet) ?? 0))}
${axis(first, last, height)}
${arrows}
${shown.map((moment) => dot(moment, places))}
</svg>
</div>
<p class="legend"><span class="originates"><i aria-hidden="true">●</i> article</span> <span class="copy"><i aria-hidden="true">○</i> copy</span> <span class="cites"><i aria-hidden="true">→</i> cited by</span> <span class="copies"><i aria-hidden="true">⇢</i> copied by</span>${
    new Set(moments.map(({ outlet }) => outlet)).size > lanes.length
      ? html` <span class="quiet">The first ${lanes.length} outlets are plotted; the table has all.</span>`
      : null
  }</p>`;
}

type Places = Map<string, { x: number; y: number }>;

function lane(name: string, y: number): Html {
  return html`<path class="lane" d="M${nameWidth} ${y}H${nameWidth + plotWidth}"/><text x="${nameWidth - 8}" y="${y + 4}" text-anchor="end">${name}</text>
`;
}

function axis(first: number, last: number, height: number): Html {
  const at = (x: number, time: number, anchor: string) =>
    html`<text class="axis" x="${x}" y="${height - 4}" text-anchor="${anchor}">${briefly(new Date(time))}</text>`;
  if (first === last) return at(nameWidth + 4, first, 'start');
  return html`${at(nameWidth + 4, first, 'start')}${at(nameWidth + plotWidth / 2, (first + last) / 2, 'middle')}${at(nameWidth + plotWidth - 4, last, 'end')}`;
}

function dot({ id, outletName, at, copy }: Moment, places: Places): Html | null {
  const place = places.get(id);
  if (place === undefined) return null;
  return html`<a href="/articles/${id}" aria-label="${short(outletName, 60)}, ${briefly(at)}"><circle class="dot${copy ? ' copy' : ''}" cx="${place.x}" cy="${place.y}" r="6"/></a>`;
}

function arrowsOf({ id, from }: Moment, places: Places): Html[] {
  const to = places.get(id);
  return from.flatMap(({ id: source, how }) => {
    const begin = places.get(source);
    if (to === undefined || begin === undefined || begin.y === to.y) return [];
    const down = to.y > begin.y ? 1 : -1;
    const end = to.y - down * 7;
    const bend = Math.min(60, 12 + Math.abs(to.x - begin.x) / 3);
    return [
      html`<path class="arrow ${how}" marker-end="url(#tip)" d="M${begin.x} ${begin.y}C${round(begin.x + bend)} ${begin.y} ${to.x} ${round(to.y - down * Math.min(40, Math.abs(to.y - begin.y) * 0.7))} ${to.x} ${end}"/>`,
    ];
  });
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
