import { Parser } from 'htmlparser2';
import { isUrl } from '../url/valid.js';
import { declaredEntities, decodeReferences, withoutDoctype } from './entity.js';
import { NotAFeedError } from './error.js';
import { MAX_DEPTH, MAX_ELEMENTS, MAX_ENTRIES } from './limits.js';
import { knownName, type Scope, scopeOf } from './namespaces.js';
import { CONTAINERS, NEVER_INSIDE, TEXT_FIELDS } from './roles.js';

/** An element of a feed document as read leniently. */
export interface Element {
  /** In lower case with a known prefix: `title`, `atom:entry`, `dc:creator`. */
  name: string;
  /** Names in lower case with known prefixes: `href`, `rdf:about`. */
  attributes: Readonly<Record<string, string>>;
  /** The address relative links inside are relative to (xml:base), or null. */
  base: string | null;
  lang: string | null;
  children: (Element | string)[];
  /** False if the document ended inside it: its text is cut. */
  closed: boolean;
}

const NO_ATTRIBUTES: Readonly<Record<string, string>> = Object.freeze({});
const ENTRY_NAMES = new Set(['item', 'entry', 'atom:entry', 'url']);

/** Reading has gone as far as it may; what was read so far stands. */
class Enough extends Error {}

/**
 * Reads XML the way feeds are written: entities of HTML, bare ampersands, missing and crossed closing tags, junk
 * before the root and a missing end are all accepted. Returns the top-level elements. Stops quietly after
 * MAX_ENTRIES entries or MAX_ELEMENTS elements. Throws NotAFeedError for what is nested deeper than MAX_DEPTH.
 */
export function readTree(text: string, url: string): Element[] {
  const declared = declaredEntities(text);
  const builder = new Builder(url, declared);
  try {
    const parser = parserFor(builder);
    parser.write(withoutDoctype(text));
    builder.ended = true;
    parser.end();
  } catch (stop) {
    if (!(stop instanceof Enough)) throw stop;
  }
  return builder.roots;
}

function parserFor(builder: Builder): Parser {
  const options = {
    xmlMode: true,
    decodeEntities: false,
    lowerCaseTags: true,
    lowerCaseAttributeNames: true,
  };
  let inCdata = false;
  return new Parser(
    {
      onopentag: (name, attributes) => builder.open(name, attributes),
      onclosetag: () => builder.close(),
      ontext: (text) => builder.text(text, inCdata),
      oncdatastart: () => {
        inCdata = true;
      },
      oncdataend: () => {
        inCdata = false;
      },
    },
    options,
  );
}

class Builder {
  readonly roots: Element[] = [];
  /** Set when the text is used up: what is closed from then on was cut. */
  ended = false;
  private readonly path: { element: Element; scope: Scope | null }[] = [];
  private elements = 0;
  private entries = 0;

  constructor(
    private readonly url: string,
    private readonly declared: ReadonlyMap<string, string>,
  ) {}

  open(written: string, attributes: Record<string, string>): void {
    const parent = this.path.at(-1);
    const scope = scopeOf(attributes, parent?.scope ?? null);
    const name = knownName(written, scope);
    this.count(name);
    const element = this.element(name, attributes, scope, parent?.element ?? null);
    this.homeOf(name, parent?.element ?? null).push(element);
    this.path.push({ element, scope });
  }

  /** Where an element belongs: its parent, or the feed or entry around it where its parent was never closed. */
  private homeOf(name: string, parent: Element | null): (Element | string)[] {
    if (parent === null) return this.roots;
    const isEntry = ENTRY_NAMES.has(name);
    if (!NEVER_INSIDE.has(name) || !(isEntry || TEXT_FIELDS.has(parent.name))) return parent.children;
    const home = this.path.findLast(
      ({ element }) => CONTAINERS.has(element.name) && !(isEntry && ENTRY_NAMES.has(element.name)),
    );
    return home?.element.children ?? parent.children;
  }

  close(): void {
    const top = this.path.pop();
    if (top !== undefined) top.element.closed = !this.ended;
  }

  text(raw: string, literal: boolean): void {
    const children = this.path.at(-1)?.element.children;
    children?.push(literal ? raw : decodeReferences(raw, this.declared));
  }

  private count(name: string): void {
    if (this.path.length >= MAX_DEPTH)
      throw new NotAFeedError(`This document nests elements more than ${MAX_DEPTH} deep, so it is refused.`);
    if (++this.elements > MAX_ELEMENTS) throw new Enough();
    if (ENTRY_NAMES.has(name) && this.path.length <= 3 && ++this.entries > MAX_ENTRIES) throw new Enough();
  }

  private element(
    name: string,
    written: Record<string, string>,
    scope: Scope | null,
    parent: Element | null,
  ): Element {
    const attributes = this.attributes(written, scope);
    const base = attributes['xml:base'];
    return {
      name,
      attributes,
      base: base === undefined ? (parent?.base ?? null) : resolved(base, parent?.base ?? this.url),
      lang: attributes['xml:lang'] ?? parent?.lang ?? null,
      children: [],
      closed: false,
    };
  }

  private attributes(written: Record<string, string>, scope: Scope | null): Readonly<Record<string, string>> {
    let attributes: Record<string, string> | null = null;
    for (const name in written) {
      attributes ??= {};
      const known = name.includes(':') && !name.startsWith('xmlns') ? knownName(name, scope) : name;
      attributes[known] = decodeReferences(written[name] ?? '', this.declared);
    }
    return attributes ?? NO_ATTRIBUTES;
  }
}

/** A base that leads nowhere on the web (javascript:, file:) is ignored. */
function resolved(address: string, base: string): string {
  if (!isUrl(address, base)) return base;
  const url = new URL(address, base);
  return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : base;
}

/** All text inside an element, joined. */
export function textOf(element: Element): string {
  return element.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('');
}

export function elementsOf(element: Element): Element[] {
  return element.children.filter((child) => typeof child !== 'string');
}
