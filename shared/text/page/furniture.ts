import type { Line } from './line.js';
import {
  CREDIT_END,
  CREDIT_LABEL,
  CREDIT_START,
  FURNITURE,
  MAX_FURNITURE,
  NETWORKS,
  RELATED_POINTER,
  SHARE_FILLERS,
  SHARE_VERBS,
} from './phrases.js';

const networks = new Set(NETWORKS.split(' '));
const verbs = new Set(SHARE_VERBS.split(' '));
const shareWords = new Set([...networks, ...verbs, ...SHARE_FILLERS.split(' ')]);

/** Longest share bar in words: one label for each network. */
const MAX_SHARE_WORDS = 30;
const CREDITS = [CREDIT_START, CREDIT_END, CREDIT_LABEL];
/** A caption is short; a paragraph that happens to end with an agency's name is not. */
const MAX_CAPTION = 350;

/**
 * The kind of page furniture a line is ("share", "duration", "newsletter", "donation" …), or null where it may
 * be text of the article. Looks at the line alone.
 */
export function furnitureKind(line: Line): string | null {
  const text = line.text;
  if (!/[\p{L}\p{N}]/u.test(text)) return 'ornament';
  if (text.length > MAX_FURNITURE) return null;
  if (isShareBar(text)) return 'share';
  for (const [kind, patterns] of Object.entries(FURNITURE))
    if (patterns.some((pattern) => pattern.test(text))) return kind;
  if (RELATED_POINTER.test(text) && (line.links > 0.3 || text.length < 200)) return 'pointer';
  if (text.length <= MAX_CAPTION && CREDITS.some((credit) => credit.test(text))) return 'caption';
  return null;
}

function isShareBar(text: string): boolean {
  if (text.length > 240) return false;
  const words = text
    .toLowerCase()
    .split(/[^\p{L}\p{N}+-]+/u)
    .filter((word) => word !== '');
  if (words.length === 0 || words.length > MAX_SHARE_WORDS) return false;
  return words.every((word) => shareWords.has(word)) && words.some((w) => networks.has(w) || verbs.has(w));
}
