import { plainName } from '../copy/credit.js';

/** Which outlets belong to one owner: together they are one independent voice. */
export interface Owners {
  /** The owner of an outlet by its domain or the name it goes by; null where none is named. */
  of(outlet: string): string | null;
  /** How many outlets have an owner. */
  readonly size: number;
}

/** Nobody owns two outlets. */
export const noOwners: Owners = { of: () => null, size: 0 };

/** A line that cannot be read, in one sentence that names it. */
export class OwnersError extends Error {
  override name = 'OwnersError';
}

/** A file with more lines is no list of owners. */
const mostLines = 100_000;
const longestName = 200;

/**
 * Reads a list of owners: one a line, `Owner: outlet, outlet`, each outlet by its domain or the name it goes by. Empty
 * lines and what follows a `#` are passed over; an owner may have several lines.
 * @throws OwnersError that names the first line that does not fit
 */
export function readOwners(text: string): Owners {
  const owners = new Map<string, { owner: string; line: number }>();
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  if (lines.length > mostLines) throw new OwnersError(`has more than ${mostLines} lines`);
  lines.forEach((raw, at) => {
    for (const { owner, outlet } of readLine(raw, at + 1)) {
      const key = keyOf(outlet);
      const known = owners.get(key);
      if (known !== undefined && known.owner !== owner)
        throw new OwnersError(
          `gives "${outlet}" to ${owner} in line ${at + 1} and to ${known.owner} in line ${known.line}`,
        );
      owners.set(key, { owner, line: at + 1 });
    }
  });
  return { of: (outlet) => owners.get(keyOf(outlet))?.owner ?? null, size: owners.size };
}

function readLine(raw: string, line: number): { owner: string; outlet: string }[] {
  const text = raw.replace(/(^|\s)#.*$/, '').trim();
  if (text === '') return [];
  const colon = text.indexOf(':');
  const owner = text.slice(0, colon).trim();
  const outlets = text
    .slice(colon + 1)
    .split(',')
    .map((each) => each.trim());
  if (colon < 1 || owner === '' || outlets.some((each) => each === ''))
    throw new OwnersError(`does not have "Owner: outlet, outlet" in line ${line}`);
  const long = [owner, ...outlets].find((each) => each.length > longestName);
  if (long !== undefined)
    throw new OwnersError(`has a name of more than ${longestName} letters in line ${line}`);
  const address = outlets.find((each) => each.includes('/'));
  if (address !== undefined)
    throw new OwnersError(`has the address "${address}" in line ${line}: name its domain alone`);
  return outlets.map((outlet) => ({ owner, outlet }));
}

/** A domain is kept whole: "courier.example" and "courier.test" are two outlets. */
function keyOf(outlet: string): string {
  const domain = outlet.toLowerCase().replace(/^www\./, '');
  return /^[^\s.]+(?:\.[^\s.]+)+$/.test(domain) ? domain : `name ${plainName(outlet)}`;
}
