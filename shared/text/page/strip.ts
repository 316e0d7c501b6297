import { Tokenizer } from 'htmlparser2';

/** HTML without what a reader never sees, and the JSON-LD that stood in it. */
export interface StrippedPage {
  html: string;
  /** Contents of each `<script type="application/ld+json">`, in order, at most MAX_JSON_LD. */
  jsonLd: string[];
}

/**
 * Elements whose content is not text of the article. `style` is the largest single cost of jsdom, whose
 * constructor throws on some real style sheets; `noscript` repeats images that scripts put in.
 */
const DROPPED = new Set([
  ...['script', 'style', 'svg', 'noscript', 'template', 'iframe', 'object', 'canvas', 'audio', 'video'],
  ...['select', 'textarea', 'math', 'map', 'noembed', 'noframes', 'dialog', 'nav', 'button'],
]);

/** Elements without content that say nothing about the text; links stay where they name the canonical address. */
const DROPPED_VOID = new Set([
  'img',
  'input',
  'source',
  'track',
  'wbr',
  'embed',
  'area',
  'col',
  'param',
  'base',
]);

/** White space beside one of these is not shown. */
const BLOCKS = new Set(
  (
    'html head body div p ul ol li dl dt dd table thead tbody tfoot tr td th section article header footer main ' +
    'aside figure figcaption blockquote form fieldset h1 h2 h3 h4 h5 h6 br hr meta link title address details summary'
  ).split(' '),
);

/** Attributes that Readability or our own reading look at; the others only cost time. */
const KEPT_ATTRIBUTES = new Set([
  ...['class', 'id', 'href', 'rel', 'role', 'lang', 'dir', 'hidden', 'aria-hidden', 'aria-modal', 'title'],
  ...['itemprop', 'itemscope', 'itemtype', 'datetime', 'content', 'name', 'property', 'http-equiv'],
  ...['data-testid', 'data-component', 'colspan', 'rowspan'],
]);

const VOID = new Set(
  'area base br col embed hr img input link meta param source track wbr basefont frame keygen'.split(' '),
);

/** Chrome's own limit of nesting; deeper elements are flattened, as there. */
const MAX_DEPTH = 512;
/** More scripts of data than any of the labelled pages holds (31). */
const MAX_JSON_LD = 100;
/** Longest attribute kept: a class list is shorter, an inline document is not. */
const MAX_ATTRIBUTE = 2_000;

/**
 * Removes scripts (but for JSON-LD, which is returned), styles, comments, SVG, embedded media and attributes
 * that carry no meaning, in one pass of a streaming tokenizer, in linear time. The rest is copied as it is,
 * so that a parser sees the same structure. `style="display:none"` becomes `hidden`.
 */
export function stripPage(html: string): StrippedPage {
  return strip(html, DROPPED, false);
}

/**
 * The same, but with what browsers without scripts are shown (`<noscript>`, `<template>`, and scripts whose
 * type is a template of HTML) taken for part of the page: for pages that hold no text otherwise.
 */
export function stripUnscripted(html: string): StrippedPage {
  const dropped = [...DROPPED].filter((name) => name !== 'noscript' && name !== 'template');
  return strip(html, new Set(dropped), true);
}

function strip(html: string, dropped: ReadonlySet<string>, templates: boolean): StrippedPage {
  const first = new Stripper(html, dropped, templates);
  first.run();
  if (first.unclosed === null) return first.page();
  // A dropped element that never ends would take the rest of the page with it: leave that kind in.
  const kept = new Set([...dropped].filter((name) => name !== first.unclosed));
  const second = new Stripper(html, kept, templates);
  second.run();
  return second.page();
}

class Stripper {
  private readonly out: string[] = [];
  private readonly jsonLd: string[] = [];
  private name = '';
  private attributes = '';
  private attributeName = '';
  private attributeStart = -1;
  private attributeEnd = -1;
  /** What the script being read holds, by its type. */
  private script: 'json-ld' | 'template' | null = null;
  private skipping: string | null = null;
  private skipDepth = 0;
  private skipText: string[] = [];
  private depth = 0;
  /** White space held back until it is known whether an element beside it shows it. */
  private blank = '';
  private besideBlock = true;

  constructor(
    private readonly html: string,
    private readonly dropped: ReadonlySet<string>,
    private readonly templates: boolean,
  ) {}

  /** The element that was being dropped when the page ended; raw text elements end with the page anyway. */
  get unclosed(): string | null {
    return this.skipping === 'script' || this.skipping === 'style' ? null : this.skipping;
  }

  page(): StrippedPage {
    return { html: this.out.join(''), jsonLd: this.jsonLd };
  }

  run(): void {
    const nothing = () => {};
    const tokenizer = new Tokenizer(
      { decodeEntities: false },
      {
        onattribname: (start, end) => {
          this.attributeName = this.html.slice(start, end).toLowerCase();
          this.attributeStart = -1;
        },
        onattribdata: (start, end) => {
          if (this.attributeStart < 0) this.attributeStart = start;
          this.attributeEnd = end;
        },
        onattribentity: nothing,
        onattribend: () => this.attribute(),
        onopentagname: (start, end) => {
          this.name = this.html.slice(start, end).toLowerCase();
          this.attributes = '';
          this.script = null;
        },
        onopentagend: () => this.open(false),
        onselfclosingtag: () => this.open(true),
        onclosetag: (start, end) => this.close(this.html.slice(start, end).trim().toLowerCase()),
        ontext: (start, end) => this.text(start, end),
        ontextentity: nothing,
        oncdata: nothing,
        oncomment: nothing,
        ondeclaration: (start, end) => {
          if (this.skipping === null) this.out.push('<!', this.html.slice(start, end).slice(0, 200), '>');
        },
        onprocessinginstruction: nothing,
        onend: nothing,
        // `<title>` inside SVG is an element like any other, not text up to the next `</title>`.
        isInForeignContext: () => this.skipping === 'svg' || this.skipping === 'math',
      },
    );
    tokenizer.write(this.html);
    tokenizer.end();
  }

  private attribute(): void {
    if (this.skipping !== null) return;
    const value = this.attributeStart < 0 ? '' : this.html.slice(this.attributeStart, this.attributeEnd);
    if (this.attributeName === 'type' && this.name === 'script') this.script = scriptKind(value);
    if (this.attributeName === 'style' && /display\s*:\s*none|visibility\s*:\s*hidden/i.test(value)) {
      this.attributes += ' hidden';
      return;
    }
    if (!KEPT_ATTRIBUTES.has(this.attributeName)) return;
    const quote = value.includes('"') ? "'" : '"';
    const limit = this.attributeName === 'content' ? 20_000 : MAX_ATTRIBUTE;
    this.attributes += ` ${this.attributeName}=${quote}${value.slice(0, limit)}${quote}`;
  }

  private open(selfClosing: boolean): void {
    const name = this.name;
    if (this.skipping !== null) {
      if (name === this.skipping && !selfClosing) this.skipDepth++;
      return;
    }
    if (this.dropped.has(name)) {
      if (selfClosing && name !== 'script' && name !== 'style' && name !== 'textarea') return;
      this.skipping = name;
      this.skipDepth = 1;
      this.skipText = [];
      return;
    }
    if (DROPPED_VOID.has(name) || (name === 'link' && !/canonical/i.test(this.attributes))) return;
    if (!VOID.has(name) && ++this.depth > MAX_DEPTH) return;
    this.tag(name, `<${name}${this.attributes}>`);
  }

  private tag(name: string, markup: string): void {
    const isBlock = BLOCKS.has(name);
    if (this.blank !== '' && !isBlock && !this.besideBlock) this.out.push(this.blank);
    this.blank = '';
    this.besideBlock = isBlock;
    this.out.push(markup);
  }

  private close(name: string): void {
    if (this.skipping !== null) {
      if (name !== this.skipping || --this.skipDepth > 0) return;
      const held = this.skipText.join('');
      if (this.script === 'json-ld' && this.jsonLd.length < MAX_JSON_LD) this.jsonLd.push(held);
      if (this.script === 'template' && this.templates) this.out.push('<div>', held, '</div>');
      this.skipping = null;
      this.script = null;
      return;
    }
    if (this.dropped.has(name)) return;
    if (!VOID.has(name) && this.depth > 0 && this.depth-- > MAX_DEPTH) return;
    this.tag(name, `</${name}>`);
  }

  private text(start: number, end: number): void {
    if (this.skipping === null) {
      const text = this.html.slice(start, end);
      if (/^\s*$/.test(text)) {
        this.blank = ' ';
        return;
      }
      if (this.blank !== '') this.out.push(this.blank);
      this.blank = '';
      this.besideBlock = false;
      this.out.push(text);
    } else if (this.script !== null) this.skipText.push(this.html.slice(start, end));
  }
}

function scriptKind(type: string): 'json-ld' | 'template' | null {
  if (/ld\+json/i.test(type)) return 'json-ld';
  return /^\s*text\/(x-)?(template|html)/i.test(type) ? 'template' : null;
}
