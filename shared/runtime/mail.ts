import { createTransport, type Transporter } from 'nodemailer';
import type { Settings } from './settings.js';

/** A message as the channel makes it. */
export interface Mail {
  to: string;
  subject: string;
  text: string;
  html: string;
  /** The same at every attempt, so that a mailbox can tell a repeat. */
  messageId: string;
  /** Where one request unsubscribes (RFC 8058); null where we have no public address. */
  unsubscribe: string | null;
}

/** The way out for mail: the operator's own server. */
export interface Mailer {
  /** Sends; resolves with what the server answered. Rejects where it did not take the message. */
  send(mail: Mail): Promise<string>;
  close(): void;
}

/** A server that says nothing for so long is down. */
const timeoutMs = 30_000;

/** Mail through HEARSAY_SMTP_URL. Sending without it rejects with a sentence that names the setting. */
export function createMailer(settings: Settings): Mailer {
  const url = settings.HEARSAY_SMTP_URL;
  let transport: Transporter | null = null;
  return {
    async send(mail) {
      if (url === null) throw new Error('No mail server is set: HEARSAY_SMTP_URL.');
      transport ??= createTransport(url, { from: senderOf(settings) });
      const sent = (await transport.sendMail(messageOf(mail))) as { response?: string };
      return sent.response ?? '';
    },
    close: () => transport?.close(),
  };
}

/** Who mail comes from, and so the domain of its ids. */
export function senderOf(settings: Settings): string {
  return settings.HEARSAY_MAIL_FROM ?? 'hearsay@localhost';
}

function messageOf({ unsubscribe, ...mail }: Mail): object {
  return {
    ...mail,
    disableFileAccess: true,
    disableUrlAccess: true,
    connectionTimeout: timeoutMs,
    headers: {
      'Auto-Submitted': 'auto-generated',
      ...(unsubscribe === null
        ? {}
        : { 'List-Unsubscribe': `<${unsubscribe}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
    },
  };
}
