import type { Span } from '../span.js';
import { type Citation, findCitations } from './index.js';
import { namedIn } from './named.js';
import { plainName } from './plain-name.js';
import { type WatchedOutlet, watchedNames } from './watched.js';

/**
 * What an article cites, once the outlets of its story are known by name: besides those that were found by their look ("Harbour Tribune")
 * those that nothing but the list tells ("Copper reported that …").
 * @param cites as `findCitations` found them without a list
 * @param self the article's own outlet
 * @param outlets of the story, in any order; a name that two of them share means neither
 * @returns in order of their places; `cites` itself where nothing is added
 */
export function citeKnown(
  cites: Citation[],
  text: string,
  self: WatchedOutlet,
  outlets: readonly WatchedOutlet[],
): Citation[] {
  const others = ownNamed(outlets).filter(({ outlet }) => outlet !== self.outlet);
  const places = namedIn(text, others);
  if (places.length === 0) return cites;
  const named = new Set(places.map(({ outlet }) => outlet));
  const fresh = findCitations(
    text,
    self,
    others.filter(({ outlet }) => named.has(outlet)),
  ).filter(
    (each) =>
      each.outlet !== null && named.has(each.outlet) && !cites.some((cite) => overlaps(cite.span, each.span)),
  );
  return fresh.length === 0 ? cites : [...cites, ...fresh].sort((a, b) => a.span.start - b.span.start);
}

/** Citations with the domains of the outlets that their names are those of, where the name is one outlet's alone. */
export function withDomains(cites: Citation[], outlets: readonly WatchedOutlet[]): Citation[] {
  const { full } = watchedNames(ownNamed(outlets));
  return cites.map((cite) => {
    const own = cite.outlet === null ? full.get(plainName(cite.outletName).toLowerCase()) : undefined;
    return own === undefined ? cite : { ...cite, outlet: own.outlet, outletName: own.outletName };
  });
}

const overlaps = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;

/** The outlets whose names are theirs alone, in order of their domains. */
export function ownNamed(outlets: readonly WatchedOutlet[]): WatchedOutlet[] {
  const owners = new Map<string, Set<string>>();
  for (const { outlet, outletName } of outlets) {
    const name = plainName(outletName).toLowerCase();
    owners.set(name, (owners.get(name) ?? new Set()).add(outlet));
  }
  const key = ({ outlet, outletName }: WatchedOutlet): string => `${outlet}\n${outletName}`;
  const each = new Map(
    outlets.map(({ outlet, outletName }) => [key({ outlet, outletName }), { outlet, outletName }]),
  );
  return [...each.values()]
    .filter(({ outletName }) => owners.get(plainName(outletName).toLowerCase())!.size === 1)
    .sort((a, b) => (key(a) < key(b) ? -1 : 1));
}
