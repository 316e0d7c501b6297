import { counted, type Html, html } from './html.js';
import { lasting } from './time.js';

const [bars, height, pitch] = [24, 28, 5] as const;

/** Articles over time as bars, from the first to the last; copies are counted too, since they are what moves a story. */
export function sparkline(times: readonly Date[]): Html {
  const counts = bucket(times.map((time) => time.getTime()));
  const most = Math.max(1, ...counts);
  return html`<svg class="spark" viewBox="0 0 ${bars * pitch} ${height}" role="img" aria-label="${paceOf(times)}"><path class="base" d="M0 ${height - 0.5}H${bars * pitch}"/>${counts.map(
    (count, at) => {
      const tall = Math.round((count / most) * (height - 4));
      return count === 0
        ? null
        : html`<rect x="${at * pitch}" y="${height - tall}" width="${pitch - 1}" height="${tall}"/>`;
    },
  )}</svg>`;
}

/** "11 articles in 30 h". */
export function paceOf(times: readonly Date[]): string {
  const [first, last] = extremes(times.map((time) => time.getTime()));
  const said = counted(times.length, 'article');
  return times.length < 2 ? said : `${said} in ${lasting(last - first)}`;
}

function bucket(times: number[]): number[] {
  const [first, last] = extremes(times);
  const counts = new Array<number>(bars).fill(0);
  for (const time of times) {
    const at = last === first ? 0 : Math.floor(((time - first) / (last - first)) * (bars - 1));
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts;
}

/** The least and the greatest, without spreading a long list into arguments. */
export function extremes(numbers: readonly number[]): [number, number] {
  return numbers.reduce(
    ([least, most], each) => [Math.min(least, each), Math.max(most, each)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );
}
