import type { Block, Clue, Container, PageView } from './view.js';

/** Elements that CSS shows in line; all others end the block before them. */
const INLINE = new Set(
  (
    'a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rp rt ruby s samp ' +
    'small span strike strong sub sup time tt u var wbr g-emoji'
  ).split(' '),
);
const STRONG = new Set(['b', 'strong', 'em', 'i', 'big']);
/** Elements whose text is never read aloud. */
const SKIPPED = new Set([
  'script',
  'style',
  'head',
  'template',
  'select',
  'option',
  'textarea',
  'rp',
  'title',
]);
const SEPARATED = new Set(['td', 'th']);
const SCREEN_READER = /\b(sr-only|screen-reader(-text)?|visually-?hidden|a11y-hidden|element-invisible)\b/;
const LABEL_SPAN =
  /caption|kicker|dachzeile|spitzmarke|overline|roofline|topline|toplabel|pretitle|pre-title|supertitle|suptitle|eyebrow|headline-intro|catchline|ressort/;
const AUTHOR_HINT = /byline|author|autor|writer|verfasser|redakteur|journalist|contributor|signature/;
const DATE_HINT = /date|datum|time(?!line)|publish|posted|fecha|datetime|timestamp|pubdate|veroeffentlich/;

const ELEMENT = 1;
const TEXT = 3;
const MAX_BLOCKS = 20_000;
const MAX_CLUES = 200;
/** Longest text that may be a byline or a dateline. */
const MAX_CLUE = 300;

/** Reads a DOM's text into blocks and containers, and its metadata sources; does not change the DOM. */
export function walkDocument(document: Document): Omit<PageView, 'jsonLd' | 'readable'> {
  const head = readHead(document);
  const walker = new Walker();
  if (document.body) walker.walk(document.body);
  return { ...head, blocks: walker.blocks, containers: walker.containers, clues: walker.clues };
}

/** Reads the text below one element into blocks. */
export function walkElement(element: Element): Block[] {
  const walker = new Walker();
  walker.walk(element);
  return walker.blocks;
}

function readHead(document: Document): Pick<PageView, 'lang' | 'pageTitle' | 'metas' | 'canonical'> {
  const metas: PageView['metas'] = [];
  for (const meta of Array.from(document.getElementsByTagName('meta')).slice(0, 500)) {
    const content = meta.getAttribute('content');
    if (content === null || content.trim() === '') continue;
    for (const name of ['property', 'name', 'itemprop', 'http-equiv']) {
      const key = meta.getAttribute(name);
      if (key !== null) metas.push({ key: key.trim().toLowerCase(), content: content.trim() });
    }
  }
  let canonical: string | null = null;
  for (const link of Array.from(document.getElementsByTagName('link')).slice(0, 500))
    if (/\bcanonical\b/i.test(link.getAttribute('rel') ?? '')) canonical ??= link.getAttribute('href');
  const pageTitle = collapse(document.getElementsByTagName('title')[0]?.textContent ?? '');
  return { lang: document.documentElement?.getAttribute('lang') ?? null, pageTitle, metas, canonical };
}

class Walker {
  readonly blocks: Block[] = [];
  readonly containers: Container[] = [];
  readonly clues: Clue[] = [];
  private buffer = '';
  private linkChars = 0;
  private strongChars = 0;
  private breaks = 0;
  private container = -1;
  private inLink = 0;
  private inStrong = 0;
  private inTitle = 0;

  /** Iterative, so that depth costs no stack. */
  walk(root: Element): void {
    this.enter(root);
    let node: Node = root;
    for (;;) {
      const child = this.descends(node) ? node.firstChild : null;
      if (child) {
        node = child;
        this.visit(node);
        continue;
      }
      while (node !== root && !node.nextSibling) {
        this.leave(node);
        node = node.parentNode as Node;
      }
      this.leave(node);
      if (node === root || this.blocks.length > MAX_BLOCKS) break;
      node = node.nextSibling as Node;
      this.visit(node);
    }
    this.flush();
  }

  private descends(node: Node): boolean {
    return node.nodeType === ELEMENT && !this.skipped(node as Element);
  }

  private skipped(element: Element): boolean {
    return SKIPPED.has(element.localName);
  }

  private visit(node: Node): void {
    if (node.nodeType === TEXT) this.add((node as Text).data);
    else if (node.nodeType === ELEMENT && !this.skipped(node as Element)) this.enter(node as Element);
  }

  private enter(element: Element): void {
    const tag = element.localName;
    if (tag === 'br') {
      if (++this.breaks >= 2) this.flush();
      else this.buffer += '\n';
      return;
    }
    const hints = hintsOf(element);
    this.clue(element, tag, hints);
    if (tag === 'a') this.inLink++;
    if (tag === 'h1') this.inTitle++;
    if (STRONG.has(tag)) this.inStrong++;
    if (SEPARATED.has(tag)) this.buffer += ' ';
    if (this.isInline(tag, hints)) return;
    if (!SEPARATED.has(tag)) this.flush();
    const hidden =
      element.hasAttribute('hidden') ||
      element.getAttribute('aria-hidden') === 'true' ||
      SCREEN_READER.test(hints);
    this.containers.push({ tag, parent: this.container, hints, hidden });
    this.stack.push(this.container);
    this.container = this.containers.length - 1;
  }

  private readonly stack: number[] = [];

  private leave(node: Node): void {
    if (node.nodeType !== ELEMENT || this.skipped(node as Element)) return;
    const element = node as Element;
    const tag = element.localName;
    if (tag === 'br') return;
    if (tag === 'a') this.inLink--;
    if (tag === 'h1') this.inTitle--;
    if (STRONG.has(tag)) this.inStrong--;
    if (SEPARATED.has(tag)) this.buffer += ' ';
    if (this.isInline(tag, hintsOf(element))) return;
    if (!SEPARATED.has(tag)) this.flush();
    this.container = this.stack.pop() ?? -1;
  }

  /**
   * A span for screen readers, a caption, a label above a headline and the parts of a title are containers, so
   * that they can be told apart.
   */
  private isInline(tag: string, hints: string): boolean {
    if (!INLINE.has(tag)) return false;
    if (this.inTitle > 0 && (tag === 'small' || (tag === 'span' && hints !== ''))) return false;
    return !(tag === 'span' && (SCREEN_READER.test(hints) || LABEL_SPAN.test(hints)));
  }

  private add(data: string): void {
    this.buffer += data;
    const chars = collapse(data).length;
    if (chars === 0) return;
    this.breaks = 0;
    if (this.inLink > 0) this.linkChars += chars;
    if (this.inStrong > 0) this.strongChars += chars;
  }

  private flush(): void {
    const text = collapse(this.buffer);
    if (text !== '')
      this.blocks.push({
        text,
        container: this.container,
        linkChars: Math.min(this.linkChars, text.length),
        strongChars: Math.min(this.strongChars, text.length),
      });
    this.buffer = '';
    this.linkChars = 0;
    this.strongChars = 0;
    this.breaks = 0;
  }

  private clue(element: Element, tag: string, hints: string): void {
    if (this.clues.length >= MAX_CLUES) return;
    const isDate = tag === 'time' || DATE_HINT.test(hints);
    const isAuthor = AUTHOR_HINT.test(hints) || hints.includes('rel:author');
    if (!isDate && !isAuthor) return;
    const text = spacedText(element);
    const value =
      element.getAttribute('datetime') ?? element.getAttribute('content') ?? element.getAttribute('title');
    if (text.length > MAX_CLUE || (text === '' && value === null)) return;
    const place = { at: this.blocks.length, container: this.container };
    if (isDate) this.clues.push({ kind: 'date', text, value, hints, tag, ...place });
    if (isAuthor) this.clues.push({ kind: 'author', text, value, hints, tag, ...place });
  }
}

/** The text of a small element with a blank between its parts; `textContent` would glue "By" to the name. */
function spacedText(element: Element): string {
  const parts: string[] = [];
  let length = 0;
  let node: Node | null = element;
  while (node && length <= MAX_CLUE) {
    if (node.nodeType === TEXT) {
      parts.push((node as Text).data);
      length += collapse((node as Text).data).length;
    }
    node = nextNode(node, element);
  }
  return collapse(parts.join(' '));
}

function nextNode(node: Node, root: Node): Node | null {
  if (node.firstChild) return node.firstChild;
  let at: Node | null = node;
  while (at && at !== root) {
    if (at.nextSibling) return at.nextSibling;
    at = at.parentNode;
  }
  return null;
}

function hintsOf(element: Element): string {
  const parts: string[] = [];
  for (const name of ['class', 'id', 'role', 'itemprop', 'data-testid', 'data-component']) {
    const value = element.getAttribute(name);
    if (value) parts.push(value.slice(0, 300));
  }
  const rel = element.getAttribute('rel');
  if (rel) parts.push(`rel:${rel}`);
  return parts.join(' ').toLowerCase();
}

/** Folds white space of any kind, including no-break and zero-width, to single blanks. */
export function collapse(text: string): string {
  return text
    .replace(/[\u200b\u2060\ufeff\u00ad]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
