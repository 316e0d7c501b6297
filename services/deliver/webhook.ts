import type { Channel } from '@hearsay/runtime';
import { CloudEvent, HTTP } from 'cloudevents';
import { Webhook } from 'standardwebhooks';
import type { Message } from './message.js';

/** A request that a receiver gets. */
export interface Request {
  body: string;
  headers: Record<string, string>;
}

/**
 * An alert as a CloudEvent (structured JSON, 1.0.2) with the headers of Standard Webhooks 1.0: the same id at every attempt,
 * and a signature by the secret, and by the one before it while receivers change over.
 */
export function webhookRequest(
  message: Message,
  channel: Extract<Channel, { kind: 'webhook' }>,
  at: Date,
): Request {
  const { id, body, text, link, createdAt } = message;
  const event = new CloudEvent({
    id,
    source: link === null ? 'urn:hearsay' : new URL(link).origin,
    type: `hearsay.${body.kind}`,
    ...(body.story.id === '' ? {} : { subject: body.story.id }),
    time: createdAt.toISOString(),
    datacontenttype: 'application/json',
    data: { ...body, text, link },
  });
  const structured = HTTP.structured(event);
  const sent = String(structured.body);
  const signatures = secretsOf(channel, at).map((secret) => new Webhook(secret).sign(id, at, sent));
  return {
    body: sent,
    headers: {
      'content-type': String(structured.headers['content-type']),
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
      ...(signatures.length === 0 ? {} : { 'webhook-signature': signatures.join(' ') }),
    },
  };
}

function secretsOf(
  { secret, previous, previousUntil }: Extract<Channel, { kind: 'webhook' }>,
  at: Date,
): string[] {
  const isOldGood = previousUntil === undefined || Date.parse(previousUntil) > at.getTime();
  return [secret, isOldGood ? previous : undefined].filter((each) => each !== undefined);
}
