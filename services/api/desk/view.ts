import { isSameOrigin } from '@hearsay/text/origin';
import { ranked } from '../contract.js';
import type { GridClaim } from './grid.js';

/** Cells of one page of the grid: more take a browser's time and a reader's courage. */
const mostCells = 2_000;

/** Claims on a page, at least and at most, and those that the grid begins with at most. */
const [leastClaims, mostClaims, mostLeading] = [12, 100, 50] as const;

/** Which claims of a story the grid shows: those that lead, or those that fit, in pages. */
export interface GridView {
  claims: 'lead' | 'all' | 'disputed' | 'varies';
  /** Only what this outlet says something of, by its domain. */
  outlet: string | null;
  /** Only what rests on this origin, by its name. */
  origin: string | null;
  /** From 1 on. */
  page: number;
}

/** What the grid shows when nothing is asked for. */
export const leading: GridView = { claims: 'lead', outlet: null, origin: null, page: 1 };

/** The view that the address of a page asks for; what makes no sense is passed over. */
export function readView(query: Record<string, string>): GridView {
  const outlet = query.outlet?.trim() || null;
  const origin = query.origin?.trim() || null;
  const asked = (['all', 'disputed', 'varies'] as const).find((each) => each === query.claims);
  const page = Number(query.page ?? '1');
  return {
    claims: asked ?? (outlet === null && origin === null ? 'lead' : 'all'),
    outlet,
    origin,
    page: Number.isInteger(page) && page > 0 && page < 100_000 ? page : 1,
  };
}

/** The address of a view of a story's grid. */
export function viewHref(story: string, { claims, outlet, origin, page }: GridView): string {
  const query = new URLSearchParams();
  if (claims !== 'lead') query.set('claims', claims);
  if (outlet !== null) query.set('outlet', outlet);
  if (origin !== null) query.set('origin', origin);
  if (page > 1) query.set('page', String(page));
  const asked = query.toString();
  return `/stories/${story}${asked === '' ? '' : `?${asked}`}#grid`;
}

/** The claims of one page of a view. */
export interface ChosenClaims {
  shown: GridClaim[];
  /** How many fit the view on all its pages. */
  fitting: number;
  page: number;
  pages: number;
}

/**
 * The claims that a view shows, disputed and most carried first. `outlets`: columns of the grid; `varied`: ids of claims that
 * some outlet varies; `said`: ids of claims that the view's outlet says something of, null where it names none.
 */
export function chooseClaims(
  claims: GridClaim[],
  view: GridView,
  outlets: number,
  { varied, said }: { varied: ReadonlySet<string>; said: ReadonlySet<string> | null },
): ChosenClaims {
  if (view.claims === 'lead') {
    const shown = ranked(claims).slice(0, leadingCount(claims, outlets));
    return { shown, fitting: shown.length, page: 1, pages: 1 };
  }
  const fitting = ranked(claims).filter(
    (claim) =>
      (view.claims !== 'disputed' || claim.counts.disputingOutlets > 0) &&
      (view.claims !== 'varies' || varied.has(claim.id)) &&
      (said === null || said.has(claim.id)) &&
      (view.origin === null ||
        claim.origins.some((each) => isSameOrigin(each, { kind: each.kind, name: view.origin ?? '' }))),
  );
  const size = Math.max(leastClaims, Math.min(mostClaims, Math.floor(mostCells / Math.max(1, outlets))));
  const pages = Math.max(1, Math.ceil(fitting.length / size));
  const page = Math.min(view.page, pages);
  return { shown: fitting.slice((page - 1) * size, page * size), fitting: fitting.length, page, pages };
}

/**
 * How many of the ranked claims the grid begins with: those that are disputed or that another outlet carries too, as far as
 * there is room; some of the others where these are few.
 */
function leadingCount(claims: GridClaim[], outlets: number): number {
  const shared = claims.filter(({ counts }) => counts.outlets > 1 || counts.disputingOutlets > 0).length;
  const room = Math.min(mostLeading, Math.max(leastClaims, Math.floor(mostCells / Math.max(1, outlets))));
  return Math.min(claims.length, room, Math.max(leastClaims, shared));
}
