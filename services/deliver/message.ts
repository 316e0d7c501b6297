import type { Settings } from '@hearsay/runtime';
import type { Alert } from '@hearsay/store';
import { type AlertBody, textOf } from '@hearsay/text/alert';

/** An alert as channels send it. */
export interface Message {
  id: string;
  body: AlertBody;
  /** The alert as plain text, headline first. */
  text: string;
  /** Where the story can be read; null where no address is known. */
  link: string | null;
  createdAt: Date;
}

export function messageOf(alert: Alert, settings: Settings): Message {
  const body = alert.body as AlertBody;
  const link = linkTo(alert, settings);
  return { id: alert.id, body, text: textOf(body, link), link, createdAt: alert.createdAt };
}

/** The address of this installation: the one others reach us at, else loopback; null where the port is not fixed. */
export function homeOf(settings: Settings): string | null {
  const { HEARSAY_PUBLIC_URL: publicUrl, HEARSAY_HOST: host, HEARSAY_PORT: port } = settings;
  if (publicUrl === null && port === 0) return null;
  return (publicUrl ?? `http://${host}:${port}`).replace(/\/$/, '');
}

function linkTo({ story, kind }: Alert, settings: Settings): string | null {
  const home = homeOf(settings);
  if (home === null || kind === 'test') return home;
  return kind === 'digest' ? `${home}/` : `${home}/stories/${story}`;
}
