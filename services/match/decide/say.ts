import { because } from '@hearsay/runtime/decision';
import type { Write } from '@hearsay/runtime/handler';
import type { ClaimRow, Decision } from '@hearsay/store';
import type { MentionRequest, Subject } from './request.js';

/** Longest piece of a sentence or claim that a line of the log quotes. */
const longest = 160;

const does = { repeats: 'repeats', varies: 'tells otherwise', disputes: 'disputes' } as const;

/** The line of the log about a decision on mentions: one plain sentence. */
export async function sayDecided(request: MentionRequest, subject: Subject, read: Write): Promise<string> {
  const { by, why } = request;
  const claims = subject.claims.map(nameClaim);
  if (request.verdict === 'together')
    return `${by} says that ${claims.join(' and ')} are one claim${because(why)}.`;
  const article = await read.articles.get(subject.mention.article);
  const outlet = article?.outletName ?? (subject.mention.data as { outlet: string }).outlet;
  const said = `“${cut((subject.mention.data as { sentence: string }).sentence)}” (${outlet})`;
  if (request.verdict === 'confirmed')
    return `${by} says that ${outlet} ${does[request.relation ?? 'repeats']} ${claims[0]}${because(why)}.`;
  const count = subject.named.filter((each) => each.side === 'subject').length;
  const rest = request.verdict === 'rejected' || count < 2 ? '' : ` and ${count - 1} more`;
  return `${by} says that ${said}${rest} ${rest === '' ? 'is' : 'are'} no mention of ${claims[0]}${because(why)}.`;
}

/** The line of the log about a decision that was taken back. */
export function sayUndone(decision: Decision, by: string, why: string | null): string {
  const day = decision.at.toISOString().slice(0, 10);
  const what = {
    confirmed: 'what a mention does to its claim is as it was found',
    rejected: 'the mention may be one of its claim again',
    apart: 'the mentions may be of one claim again',
    together: 'the claims need not be one',
  }[decision.verdict];
  return `${by} took back what ${decision.by} decided on ${day}${because(why)}: ${what}.`;
}

function nameClaim({ text }: ClaimRow): string {
  return `“${cut(text.replace(/^“([^“”]*)”$/, '$1').replace(/[.\s]+$/, ''))}”`;
}

function cut(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= longest ? line : `${line.slice(0, longest - 1).trimEnd()}…`;
}
