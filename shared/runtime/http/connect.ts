import { lookup as dnsLookup, Resolver } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import { Agent } from 'undici';
import type { AddressCheck } from './address.js';
import { HttpError } from './error.js';
import { addressRefused } from './target.js';

/** Resolves a host name to all its addresses. */
export type Lookup = (hostname: string) => Promise<{ address: string; family: number }[]>;

export const systemLookup: Lookup = (hostname) => dnsLookup(hostname, { all: true, verbatim: true });

/** A name server that does not answer within this is asked once more, then given up. */
const DNS_TIMEOUT_MS = 3_000;

/** Asks the name server at `address` (`ip` or `ip:port`) in place of the system's. */
export function lookupAt(address: string): Lookup {
  const resolver = new Resolver({ timeout: DNS_TIMEOUT_MS, tries: 2 });
  resolver.setServers([address]);
  return async (hostname) => {
    const [four, six] = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)]);
    const found = [
      ...(four.status === 'fulfilled' ? four.value.map((each) => ({ address: each, family: 4 })) : []),
      ...(six.status === 'fulfilled' ? six.value.map((each) => ({ address: each, family: 6 })) : []),
    ];
    if (found.length === 0 && four.status === 'rejected') throw four.reason;
    return found;
  };
}

/** A connection is kept this long for the next poll or page of the same host; servers close at 5 to 75 s. */
const KEEP_ALIVE_MS = 30_000;

/** Politeness is the budget's business; this only keeps one host from taking every socket. */
const CONNECTIONS_PER_ORIGIN = 64;

/** What bounds a connection. */
export interface ConnectionLimits {
  connectTimeoutMs: number;
  stallTimeoutMs: number;
  maxHeaderBytes: number;
}

/**
 * An undici agent that resolves a name once and connects to the very address it checked: what the name says a
 * moment later does not matter, so a rebinding name server gains nothing. A kept connection was checked when made.
 * HTTP/1.1 only: one request at a time to a few pages of a site gains nothing from HTTP/2, and its streams,
 * compression state and control frames are one more thing for a hostile server to play with.
 */
export function guardedAgent(allowed: AddressCheck, lookup: Lookup, limits: ConnectionLimits): Agent {
  return new Agent({
    connect: { lookup: checkedLookup(allowed, lookup), timeout: limits.connectTimeoutMs },
    allowH2: false,
    connections: CONNECTIONS_PER_ORIGIN,
    keepAliveTimeout: KEEP_ALIVE_MS,
    keepAliveMaxTimeout: KEEP_ALIVE_MS,
    maxHeaderSize: limits.maxHeaderBytes,
    // Silence ends it here; a clock over the whole exchange (index.ts) ends what drips.
    headersTimeout: limits.stallTimeoutMs,
    bodyTimeout: limits.stallTimeoutMs,
  });
}

function checkedLookup(allowed: AddressCheck, lookup: Lookup): LookupFunction {
  return (hostname, options, callback) => {
    resolveChecked(hostname, allowed, lookup).then(
      (addresses) => {
        if (options.all === true) callback(null, addresses);
        else callback(null, addresses[0]!.address, addresses[0]!.family);
      },
      (failure: Error) => callback(failure, '', 0),
    );
  };
}

/** All addresses of a name that may be connected to. Throws if there are none. */
async function resolveChecked(
  hostname: string,
  allowed: AddressCheck,
  lookup: Lookup,
): Promise<{ address: string; family: number }[]> {
  const found = await lookup(hostname);
  if (found.length === 0) throw new HttpError('name-not-found', `The host name ${hostname} has no address.`);
  const usable = found.filter(({ address }) => allowed(address));
  if (usable.length === 0)
    throw addressRefused(
      hostname,
      found.map(({ address }) => address),
    );
  return usable;
}
