import type { Channel } from '@hearsay/runtime';
import type { Deps } from '@hearsay/runtime/handler';
import { mailOf, slackOf } from '@hearsay/text/alert';
import { homeOf, type Message } from './message.js';
import { webhookRequest } from './webhook.js';

/** What became of one attempt. `refused`: the receiver will never take this message. `gone`: it wants no more messages. */
export interface Attempt {
  result: 'ok' | 'later' | 'refused' | 'gone';
  status: number | null;
  error: string | null;
  /** The start of the answer. */
  answer: string | null;
  /** When the receiver asks to be tried again, in seconds. */
  retryAfter: number | null;
}

type Needs = Pick<Deps, 'web' | 'mailer' | 'settings' | 'clock'>;

/** Answers that say something about this message, not about the receiver. */
const refusals = new Set([400, 405, 406, 413, 414, 415, 422]);

/** As much of an answer as a person reads to see why it was refused. */
const keptAnswer = 500;

/** Sends one message over one channel. Never throws: what went wrong is in the attempt. */
export async function send(
  message: Message,
  channel: Channel,
  token: string | null,
  deps: Needs,
): Promise<Attempt> {
  try {
    if (channel.kind === 'email') return await byMail(message, channel.to, token, deps);
    if (channel.kind === 'webhook' || channel.kind === 'slack') return await byHook(message, channel, deps);
    return { result: 'ok', status: null, error: null, answer: null, retryAfter: null };
  } catch (error) {
    return { result: 'later', status: null, error: (error as Error).message, answer: null, retryAfter: null };
  }
}

async function byHook(
  message: Message,
  channel: Extract<Channel, { kind: 'webhook' | 'slack' }>,
  { web, clock, settings }: Needs,
): Promise<Attempt> {
  const { body, headers } =
    channel.kind === 'webhook'
      ? webhookRequest(message, channel, clock.now())
      : {
          body: JSON.stringify(slackOf(message.body, message.link)),
          headers: { 'content-type': 'application/json' },
        };
  const timeoutMs = settings.HEARSAY_HOOK_SECONDS * 1_000;
  const response = await web.post(channel.url, body, headers, { timeoutMs, maxBytes: 65_536 });
  const { status } = response;
  const answer = new TextDecoder().decode(response.body).slice(0, keptAnswer);
  if (status >= 200 && status < 300) return { result: 'ok', status, error: null, answer, retryAfter: null };
  const seconds = Number(response.headers['retry-after']);
  return {
    result: status === 410 ? 'gone' : refusals.has(status) ? 'refused' : 'later',
    status,
    error: `The receiver answered ${status}.`,
    answer,
    retryAfter: Number.isFinite(seconds) && seconds > 0 ? seconds : null,
  };
}

async function byMail(message: Message, to: string, token: string | null, deps: Needs): Promise<Attempt> {
  const home = homeOf(deps.settings);
  const unsubscribe = home === null || token === null ? null : `${home}/unsubscribe/${token}`;
  const { subject, text, html } = mailOf(message.body, message.link, unsubscribe);
  const isPublic = deps.settings.HEARSAY_PUBLIC_URL !== null;
  try {
    const answer = await deps.mailer.send({
      to,
      subject,
      text,
      html,
      messageId: `<${message.id}@hearsay>`,
      unsubscribe: isPublic ? unsubscribe : null,
    });
    return { result: 'ok', status: null, error: null, answer, retryAfter: null };
  } catch (error) {
    const { responseCode, message: why } = error as Error & { responseCode?: number };
    const isFinal = responseCode !== undefined && responseCode >= 500;
    return {
      result: isFinal ? 'refused' : 'later',
      status: responseCode ?? null,
      error: why,
      answer: null,
      retryAfter: null,
    };
  }
}
