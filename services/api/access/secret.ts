import { createHash, randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';
import { contentHash } from '@hearsay/text/id';

/** Tokens we make begin with this: secret scanners and people know one when they see it. */
export const tokenPrefix = 'hst_';

/** A new token: 256 bits from the system's random source. */
export function newToken(): string {
  return `${tokenPrefix}${randomBytes(32).toString('base64url')}`;
}

/** A new value for the cookie of a session: 256 bits. */
export function newSession(): string {
  return randomBytes(32).toString('base64url');
}

/** What is kept of a token or a session: with 256 random bits in it a plain hash cannot be guessed back. */
export function hashOf(secret: string): string {
  return contentHash(secret);
}

/** True if two secrets are the same, in a time that does not depend on where they differ. */
export function isSame(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

/**
 * What sessions keep of the token in the settings. A person chose it, so its hash is made slow to guess (scrypt with
 * Node's defaults, N = 16384); the salt is fixed, since there is one.
 */
export function markOf(setting: string): string {
  return `setting:${scryptSync(setting, 'hearsay sessions', 32).toString('hex')}`;
}
