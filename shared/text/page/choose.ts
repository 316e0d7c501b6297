import { isFurnitureName, isFurnitureTag } from './hints.js';
import { isProse, type Line, normalise } from './line.js';
import type { Block, PageView } from './view.js';

/** A container named as furniture that holds more of the article than this is misnamed ("with-sidebar"). */
const MAX_FURNITURE_SHARE = 0.35;
/** Blocks with more of their characters in links than this are lists of links. */
const MAX_LINKS = 0.6;

interface Candidate extends Block {
  kept: boolean;
}

/**
 * Chooses the article's blocks: those that Readability kept, those between them that it dropped but that read
 * as prose, less those in containers that are furniture by tag, name or density of links.
 */
export function chooseLines(view: PageView): Line[] {
  const candidates = markKept(view);
  const first = candidates.findIndex((block) => block.kept);
  if (first < 0) return [];
  const last = candidates.findLastIndex((block) => block.kept);
  const furniture = furnitureContainers(view, candidates);
  const root = rootOf(view, candidates);
  const lines: Line[] = [];
  for (let i = first; i <= last; i++) {
    const block = candidates[i]!;
    if (furniture.has(block.container)) continue;
    if (!block.kept && !(isWithin(view, block.container, root) && isMissedProse(block))) continue;
    if (isLinkList(block)) continue;
    lines.push(toLine(view, block));
  }
  return lines;
}

function toLine(view: PageView, block: Block): Line {
  const heading = /^h[1-6]$/.test(view.containers[block.container]?.tag ?? '');
  return { text: block.text, links: block.linkChars / block.text.length, heading };
}

function isMissedProse(block: Block): boolean {
  return isProse({ text: block.text, links: block.linkChars / block.text.length }, 60);
}

function isLinkList(block: Block): boolean {
  return block.linkChars / block.text.length > MAX_LINKS && block.text.length < 300;
}

/** Readability moves and renames nodes, so blocks are recognised by their text, as often as it occurs. */
function markKept(view: PageView): Candidate[] {
  const kept = new Map<string, number>();
  for (const text of view.readable) {
    const key = normalise(text);
    kept.set(key, (kept.get(key) ?? 0) + 1);
  }
  return view.blocks.map((block) => {
    const key = normalise(block.text);
    const left = kept.get(key) ?? 0;
    if (left > 0) kept.set(key, left - 1);
    return { ...block, kept: left > 0 };
  });
}

/** Every container inside (or being) one whose tag, name or hiding says furniture. */
function furnitureContainers(view: PageView, candidates: Candidate[]): Set<number> {
  const chars = keptChars(view, candidates);
  const total = candidates.reduce((sum, block) => sum + (block.kept ? block.text.length : 0), 0);
  const out = new Set<number>();
  view.containers.forEach((container, index) => {
    const named = isFurnitureTag(container.tag) || isFurnitureName(container.hints) || container.hidden;
    if ((named && chars[index]! <= MAX_FURNITURE_SHARE * total) || out.has(container.parent)) out.add(index);
  });
  return out;
}

/** Characters of kept text below each container. Parents come before children, so one pass back suffices. */
function keptChars(view: PageView, candidates: Candidate[]): number[] {
  const chars = view.containers.map(() => 0);
  for (const block of candidates)
    if (block.kept && block.container >= 0) chars[block.container]! += block.text.length;
  for (let i = view.containers.length - 1; i >= 0; i--) {
    const parent = view.containers[i]!.parent;
    if (parent >= 0) chars[parent]! += chars[i]!;
  }
  return chars;
}

/** The innermost container that holds at least nine tenths of the kept text. */
function rootOf(view: PageView, candidates: Candidate[]): number {
  const chars = keptChars(view, candidates);
  const total = candidates.reduce((sum, block) => sum + (block.kept ? block.text.length : 0), 0);
  let root = 0;
  chars.forEach((count, index) => {
    if (count >= 0.9 * total) root = index;
  });
  return root;
}

function isWithin(view: PageView, container: number, root: number): boolean {
  for (let at = container; at >= 0; at = view.containers[at]!.parent) if (at === root) return true;
  return false;
}
