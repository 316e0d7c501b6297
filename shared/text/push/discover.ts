import LinkHeader from 'http-link-header';
import { isUrl } from '../url/valid.js';

/** A hub that offers to push a feed, and the address (topic) under which the hub knows the feed. */
export interface Offer {
  hub: string;
  topic: string;
}

/** What a feed's answer says of its hub. */
export interface OfferFacts {
  /** The address that answered: links are relative to it, and it is the topic of a feed that names none. */
  url: string;
  /** The Link header, repeated ones joined by commas; null without one. */
  linkHeader: string | null;
  /** `rel=hub` and `rel=self` of the feed's own link elements, absolute. */
  hub: string | null;
  self: string | null;
}

/** Link headers of real sites stay below a kilobyte; reading one takes time with the square of its length. */
const mostHeaderLength = 8_192;

/** Addresses longer than this are refused by most servers. */
const mostAddressLength = 2_048;

/**
 * Finds the hub of a feed (WebSub, section 4): Link headers first, then the feed's own links. Null where none is
 * offered, or where one is no http(s) address.
 */
export function discoverOffer({ url, linkHeader, hub, self }: OfferFacts): Offer | null {
  const links = readLinks(linkHeader);
  const chosen = address(links('hub') ?? hub, url);
  const topic = address(links('self') ?? self ?? url, url);
  return chosen === null || topic === null ? null : { hub: chosen, topic };
}

/** The target of the first link of a relation. A header that cannot be read says nothing. */
function readLinks(header: string | null): (rel: string) => string | null {
  if (header === null || header.length > mostHeaderLength) return () => null;
  try {
    const parsed = LinkHeader.parse(header);
    return (rel) => parsed.rel(rel)[0]?.uri || null;
  } catch {
    return () => null;
  }
}

/** An absolute http(s) address without user name, password or fragment; null for anything else. */
function address(text: string | null, base: string): string | null {
  if (text === null || !isUrl(text, base)) return null;
  const url = new URL(text, base);
  url.hash = '';
  const plain = /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
  return plain && url.href.length <= mostAddressLength ? url.href : null;
}
