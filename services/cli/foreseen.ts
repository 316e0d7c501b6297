import type { Foreseen } from '@hearsay/api';
import { counted, cut, dim, plain, red } from './print.js';

/** Lines and claims that are named; the rest are counted. */
const mostNamed = 8;

/** What a decision would change, for a terminal. */
export function foreseenLines({ claims, events, retracted, told, stories, copies }: Foreseen): string[] {
  if (claims.length + events.length + retracted.length + stories.length + copies.length === 0)
    return ['No count, line or alert would change.'];
  return [
    ...some(
      copies,
      ({ outletName, before, after }) => `  ${plain(outletName)}: ${copyOf(before)} → ${copyOf(after)}`,
      'Texts:',
    ),
    ...some(
      stories,
      ({ title, before, after }) =>
        `  ${cut(plain(title ?? 'Untitled'), 70)}: ${counted(before, 'article')} → ${after}`,
      'Stories:',
    ),
    ...some(
      claims,
      ({ text, before, after }) => {
        const change = `${countsOf(before)} → ${countsOf(after)}`;
        return `  ${cut(plain(text), 70)}: ${change}`;
      },
      'Claims:',
    ),
    ...some(
      retracted,
      ({ text }) => `  ${red('−')} ${plain(text)}`,
      'Lines of the log that would hold no longer:',
    ),
    ...some(events, ({ text }) => `  + ${plain(text)}`, 'New lines of the log:'),
    told.length === 0
      ? 'Nobody was told any of it: no retraction goes out.'
      : `A retraction goes to: ${told.map(({ name, alerts }) => `${plain(name)} (${counted(alerts, 'alert')})`).join(', ')}.`,
  ];
}

function copyOf(outlet: string | null): string {
  return outlet === null ? 'its own text' : `a copy of ${plain(outlet)}`;
}

function some<T>(list: T[], line: (each: T) => string, heading: string): string[] {
  if (list.length === 0) return [];
  const more = list.length > mostNamed ? [dim(`  and ${list.length - mostNamed} more`)] : [];
  return [heading, ...list.slice(0, mostNamed).map(line), ...more];
}

function countsOf(counts: Foreseen['claims'][number]['before']): string {
  if (counts === null) return 'none';
  const { outlets, independent, disputingOutlets } = counts;
  const disputed = disputingOutlets === 0 ? '' : `, ${disputingOutlets} disputing`;
  return `${counted(outlets, 'outlet')}, ${independent} independent${disputed}`;
}
