import { createHmac, timingSafeEqual } from 'node:crypto';

/** Digests a hub may sign with (WebSub, section 7.1), and their lengths in hex digits. */
const digestLengths: Readonly<Record<string, number>> = { sha1: 40, sha256: 64, sha384: 96, sha512: 128 };

/** What an X-Hub-Signature header holds. */
export interface Signature {
  method: 'sha1' | 'sha256' | 'sha384' | 'sha512';
  /** Hex digits in lower case. */
  digest: string;
}

/** Reads an X-Hub-Signature header (`sha256=…`). Null where it is absent, or no digest of the four known methods. */
export function readSignature(header: string | null): Signature | null {
  const parts = /^\s*(sha\d{1,3})=([0-9a-f]{40,128})\s*$/i.exec(header?.slice(0, 200) ?? '');
  const method = parts?.[1]?.toLowerCase() ?? '';
  const digest = parts?.[2]?.toLowerCase() ?? '';
  return digestLengths[method] === digest.length ? { method: method as Signature['method'], digest } : null;
}

/** Whether a body was signed with this secret. Takes the same time whatever differs. */
export function isSigned(header: string | null, secret: string, body: Uint8Array): boolean {
  const signature = readSignature(header);
  if (signature === null) return false;
  const wanted = createHmac(signature.method, secret).update(body).digest();
  return timingSafeEqual(wanted, Buffer.from(signature.digest, 'hex'));
}
