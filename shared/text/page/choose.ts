import { furnitureWords, isBoxName, isContentName, isFurnitureTag, isLeadName } from './hints.js';
import { isProse, type Line, normalise } from './line.js';
import { proseChars } from './second.js';
import type { Block, PageView } from './view.js';

/** A furniture word that would take more of the kept text than this names something else on this page. */
const MAX_FURNITURE_SHARE = 0.35;
/** Blocks with more of their characters in links than this are lists of links. */
const MAX_LINKS = 0.6;
/** A container named as the article's body is believed if it holds this much of what Readability kept. */
const MIN_BODY_SHARE = 0.5;

interface Choice {
  view: PageView;
  /** For each block: did Readability keep it? */
  kept: boolean[];
  /** For each container: characters of kept text inside. */
  chars: number[];
  total: number;
  /** Containers that are, or are inside, furniture. */
  furniture: boolean[];
}

/**
 * Chooses the article's blocks: those that Readability kept, the prose, lists and tables beside them in the
 * same body that it dropped, and the lead between title and body; less those in containers that are furniture
 * by tag, name or hiding, and lists of links.
 */
export function chooseLines(view: PageView, title: string | null = null): Line[] {
  const readable = chooseAround(view, markKept(view), title);
  const own = chooseAround(view, markProse(view), title);
  const chars = proseChars(readable);
  return chars < SCANT && proseChars(own) > RESCUE * chars ? own : readable;
}

/** Less prose than this is a doubtful article; more is Readability's word against ours, and its word counts. */
const SCANT = 700;
/** Where our own reading then finds this many times its prose, Readability took the wrong part. */
const RESCUE = 2;

function chooseAround(view: PageView, kept: boolean[], title: string | null): Line[] {
  if (!kept.includes(true)) return [];
  const choice = weigh(view, kept);
  const body = bodyOf(choice);
  const inBody = membership(view, body);
  const chosen = view.blocks.map((block, i) => {
    if (choice.furniture[block.container]) return false;
    return kept[i] ? true : inBody[block.container]! && isMissed(choice, block, i);
  });
  markLead(choice, chosen, title);
  return view.blocks.flatMap((block, i) => (chosen[i] && !isLinkList(block) ? [toLine(view, block)] : []));
}

function weigh(view: PageView, kept: boolean[]): Choice {
  const chars = keptChars(view, kept);
  const total = chars[0] ?? 0;
  return { view, kept, chars, total, furniture: furnitureContainers(view, chars, total) };
}

function toLine(view: PageView, block: Block): Line {
  const heading = /^h[1-6]$/.test(view.containers[block.container]?.tag ?? '');
  return { text: block.text, links: linkShare(block), heading };
}

function linkShare(block: Block): number {
  return block.linkChars / block.text.length;
}

function isLinkList(block: Block): boolean {
  return linkShare(block) > MAX_LINKS && block.text.length < 300;
}

const DATA_TAGS = new Set([
  'li',
  'tr',
  'td',
  'th',
  'dd',
  'dt',
  'pre',
  'blockquote',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
]);

/** Prose, or an item, row or heading that stands between kept blocks. */
function isMissed(choice: Choice, block: Block, index: number): boolean {
  if (isProse({ text: block.text, links: linkShare(block) }, 60)) return true;
  const tag = choice.view.containers[block.container]!.tag;
  const between = index > choice.kept.indexOf(true) && index < choice.kept.lastIndexOf(true);
  return between && DATA_TAGS.has(tag) && linkShare(block) < 0.3;
}

/** Readability moves and renames nodes, so blocks are recognised by their text, as often as it occurs. */
function markKept(view: PageView): boolean[] {
  const left = new Map<string, number>();
  for (const text of view.readable) {
    const key = normalise(text);
    left.set(key, (left.get(key) ?? 0) + 1);
  }
  return view.blocks.map((block) => {
    const key = normalise(block.text);
    const count = left.get(key) ?? 0;
    if (count > 0) left.set(key, count - 1);
    return count > 0;
  });
}

/**
 * Our own first guess, for pages that Readability misreads: the prose of the smallest container that holds
 * four fifths of the page's prose, furniture left out.
 */
function markProse(view: PageView): boolean[] {
  const inFurniture: boolean[] = [];
  view.containers.forEach((container, i) => {
    const own = isFurnitureTag(container.tag) || container.hidden || isBoxName(container.hints);
    inFurniture[i] =
      (own && container.tag !== 'body') || (container.parent >= 0 && inFurniture[container.parent]!);
  });
  const prose = view.blocks.map(
    (block) =>
      !inFurniture[block.container] &&
      linkShare(block) < 0.3 &&
      isProse({ text: block.text, links: linkShare(block) }, 80),
  );
  const chars = keptChars(view, prose);
  let root = 0;
  chars.forEach((count, i) => {
    if (count >= 0.8 * (chars[0] ?? 0)) root = i;
  });
  const inside = membership(view, root);
  return prose.map((is, i) => is && inside[view.blocks[i]!.container]!);
}

/** Characters of kept text below each container. Parents come before children, so one pass back suffices. */
function keptChars(view: PageView, kept: boolean[]): number[] {
  const chars = view.containers.map(() => 0);
  view.blocks.forEach((block, i) => {
    if (kept[i] && block.container >= 0) chars[block.container]! += block.text.length;
  });
  for (let i = view.containers.length - 1; i > 0; i--) {
    const parent = view.containers[i]!.parent;
    if (parent >= 0) chars[parent]! += chars[i]!;
  }
  return chars;
}

function furnitureContainers(view: PageView, chars: number[], total: number): boolean[] {
  const words = view.containers.map((container) => furnitureWords(container.hints));
  const shares = wordShares(view, words, chars);
  const limit = MAX_FURNITURE_SHARE * total;
  const other = otherArticles(view, chars, total);
  const out: boolean[] = [];
  view.containers.forEach((container, i) => {
    const named = words[i]!.some((word) => (shares.get(word) ?? 0) <= limit);
    const marked =
      named || other[i]! || ((isFurnitureTag(container.tag) || container.hidden) && chars[i]! <= limit);
    out[i] = marked || (container.parent >= 0 && out[container.parent]!);
  });
  return out;
}

/** Where one `<article>` holds half of the kept text, the articles beside it are cards of other pieces. */
function otherArticles(view: PageView, chars: number[], total: number): boolean[] {
  const main = view.containers.findIndex(({ tag }, i) => tag === 'article' && chars[i]! >= total / 2);
  if (main < 0) return view.containers.map(() => false);
  const inside = membership(view, main);
  return view.containers.map(({ tag }, i) => tag === 'article' && !inside[i] && chars[i]! < total / 2);
}

/** Kept characters below all containers that carry a word, each counted once. */
function wordShares(view: PageView, words: (readonly string[])[], chars: number[]): Map<string, number> {
  const shares = new Map<string, number>();
  const inside: Set<string>[] = [];
  view.containers.forEach((container, i) => {
    const above = container.parent >= 0 ? inside[container.parent]! : new Set<string>();
    const own = words[i]!.filter((word) => !above.has(word));
    for (const word of own) shares.set(word, (shares.get(word) ?? 0) + chars[i]!);
    inside[i] = own.length > 0 ? new Set([...above, ...own]) : above;
  });
  return shares;
}

/** The innermost container with nine tenths of the kept text, or the one named as body with half of it. */
function bodyOf({ view, chars, total }: Choice): number {
  let root = 0;
  let named = -1;
  view.containers.forEach((container, i) => {
    if (chars[i]! >= 0.9 * total) root = i;
    if (chars[i]! >= MIN_BODY_SHARE * total && isContentName(container.hints)) named = i;
  });
  return named >= 0 ? named : root;
}

/** For each container: is it the given one or inside it? */
function membership(view: PageView, root: number): boolean[] {
  const inside: boolean[] = [];
  view.containers.forEach((container, i) => {
    inside[i] = i === root || (container.parent >= 0 && inside[container.parent]!);
  });
  return inside;
}

/** Prose between the page's title and its body, and what is named as a lead there. */
function markLead({ view, furniture }: Choice, chosen: boolean[], title: string | null): void {
  const first = chosen.indexOf(true);
  if (first < 1 || title === null) return;
  const wanted = normalise(title);
  const heading = view.blocks.findLastIndex((block, i) => i <= first && normalise(block.text) === wanted);
  if (heading < 0 || first - heading > MAX_LEAD_BLOCKS) return;
  for (let i = heading + 1; i < first; i++) {
    const block = view.blocks[i]!;
    if (furniture[block.container] || linkShare(block) > 0.3) continue;
    if (LISTED.has(view.containers[block.container]!.tag)) continue;
    const named = ancestry(view, block.container, 4).some((at) => isLeadName(view.containers[at]!.hints));
    if (named ? block.text.length >= 40 : isProse({ text: block.text, links: linkShare(block) }, 80))
      chosen[i] = true;
  }
}

/** Lists and tables between title and body are navigation, key points or teasers. */
const LISTED = new Set(['li', 'ul', 'ol', 'td', 'tr', 'dd', 'dt', 'figure']);
/** Title and body are no further apart than byline, date, share bar and a picture. */
const MAX_LEAD_BLOCKS = 40;

function ancestry(view: PageView, container: number, depth: number): number[] {
  const out: number[] = [];
  for (let at = container; at >= 0 && out.length < depth; at = view.containers[at]!.parent) out.push(at);
  return out;
}
