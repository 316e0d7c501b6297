import type { OutletMention } from './recognise.js';
import { recogniseOutlet } from './recognise.js';
import type { WatchedOutlet } from './watched.js';

const agencyPattern = /[([](\p{Lu}[\p{L}\p{N}.’'&-]*(?:\s[\p{L}\p{N}.’'&-]+){0,4})[)\]]/u;

/** The agency in the brackets of a dateline, "PORTSIDE (Halcyon) - ": by its place an outlet, known or not. */
export function creditedAgency(
  dateline: string,
  offset: number,
  known: readonly WatchedOutlet[] | undefined,
): OutletMention | null {
  const found = agencyPattern.exec(dateline);
  if (found === null) return null;
  const name = found[1]!;
  const start = offset + found.index + 1;
  const { outlet, outletName } = recogniseOutlet(name, known) ?? { outlet: null, outletName: name };
  return { start, end: start + name.length, outlet, outletName, weak: false };
}

const given =
  /(?:\b(?:report(?:ing)?|story|article|text|material|content|copy)\s+(?:(?:was|is)\s+)?(?:supplied|provided|distributed|contributed|produced)\s+by|\b(?:additional|further|extra|more)\s+reporting\s+(?:by|from)(?:\s+\p{Lu}[\p{L}.’'-]*){0,4},?|\bwith\s+(?:(?:additional|extra)\s+)?(?:reporting|files|material|contributions|inputs?)\s+(?:from|by))\s+(?:the\s+)?$/iu;

/** "(Reuters)", "— Reuters" at the end of a paragraph, "© 2024 AFP", "Report supplied by …", "Additional reporting by …". */
export function isCredit(before: string, after: string, mention: OutletMention): boolean {
  if (/(?:©|\(c\)|copyright)\s*(?:\d{4}\s*)?(?:by\s+)?(?:the\s+)?$/i.test(before)) return true;
  if (given.test(before) || /^,?\s+contributed\s+(?:to\s+this|reporting)\b/i.test(after)) return true;
  if (mention.outlet === null) return false;
  if (/\(\s*$/.test(before) && /^\s*\)/.test(after)) return true;
  return /(?:^|[.!?”"]\s*)[—–-]\s*(?:the\s+)?$/i.test(before) && /^[.\s]*$/.test(after);
}
