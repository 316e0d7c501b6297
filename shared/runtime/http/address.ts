import ipaddr from 'ipaddr.js';
import { HttpError } from './error.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Network = [Address, number];

/** True for an address that may be connected to. */
export type AddressCheck = (address: string) => boolean;

/**
 * Public by their range, but answered by the cloud's own plumbing:
 * Azure's WireServer hands out machine configuration and credentials.
 */
const PLUMBING: readonly Network[] = [ipaddr.parseCIDR('168.63.129.16/32')];

/** All IPv6 unicast addresses that IANA gives out; IPv4-compatible ones and what is not assigned lie outside. */
const IPV6_UNICAST = ipaddr.parseCIDR('2000::/3');

/**
 * Makes the check of addresses. Refused is whatever IANA does not list as ordinary unicast: private, loopback,
 * link-local (with the metadata service 169.254.169.254), carrier-grade NAT, multicast, documentation, and every
 * IPv6 form that carries an IPv4 address inside (mapped, compatible, 6to4, Teredo, NAT64), as the inner one may be
 * private. `allowNetworks` (CIDR, or a single address) lets ranges through.
 */
export function addressCheck(allowNetworks: readonly string[]): AddressCheck {
  const allowed = allowNetworks.map(parseNetwork);
  return (text) => {
    const address = parseAddress(text);
    if (address === null) return false;
    if (allowed.some((network) => within(address, network))) return true;
    if (PLUMBING.some((network) => within(address, network))) return false;
    return address.range() === 'unicast' && (address.kind() === 'ipv4' || within(address, IPV6_UNICAST));
  };
}

/** The bare address of a URL's host if it is one (brackets removed), or null if it is a name. */
export function literalAddress(hostname: string): string | null {
  const bare = hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
  return ipaddr.isValid(bare) ? bare : null;
}

function parseNetwork(text: string): Network {
  const value = text.trim();
  try {
    if (value.includes('/')) return ipaddr.parseCIDR(value);
    const address = ipaddr.parse(value);
    return [address, address.kind() === 'ipv4' ? 32 : 128];
  } catch {
    throw new HttpError('bad-setting', `"${value}" is not an address range such as 10.0.0.0/8.`);
  }
}

/** An IPv4-mapped address is judged as the IPv4 address it is. */
function parseAddress(text: string): Address | null {
  try {
    return ipaddr.process(text.split('%', 1)[0] ?? '');
  } catch {
    return null;
  }
}

function within(address: Address, [base, bits]: Network): boolean {
  if (address.kind() !== base.kind()) return false;
  return (address as ipaddr.IPv4).match(base as ipaddr.IPv4, bits);
}
