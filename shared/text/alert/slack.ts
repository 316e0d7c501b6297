import { withoutHostile } from './escape.js';
import { textOf } from './render.js';
import { tame } from './tame.js';
import type { AlertBody } from './types.js';

/** Slack takes 3,000 characters in a section. */
const longestSection = 2_900;

/**
 * An alert as an incoming webhook of Slack and its like takes it: `text` for notifications and for services that know no blocks
 * (the headline, and our address of the story), `blocks` to read. Words of others are escaped: they make no link, no mention of
 * a person or channel, no bold type.
 */
export function slackOf(body: AlertBody, link: string | null): { text: string; blocks: object[] } {
  const alert = tame(body);
  // Its buttons lead to the article and the story: their addresses are not told twice.
  const [headline = '', ...rest] = textOf({ ...alert, article: null }, null).split('\n');
  const sign = alert.kind === 'dispute' ? ':rotating_light: ' : '';
  const details = rest
    .map((line) => line.trim())
    .join('\n')
    .trim();
  const buttons = [
    ['Open the story', link],
    ['Read the article', alert.article?.url ?? null],
  ].flatMap(([text, url]) =>
    url != null && /^https?:\/\//.test(url)
      ? [{ type: 'button', text: { type: 'plain_text', text }, url }]
      : [],
  );
  return {
    text: [`${sign}${escapeSlack(headline)}`, ...(link === null ? [] : [escapeSlack(link)])].join('\n'),
    blocks: [
      {
        type: 'section',
        text: { type: 'mrkdwn', text: `${sign}*${escapeSlack(headline).replaceAll('*', '∗')}*` },
      },
      ...(details === '' ? [] : [{ type: 'section', text: { type: 'plain_text', text: cut(details) } }]),
      ...(buttons.length === 0 ? [] : [{ type: 'actions', elements: buttons }]),
    ],
  };
}

/** https://api.slack.com/reference/surfaces/formatting#escaping: these three, and nothing else, start markup that acts. */
function escapeSlack(text: string): string {
  return withoutHostile(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function cut(text: string): string {
  return text.length <= longestSection ? text : `${text.slice(0, longestSection - 1)}…`;
}
