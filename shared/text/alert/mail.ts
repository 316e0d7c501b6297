import { quoted } from '../quotation/index.js';
import { escapeHtml } from './escape.js';
import { answerOf, copiesOf, groups, saidOf, textOf, voices } from './render.js';
import { tame } from './tame.js';
import type { AlertBody, AlertLine, Difference } from './types.js';

/** Mail programs cut longer subjects. */
const longestSubject = 150;

/** Claims that are spelled out; the link leads to the rest. */
const mostLines = 12;

const small = 'font-size:.85em';

const colours: Partial<Record<AlertBody['kind'], string>> = { dispute: '#b3261e', retraction: '#7a5900' };

/**
 * An alert as an e-mail: a subject on one line, plain text, and HTML that holds nothing but text, links to http(s) addresses and
 * inline styles (no image, no script, nothing loaded), readable in light and dark.
 */
export function mailOf(
  body: AlertBody,
  link: string | null,
  unsubscribe: string | null,
): { subject: string; text: string; html: string } {
  const alert = tame(body);
  const footer = unsubscribe === null ? '' : `\n\n--\nTo stop these alerts: ${unsubscribe}`;
  return {
    subject: subjectOf(alert),
    text: `${textOf(alert, link)}${footer}`,
    html: htmlOf(alert, link, unsubscribe),
  };
}

function subjectOf({ kind, headline }: AlertBody): string {
  const sign = kind === 'dispute' ? 'Disputed: ' : '';
  const line = `${sign}${headline}`.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
  return line.length <= longestSubject ? line : `${line.slice(0, longestSubject - 1).trimEnd()}…`;
}

function htmlOf(alert: AlertBody, link: string | null, unsubscribe: string | null): string {
  const all = groups(alert.lines);
  const told = all.filter(([line]) => line?.type !== 'originated' || all.length <= mostLines);
  const rest = all.length - Math.min(told.length, mostLines);
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark"></head>',
    '<body style="font:16px/1.5 -apple-system,Segoe UI,Roboto,sans-serif;max-width:40em;margin:0 auto;padding:1em">',
    `<h1 style="font-size:1.2em;border-left:4px solid ${colours[alert.kind] ?? '#3b5bdb'};padding-left:.6em">${escapeHtml(alert.headline)}</h1>`,
    alert.story.title === null || alert.parts.length > 0
      ? ''
      : `<p style="margin:.4em 0">in the story ${escapeHtml(quoted(alert.story.title))}</p>`,
    ...alert.parts.map((part) => `<p style="margin:.4em 0">${escapeHtml(part.headline)}</p>`),
    ...told.slice(0, mostLines).map(groupHtml),
    rest > 0 ? `<p>and ${rest} more claim${rest === 1 ? '' : 's'}</p>` : '',
    alert.copies > 0 ? `<p style="${small}">${copiesOf(alert.copies)}.</p>` : '',
    blindHtml(alert),
    `<p>${[anchor(link, 'Open the story'), anchor(alert.article?.url ?? null, 'Read the article')].filter((each) => each !== '').join(' · ')}</p>`,
    unsubscribe === null ? '' : `<p style="font-size:.8em">${anchor(unsubscribe, 'Stop these alerts')}</p>`,
    '</body></html>',
  ].join('\n');
}

/** What an outlet does to one claim, in each of its sentences. */
function groupHtml(lines: AlertLine[]): string {
  const [line] = lines as [AlertLine];
  const notes = [voices(line), ...answerOf(line)].map(escapeHtml).join('<br>');
  return `<div style="margin:1em 0"><p style="margin:0"><b>${escapeHtml(saidOf(line))}</b>: ${escapeHtml(line.claim.text)}</p>${[...new Set(lines.map(wordsHtml))].join('')}<p style="margin:0;${small}">${notes}</p></div>`;
}

function wordsHtml(line: AlertLine): string {
  if (line.sentence === null) return '';
  const speaker = line.speaker === null ? '' : ` — ${escapeHtml(line.speaker)}`;
  const words =
    line.difference === null ? escapeHtml(quoted(line.sentence)) : line.difference.map(markHtml).join('');
  const how = line.difference === null && line.how ? `<br><i>${escapeHtml(line.how)}</i>` : '';
  return `<blockquote style="margin:.3em 0 .3em 1em">${words}${speaker}${how}</blockquote>`;
}

function markHtml({ text, in: side }: Difference): string {
  if (side === 'both') return escapeHtml(text);
  return side === 'origin' ? `<del>${escapeHtml(text)}</del>` : `<ins><b>${escapeHtml(text)}</b></ins>`;
}

function blindHtml({ blind }: AlertBody): string {
  if (blind.length === 0) return '';
  const names = blind.map(({ outlet, why }) => `${outlet} (${why})`).join(', ');
  return `<p style="${small}">Not readable now: ${escapeHtml(names)}.</p>`;
}

function anchor(url: string | null, text: string): string {
  if (url === null || !/^https?:\/\//i.test(url)) return '';
  return `<a href="${escapeHtml(url)}" rel="noopener noreferrer">${text}</a>`;
}
