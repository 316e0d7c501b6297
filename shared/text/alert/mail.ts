import { quoted } from '../quotation/index.js';
import { escapeHtml } from './escape.js';
import { copiesOf, saidOf, textOf, voices } from './render.js';
import { tame } from './tame.js';
import type { AlertBody, AlertLine, Difference } from './types.js';

/** Mail programs cut longer subjects. */
const longestSubject = 150;

/** Lines that are spelled out; the link leads to the rest. */
const mostLines = 12;

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
  const lines = alert.lines.filter((line) => line.type !== 'originated' || alert.lines.length <= mostLines);
  const rest = alert.lines.length - Math.min(lines.length, mostLines);
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark"></head>',
    '<body style="font:16px/1.5 -apple-system,Segoe UI,Roboto,sans-serif;max-width:40em;margin:0 auto;padding:1em">',
    `<h1 style="font-size:1.2em;border-left:4px solid ${colours[alert.kind] ?? '#3b5bdb'};padding-left:.6em">${escapeHtml(alert.headline)}</h1>`,
    alert.story.title === null || alert.parts.length > 0
      ? ''
      : `<p style="margin:.4em 0">in the story ${escapeHtml(quoted(alert.story.title))}</p>`,
    ...alert.parts.map((part) => `<p style="margin:.4em 0">${escapeHtml(part.headline)}</p>`),
    ...lines.slice(0, mostLines).map(lineHtml),
    rest > 0 ? `<p>and ${rest} more</p>` : '',
    alert.copies > 0 ? `<p style="font-size:.85em">${copiesOf(alert.copies)}.</p>` : '',
    blindHtml(alert),
    `<p>${[anchor(link, 'Open the story'), anchor(alert.article?.url ?? null, 'Read the article')].filter((each) => each !== '').join(' · ')}</p>`,
    unsubscribe === null ? '' : `<p style="font-size:.8em">${anchor(unsubscribe, 'Stop these alerts')}</p>`,
    '</body></html>',
  ].join('\n');
}

function lineHtml(line: AlertLine): string {
  const speaker = line.speaker === null ? '' : ` — ${escapeHtml(line.speaker)}`;
  const words =
    line.sentence === null
      ? ''
      : `<blockquote style="margin:.3em 0 .3em 1em">${line.difference === null ? escapeHtml(quoted(line.sentence)) : line.difference.map(markHtml).join('')}${speaker}</blockquote>`;
  const how =
    line.difference === null && line.how
      ? `<p style="margin:0;font-size:.85em">${escapeHtml(line.how)}</p>`
      : '';
  return `<div style="margin:1em 0"><p style="margin:0"><b>${escapeHtml(saidOf(line))}</b>: ${escapeHtml(line.claim.text)}</p>${words}${how}<p style="margin:0;font-size:.85em">${escapeHtml(voices(line))}${answerHtml(line)}</p></div>`;
}

function answerHtml({ answers }: AlertLine): string {
  if (answers === null) return '';
  const carried = answers.carried ? 'has been seen' : 'has not been seen';
  return `<br>It answers ${escapeHtml(answers.outletName)}: ${escapeHtml(quoted(answers.sentence))}; ${escapeHtml(answers.outletName)} ${carried} to carry the denial.`;
}

function markHtml({ text, in: side }: Difference): string {
  if (side === 'both') return escapeHtml(text);
  return side === 'origin' ? `<del>${escapeHtml(text)}</del>` : `<ins><b>${escapeHtml(text)}</b></ins>`;
}

function blindHtml({ blind }: AlertBody): string {
  if (blind.length === 0) return '';
  const names = blind.map(({ outlet, why }) => `${outlet} (${why})`).join(', ');
  return `<p style="font-size:.85em">Not readable now: ${escapeHtml(names)}.</p>`;
}

function anchor(url: string | null, text: string): string {
  if (url === null || !/^https?:\/\//i.test(url)) return '';
  return `<a href="${escapeHtml(url)}" rel="noopener noreferrer">${text}</a>`;
}
