import type { ArticleObject, EventObject } from '@hearsay/api';
import { bold, cut, cyan, dim, plain, red, yellow } from '@hearsay/cli/print';
import type { Article, Outlet, Revision } from '../world/index.js';
import type { Received } from './desk.js';
import type { Fate } from './follow.js';
import { width } from './screen.js';

const indent = ' '.repeat(11);
const nameWidth = 24;

/** What was published: day and time in the world, outlet, headline. */
export function publishedLine(article: Article, revision: Revision, outlet: Outlet): string {
  const day = new Date(revision.at).toLocaleDateString('en-GB', { weekday: 'short', timeZone: 'UTC' });
  const head = `${day} ${revision.at.slice(11, 16)}  `;
  const name = cut(outlet.name, nameWidth).padEnd(nameWidth);
  const again = revision === article.revisions[0] ? '' : 'revised: ';
  const title = cut(
    again + (article.title ?? article.path),
    Math.max(20, width - head.length - nameWidth - 2),
  );
  return `${dim(head)}${cyan(name)}  ${title}`;
}

/** What Hearsay noticed of it. */
export function noticedLine(
  fate: Fate,
  article: ArticleObject | null,
  events: EventObject[],
  seconds: number,
  names: Map<string, string>,
): string {
  const parts = fate.lost ?? [copyPart(article, names), eventsPart(events), citesPart(article)];
  const said = typeof parts === 'string' ? red(`not read: ${parts}`) : parts.filter(Boolean).join('; ');
  return `${indent}${dim(`${seconds.toFixed(1)} s`)}  ${said || dim('nothing new in it')}`;
}

function copyPart(article: ArticleObject | null, names: Map<string, string>): string {
  if (article?.copyOf == null) return '';
  const kinds = {
    exact: 'an exact copy',
    near: 'a near copy',
    rewrite: 'a rewrite',
    translation: 'a translation',
  };
  return `${kinds[article.copyKind ?? 'near']} of ${plain(names.get(article.copyOf) ?? article.copyOf)}`;
}

function citesPart(article: ArticleObject | null): string {
  const cited = [...new Set(article?.cites.map((cite) => cite.outletName))];
  return cited.length === 0 ? '' : dim(`cites ${plain(cited.join(', '))}`);
}

const verbs = [
  ['originated', 'first seen to say', String],
  ['repeated', 'repeats', String],
  ['confirmed', 'confirms', bold],
  ['varied', 'varies', yellow],
  ['disputed', 'disputes', red],
  ['corrected', 'corrects', yellow],
  ['withdrawn', 'withdraws', yellow],
] as const;

/** "repeats 5, varies 1". */
function eventsPart(events: EventObject[]): string {
  return verbs
    .map(([type, verb, paint]) => {
      const count = new Set(events.filter((event) => event.type === type).map((event) => event.claim)).size;
      return count === 0 ? '' : paint(`${verb} ${count}`);
    })
    .filter(Boolean)
    .join(', ');
}

/** An alert, in its one line. */
export function alertLine(alert: Received, seconds: number): string {
  const sign = alert.data.kind === 'dispute' ? red('▲') : yellow('▲');
  const text = cut(plain(alert.data.headline), width - indent.length - 8);
  return `${indent}${dim(`${seconds.toFixed(1)} s`)}  ${sign} ${bold(text)}`;
}
