import type { Slots } from './cast.js';
import { dateForms } from './clock.js';
import type { Draft, DraftRevision, Piece } from './draft.js';
import { readWorldFile, type Shelf } from './files.js';
import { escapeHtml, plain, toHtml } from './wording.js';

/** An outlet's page template: `page` is the whole, the others are blocks between paragraphs. */
export type Template = Map<string, string>;

export interface RenderedPage {
  html: string;
  inside: string[];
  outside: string[];
}

export interface Headline {
  title: string;
  url: string;
}

/** Reads `pages/<page>.page`: sections that begin with a line `<!--# name -->`. */
export function readTemplate(shelf: Shelf, page: string): Template {
  const sections = readWorldFile(shelf, `pages/${page}.page`).split(/^<!--# (\w+) -->\n/m);
  const template: Template = new Map();
  for (let i = 1; i + 1 < sections.length; i += 2)
    template.set(sections[i] as string, sections[i + 1] as string);
  return template;
}

/** Draws one revision of an article in its outlet's page. `%%…%%` in a template marks what is not the article's. */
export function renderPage(
  template: Template,
  draft: Draft,
  revision: number,
  latest: Headline[],
  slots: Slots,
): RenderedPage {
  const values = pageValues(draft, revision, slots);
  const inside: string[] = [];
  const outside: string[] = [];
  const pieces = (draft.revisions[revision] as DraftRevision).pieces;
  values.set('body', pieces.map((piece, at) => renderPiece(template, piece, at, values, inside)).join('\n'));
  const item = template.get('headline') ?? '<li><a href="{{link}}">%%{{headline}}%%</a></li>\n';
  const items = latest.map(({ title, url }) => {
    return putValues(item, new Map([...values, ['headline', title], ['link', url]]));
  });
  values.set('latest', items.join(''));
  const html = takeJunk(putValues(template.get('page') as string, values), outside);
  return { html, inside, outside };
}

function renderPiece(template: Template, piece: Piece, at: number, values: Slots, inside: string[]): string {
  const name = piece.block ?? (at === 0 && template.has('first') ? 'first' : 'paragraph');
  const source = template.get(name) ?? (name === 'paragraph' ? '<p>{{{text}}}</p>' : undefined);
  if (source === undefined) throw new Error(`no block "${name}" in the page of ${values.get('name')}`);
  const local = new Map(values).set('text', toHtml(piece.text)).set('arg', piece.text);
  return takeJunk(putValues(source.trimEnd(), local), inside);
}

function pageValues(draft: Draft, revision: number, slots: Slots): Slots {
  const first = draft.revisions[0] as DraftRevision;
  const now = draft.revisions[revision] as DraftRevision;
  const values: Slots = new Map();
  const put = (key: string, value: string) => values.set(key, value).set(`${key}.json`, jsonText(value));
  for (const [key, value] of slots) values.set(`slot.${key}`, value);
  for (const [form, text] of Object.entries(dateForms(first.at))) put(`published.${form}`, text);
  for (const [form, text] of Object.entries(dateForms(now.at))) put(`modified.${form}`, text);
  put('modified', revision > 0 ? 'yes' : '');
  put('title', draft.title);
  put('deck', draft.deck);
  put('byline', draft.byline);
  put('author', draft.byline.split(' and ')[0] as string);
  put('section', draft.section);
  put('name', draft.outlet.name);
  put('host', draft.outlet.host);
  put('feed', draft.outlet.feedPath);
  put('id', draft.id);
  put('url', `http://${draft.outlet.host}${pathOf(draft)}`);
  return values;
}

/** `{{#key}}…{{/key}}` where the value is not empty, `{{{raw}}}`, `{{escaped}}`. */
export function putValues(source: string, values: Slots): string {
  const value = (key: string) => {
    const found = values.get(key);
    if (found === undefined) throw new Error(`no value {{${key}}} for the page of ${values.get('name')}`);
    return found;
  };
  return source
    .replace(/\{\{#([\w.]+)\}\}([\s\S]*?)\{\{\/\1\}\}/g, (_, key: string, part: string) =>
      value(key) ? part : '',
    )
    .replace(/\{\{\{([\w.]+)\}\}\}/g, (_, key: string) => value(key))
    .replace(/\{\{([\w.]+)\}\}/g, (_, key: string) => escapeHtml(value(key)));
}

/** Takes out the `%%` marks and notes what they held, as a reader sees it. */
function takeJunk(html: string, into: string[]): string {
  return html.replace(/%%([\s\S]*?)%%/g, (_, piece: string) => {
    into.push(readable(piece));
    return piece;
  });
}

function readable(html: string): string {
  return plain(html.replace(/<[^>]+>/g, ''))
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&nbsp;/g, '\u00a0')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The inside of a JSON string, safe within a script element. */
function jsonText(value: string): string {
  return JSON.stringify(value).slice(1, -1).replace(/</g, '\\u003c');
}

/** Each outlet shapes its addresses in its own way. */
export function pathOf(draft: Draft): string {
  const [year, month, day] = (draft.revisions[0] as DraftRevision).at.slice(0, 10).split('-') as [
    string,
    string,
    string,
  ];
  const { slug } = draft;
  const section = draft.section.toLowerCase().replace(/[^a-z]+/g, '-');
  const number = 10000 + (draft.revisions[0] as DraftRevision).offset;
  const shapes: Record<string, string> = {
    broadsheet: `/${section}/${year}/${month}/${day}/${slug}`,
    wire: `/article/${slug}-${number}`,
    tabloid: `/${section}/${number}/${slug}.html`,
    localB: `/news/index.php?id=${number}`,
    localC: `/${year}${month}${day}-${slug}.htm`,
    broadcaster: `/${section}/story/${number}/`,
    digital: `/p/${slug}`,
    ledger: `/content/${slug}-${number}`,
    aggregator: `/s/${slug}/${number}`,
    reprinter: `/${year}/${month}/${slug}/`,
  };
  return shapes[draft.outlet.role] ?? `/${section}/${number}-${slug}`;
}
