import { isElsewhere } from './hints.js';
import type { PageView } from './view.js';
import { collapse } from './walk.js';

/** What a page knows its site by. */
export interface Site {
  name: string | null;
  publisher: string | null;
  domain: string;
}

/** The content of the first of these `<meta>` keys that the page has, in the order of the keys. */
export function metaContent(view: PageView, keys: string[]): string | null {
  for (const key of keys) {
    const found = view.metas.find((each) => each.key === key);
    if (found) return collapse(found.content);
  }
  return null;
}

/** Index of the block that says the title, or -1. */
export function titleBlock(view: PageView, title: string | null): number {
  if (title === null) return -1;
  const wanted = collapse(title).toLowerCase();
  const inHeading = view.blocks.findIndex(
    (block) =>
      /^h[1-3]$/.test(view.containers[block.container]?.tag ?? '') && block.text.toLowerCase() === wanted,
  );
  return inHeading >= 0 ? inHeading : view.blocks.findIndex((block) => block.text.toLowerCase() === wanted);
}

/** True if a container is in a part of the page that is about other people and pieces: comments, other news. */
export function isElsewhereInPage(view: PageView, container: number): boolean {
  for (let at = container; at >= 0; at = view.containers[at]!.parent)
    if (view.containers[at]!.tag !== 'body' && isElsewhere(view.containers[at]!.hints)) return true;
  return false;
}
