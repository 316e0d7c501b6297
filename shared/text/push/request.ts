import { isUrl } from '../url/valid.js';
/** Where our callbacks lie under the public address; the rest of the path is the push's own secret name. */
export const callbackPath = '/push';

/** What a callback's last path part looks like: 32 random bytes in base64url. */
export const callbackName = /^[\w-]{43}$/;

/** Random bytes of a callback's name, and of a secret: neither can be guessed. */
export const secretBytes = 32;

/** The address a hub pushes to. `base` is HEARSAY_PUBLIC_URL. */
export function callbackOf(base: string, name: string): string {
  return `${base.replace(/\/+$/, '')}${callbackPath}/${name}`;
}

/** The body of a request to a hub (WebSub, section 5.1), as a form. `leaseSeconds` is a wish. */
export function requestForm(ask: {
  mode: 'subscribe' | 'unsubscribe';
  callback: string;
  topic: string;
  secret: string;
  leaseSeconds: number;
}): string {
  const form = new URLSearchParams({
    'hub.mode': ask.mode,
    'hub.topic': ask.topic,
    'hub.callback': ask.callback,
  });
  if (ask.mode === 'subscribe') {
    form.set('hub.secret', ask.secret);
    form.set('hub.lease_seconds', String(ask.leaseSeconds));
  }
  return form.toString();
}

/**
 * Where a hub sends a request on: the target of a 307 or 308 (WebSub, section 5.1.1), absolute. Null for other answers,
 * for what is no web address, and where the secret would leave an encrypted connection.
 */
export function movedHub(from: string, status: number, location: string | undefined): string | null {
  if ((status !== 307 && status !== 308) || location === undefined || !isUrl(location, from)) return null;
  const to = new URL(location, from);
  if (to.protocol !== 'https:' && to.protocol !== new URL(from).protocol) return null;
  return /^https?:$/.test(to.protocol) ? to.href : null;
}
