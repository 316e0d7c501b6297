import { plainName } from './plain-name.js';

/** An outlet that is watched: its name in a text then stands for its domain. */
export interface WatchedOutlet {
  outlet: string;
  outletName: string;
}

/** Watched outlets by every form of their names that means one of them alone. */
export interface WatchedNames {
  /** Full names, lower case, without "The". */
  full: ReadonlyMap<string, WatchedOutlet>;
  /** The same without "News", "TV"…: "Vista" for "Vista TV". Outlets only where the words around say so. */
  short: ReadonlyMap<string, WatchedOutlet>;
  /** Last words: "the Courier". */
  last: ReadonlyMap<string, WatchedOutlet>;
}

/** Words at the end of an outlet's name that running text leaves out. */
const suffix =
  /\s(?:news agency|press agency|news network|news service|newswire|news|tv|television|online|radio|agency|network|wire)$/;
const nothing: WatchedNames = { full: new Map(), short: new Map(), last: new Map() };
const cache = new WeakMap<readonly WatchedOutlet[], WatchedNames>();

/** Reads a list of watched outlets once; the same list again is free. */
export function watchedNames(outlets: readonly WatchedOutlet[] | undefined): WatchedNames {
  if (outlets === undefined) return nothing;
  const known = cache.get(outlets);
  if (known !== undefined) return known;
  const full = new Map(outlets.map((each) => [nameOf(each), each] as const));
  const names: WatchedNames = {
    full,
    short: onlyOnes(outlets, full, shortName),
    last: onlyOnes(outlets, full, (name) => (name.includes(' ') ? name.split(' ').at(-1)! : null)),
  };
  cache.set(outlets, names);
  return names;
}

const nameOf = (each: WatchedOutlet): string => plainName(each.outletName).toLowerCase();

/** The name without what text leaves out at its end; null where nothing is left to leave out. */
export function shortName(name: string): string | null {
  const short = name.toLowerCase().replace(suffix, '');
  return short === name.toLowerCase() || short.length < 3 ? null : short;
}

function onlyOnes(
  outlets: readonly WatchedOutlet[],
  full: ReadonlyMap<string, WatchedOutlet>,
  form: (name: string) => string | null,
): Map<string, WatchedOutlet> {
  const found = new Map<string, WatchedOutlet>();
  const shared = new Set<string>();
  for (const each of outlets) {
    const name = form(nameOf(each));
    if (name === null || full.has(name)) continue;
    const other = found.get(name);
    if (other !== undefined && other.outlet !== each.outlet) shared.add(name);
    else found.set(name, each);
  }
  for (const name of shared) found.delete(name);
  return found;
}
