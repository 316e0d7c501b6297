import { lookup as dnsLookup } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import { Agent } from 'undici';
import type { AddressCheck } from './address.js';
import { HttpError } from './error.js';
import { addressRefused } from './target.js';

/** Resolves a host name to all its addresses. */
export type Lookup = (hostname: string) => Promise<{ address: string; family: number }[]>;

export const systemLookup: Lookup = (hostname) => dnsLookup(hostname, { all: true, verbatim: true });

/** A connection is kept this long for the next poll or page of the same host; servers close at 5 to 75 s. */
const KEEP_ALIVE_MS = 30_000;

/** Politeness is the budget's business; this only keeps one host from taking every socket. */
const CONNECTIONS_PER_ORIGIN = 64;

/** Real answers stay below 16 kB of headers; a few consent-ridden sites need more. */
const MAX_HEADER_BYTES = 32 * 1024;

/**
 * An undici agent that resolves a name once and connects to the very address it checked: what the name says a
 * moment later does not matter, so a rebinding name server gains nothing. A kept connection was checked when made.
 */
export function guardedAgent(allowed: AddressCheck, lookup: Lookup, connectTimeoutMs: number): Agent {
  return new Agent({
    connect: { lookup: checkedLookup(allowed, lookup), timeout: connectTimeoutMs },
    connections: CONNECTIONS_PER_ORIGIN,
    keepAliveTimeout: KEEP_ALIVE_MS,
    keepAliveMaxTimeout: KEEP_ALIVE_MS,
    maxHeaderSize: MAX_HEADER_BYTES,
    // One clock, ours, runs over the whole exchange; undici's two would only cut it elsewhere.
    headersTimeout: 0,
    bodyTimeout: 0,
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
