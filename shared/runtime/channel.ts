import { z } from 'zod';

const address = z
  .url({ protocol: /^https?$/, message: 'must be an http or https address' })
  .max(8_192, 'is longer than any server takes');

/** A secret of the Standard Webhooks form; 24 to 64 bytes, base64. */
const secret = z
  .string()
  .regex(/^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/, 'must be whsec_ and base64 of 24 to 64 bytes');

/** Where a subscription is told. */
export const channelSchema = z.discriminatedUnion('kind', [
  /** Standard Webhooks headers and signature, a CloudEvents body. `previous` signs too until `previousUntil`, while receivers change over. */
  z.object({
    kind: z.literal('webhook'),
    url: address,
    secret: secret.optional(),
    previous: secret.optional(),
    previousUntil: z.iso.datetime().optional(),
  }),
  /** An incoming webhook of Slack, Mattermost, Rocket.Chat, Discord (with /slack) and their like. */
  z.object({ kind: z.literal('slack'), url: address }),
  z.object({ kind: z.literal('email'), to: z.email('must be an e-mail address').max(320) }),
  /** Read at its own address as RSS, Atom or JSON Feed; nothing is sent. */
  z.object({ kind: z.literal('feed') }),
  /** Printed by `hearsay watch`; nothing is sent. */
  z.object({ kind: z.literal('terminal') }),
]);

export type Channel = z.output<typeof channelSchema>;
export type ChannelKind = Channel['kind'];

/** Channels that are read by who wants to know, not sent to. */
export function isSentTo(channel: Channel): boolean {
  return channel.kind !== 'terminal' && channel.kind !== 'feed';
}

/** Where it goes, as it may be shown: an address of a hook is a secret in itself. */
export function shownChannel(channel: Channel): string {
  if (channel.kind === 'webhook' || channel.kind === 'slack')
    return `${channel.kind} ${new URL(channel.url).origin}/…`;
  return channel.kind === 'email' ? `email ${channel.to}` : channel.kind;
}
