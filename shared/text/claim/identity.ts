import { createHash } from 'node:crypto';
import type { Span } from '../span.js';

/** Hex digits of an id: 64 bits, so that ten million mentions collide with a chance of one in 370,000. */
const digits = 16;

/** The id of the mention at a place: the same in every run, whatever claim it belongs to. */
export function mentionId(article: string, revision: number, place: Span & { in: 'text' | 'title' }): string {
  return `m_${hash([article, revision, place.in, place.start, place.end].join('\n'))}`;
}

/** The id of the claim that a mention founds. */
export function claimId(foundingMention: string): string {
  return `c_${hash(foundingMention)}`;
}

function hash(text: string): string {
  return createHash('sha1').update(text).digest('hex').slice(0, digits);
}
