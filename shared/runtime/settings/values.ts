import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { type Owners, readOwners } from '@hearsay/text/outlet';

/** An override of name resolution: this host's connections go to that address and port over plain HTTP. */
export interface HostOverride {
  host: string;
  address: string;
  port: number;
}

/** One setting: how it is read, what it is when unset, what it is for. */
export interface Setting<T> {
  default: string | null;
  about: string;
  read(value: string): T;
}

/** A bad value, said so that a person can mend it. */
export class BadValue extends Error {}

export const text: Setting<string>['read'] = (value) => value;

export function number(min: number, max: number): (value: string) => number {
  return (value) => {
    const parsed = value.trim() === '' ? Number.NaN : Number(value);
    if (!(parsed >= min && parsed <= max)) throw new BadValue(`must be a number from ${min} to ${max}`);
    return parsed;
  };
}

export function oneOf<T extends string>(...choices: T[]): (value: string) => T {
  return (value) => {
    const choice = choices.find((each) => each === value);
    if (choice === undefined) throw new BadValue(`must be one of ${choices.join(', ')}`);
    return choice;
  };
}

export function address(...protocols: string[]): (value: string) => string {
  return (value) => {
    const known = URL.canParse(value) && protocols.includes(new URL(value).protocol.slice(0, -1));
    if (!known)
      throw new BadValue(
        `must be an address that starts with ${protocols.map((p) => `${p}://`).join(' or ')}`,
      );
    return value;
  };
}

export function cidrs(value: string): string[] {
  const ranges = value
    .split(',')
    .map((range) => range.trim())
    .filter(Boolean);
  for (const range of ranges) {
    const [ip = '', bits = ''] = range.split('/');
    const longest = isIP(ip) === 6 ? 128 : 32;
    if (isIP(ip) === 0 || !/^\d{1,3}$/.test(bits) || Number(bits) > longest) {
      throw new BadValue(`must be address ranges such as 10.0.0.0/8, parted by commas ("${range}" is none)`);
    }
  }
  return ranges;
}

const unitSeconds: Record<string, number> = { s: 1, m: 60, h: 3_600, d: 86_400 };

/** "1h" as seconds. */
export function duration(value: string): number {
  const [, amount, unit = 's'] = /^(\d+(?:\.\d+)?)\s*([smhd])?$/i.exec(value.trim()) ?? [];
  const seconds = Number(amount) * (unitSeconds[unit.toLowerCase()] as number);
  if (amount === undefined || seconds > 10 * 365 * 86_400)
    throw new BadValue(
      `must be a time such as 90s, 10m, 1h or 7d, of at most ten years ("${value}" is none)`,
    );
  return seconds;
}

/** "1h,6h" as seconds; "none" for none at all. */
export function durations(value: string): number[] {
  if (value.trim() === 'none') return [];
  const all = value.split(',').map(duration);
  if (all.some((each, at) => each <= (all[at - 1] ?? 0)))
    throw new BadValue('must be times that grow, such as 1h,6h,24h,7d, or none');
  return all;
}

export function ports(value: string): number[] {
  return value.split(',').map((each) => {
    const port = Number(each.trim());
    if (!Number.isInteger(port) || port < 1 || port > 65_535)
      throw new BadValue(`must be ports from 1 to 65535 parted by commas ("${each.trim()}" is none)`);
    return port;
  });
}

/** `ip` or `ip:port` (IPv6 in brackets where a port follows). */
export function nameServer(value: string): string {
  const ip = /^\[?([0-9a-f:.]+?)\]?(?::(\d{1,5}))?$/i.exec(isIP(value) === 6 ? `[${value}]` : value);
  if (ip === null || isIP(ip[1] as string) === 0) throw new BadValue('must be an address such as 9.9.9.9:53');
  return value;
}

/** A product token first (RFC 9309, 2.2.1), and nothing that could end the header. */
export function userAgent(value: string): string {
  if (!/^[A-Za-z_-]+(?:\/[\w.-]+)?(?: [ -~]+)?$/.test(value))
    throw new BadValue(
      'must be like TribuneDesk/1.0 (+https://tribune.example/robot): a name, a version, a contact',
    );
  return value;
}

export function overrides(value: string): HostOverride[] {
  return value
    .split(',')
    .map((each) => each.trim())
    .filter(Boolean)
    .map((each) => {
      const parts = /^([^=\s]+)=(\[[0-9a-f:.]+\]|[0-9.]+):(\d{1,5})$/i.exec(each);
      const ip = parts?.[2]?.replace(/^\[|\]$/g, '') ?? '';
      const port = Number(parts?.[3]);
      if (!parts || isIP(ip) === 0 || port < 1 || port > 65_535) {
        throw new BadValue(`must be host=address:port entries parted by commas ("${each}" is none)`);
      }
      return { host: (parts[1] as string).toLowerCase(), address: ip, port };
    });
}

/** A list of owners, with where it was read. */
export interface OwnersFile {
  path: string;
  owners: Owners;
}

export function ownersFile(path: string): OwnersFile {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new BadValue(`names a file that cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
  try {
    return { path, owners: readOwners(text) };
  } catch (error) {
    throw new BadValue(`names a file that ${(error as Error).message}`);
  }
}
