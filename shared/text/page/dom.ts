import { createRequire } from 'node:module';
import { isUrl } from '../url/valid.js';
import { lightDocument, refill } from './light.js';
import { readableBlocks } from './readable.js';
import type { PageView } from './view.js';
import { walkDocument } from './walk.js';

/** jsdom takes a second and 60 MB to load, and few pages need it. */
const load = createRequire(import.meta.url);
let loaded: typeof import('jsdom') | null = null;

/** What a page is parsed with: `light` is parse5 with linkedom's nodes. */
export type Dom = 'light' | 'jsdom';

/** Parses stripped HTML, reads it into plain data, and asks Readability which of it is the article. */
export function viewPage(html: string, url: string, jsonLd: string[], dom: Dom): PageView {
  return dom === 'light' ? viewLightly(html, jsonLd) : viewWithJsdom(html, url, jsonLd);
}

function viewLightly(html: string, jsonLd: string[]): PageView {
  const document = lightDocument(html);
  const page = walkDocument(document);
  const readable = readableBlocks(document, html, refill).map((block) => block.text);
  return { ...page, jsonLd, readable };
}

/**
 * The window is closed before returning: without that (and a turn of the event loop between pages, which the
 * reader gives) jsdom's documents pile up.
 */
function viewWithJsdom(html: string, url: string, jsonLd: string[]): PageView {
  loaded ??= load('jsdom') as typeof import('jsdom');
  const dom = new loaded.JSDOM(html, { url: baseUrl(url) });
  try {
    const { Element } = dom.window;
    const inner = Object.getOwnPropertyDescriptor(Element.prototype, 'innerHTML')!;
    const document = dom.window.document as unknown as Document;
    const page = walkDocument(document);
    const blocks = readableBlocks(document, html, (body, value) => inner.set!.call(body, value));
    return { ...page, jsonLd, readable: blocks.map((block) => block.text) };
  } finally {
    dom.window.close();
  }
}

function baseUrl(url: string): string {
  return /^https?:\/\//i.test(url) && isUrl(url) ? url : 'about:blank';
}
