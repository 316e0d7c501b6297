import type { ExportObject } from '@hearsay/api';
import { sayRecord } from '@hearsay/cli';
import { bold, dim, plain, red, wrap } from '@hearsay/cli/print';
import type { World } from '../world/index.js';
import type { Received } from './desk.js';
import type { Lags } from './run.js';
import { heading, print } from './screen.js';

interface End {
  record: ExportObject;
  alerts: Received[];
  lags: Lags;
  world: World;
  seconds: number;
}

/** What a reader wants to know at the end: the stories, the alerts in order, the counts. */
export function reportEnd({ record, alerts, lags, seconds }: End): void {
  print(...heading('What Hearsay knows now'));
  sayRecord(record);
  print(...heading('The alerts, in the order in which they came'));
  for (const alert of alerts) print(...alertLines(alert, lags.get(alert.id) ?? 0), '');
  print(...heading('In figures'), ...figures(record, alerts, [...lags.values()]));
  print(dim(`The demo took ${seconds.toFixed(0)} seconds.`));
}

/** As a terminal shows it: the headline, then its lines with their indents kept. */
function alertLines(alert: Received, seconds: number): string[] {
  const [headline = '', ...rest] = plain(alert.text).split('\n');
  const paint = (text: string) => bold(alert.data.kind === 'dispute' ? red(text) : text);
  const body = rest.filter((line) => !/^\s+http:\/\/127\./.test(line));
  return [
    ...wrap(headline, '').map(paint),
    ...body.flatMap((line) => wrap(line.trim(), ' '.repeat(line.search(/\S/)))),
    dim(`  ${seconds.toFixed(1)} s after publication`),
  ];
}

function figures(
  { articles, stories, claims, events }: ExportObject,
  alerts: Received[],
  lags: number[],
): string[] {
  const copies = articles.filter(({ copyOf }) => copyOf !== null).length;
  const outlets = new Set(articles.map(({ outlet }) => outlet)).size;
  const disputed = claims.filter(({ counts }) => counts.disputingOutlets > 0).length;
  const disputes = alerts.filter(({ data }) => data.kind === 'dispute').length;
  return [
    `articles   ${articles.length} from ${outlets} outlets, ${copies} of them copies`,
    `stories    ${stories.length}`,
    `claims     ${claims.length}, ${claims.filter(({ counts }) => counts.outlets > 1).length} carried by more than one outlet, ${disputed} disputed`,
    `events     ${events.length}`,
    `alerts     ${alerts.length}, ${disputes} of disputes`,
    `speed      ${quantile(lags, 0.5).toFixed(1)} s from publication to alert (median), ${quantile(lags, 0.95).toFixed(1)} s (95 %)`,
  ];
}

function quantile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0;
}
