import { Parser } from 'htmlparser2';
import sanitizeHtml from 'sanitize-html';
import { ADDRESSES, absolute } from './address.js';
import { decodeReferences } from './entity.js';
import { MAX_DEPTH } from './limits.js';

/** Drawings without links, scripts or styles: enough for the figures feeds inline, nothing that acts. */
const SVG = words('svg g path circle ellipse line polygon polyline rect');
const SVG_ATTRIBUTES = words(
  'xmlns version baseProfile viewBox width height d x y cx cy r rx ry x1 x2 y1 y2 points ' +
    'fill stroke stroke-width stroke-linecap stroke-linejoin opacity transform',
);

/** Attribute names of SVG that HTML parsing lowers (HTML standard, "adjust SVG attributes"). */
const SVG_CASE: Readonly<Record<string, string>> = { baseprofile: 'baseProfile', viewbox: 'viewBox' };

const TAGS = [
  ...sanitizeHtml.defaults.allowedTags,
  ...words(
    'img picture source video audio track del ins center font big strike tt acronym area map dir details summary',
  ),
  ...SVG,
];

/** A title outside a drawing is a stray from a page's head. */
const TAGS_OF_DRAWINGS = [...TAGS, 'title', 'desc'];

const ATTRIBUTES: Record<string, string[]> = {
  '*': ['title', 'lang', 'dir', 'align'],
  a: ['href', 'rel', 'name', 'hreflang', 'type'],
  area: ['href', 'shape', 'coords', 'alt'],
  img: ['src', 'alt', 'width', 'height', 'border', 'hspace', 'vspace', 'ismap'],
  source: ['src', 'type', 'media'],
  video: ['src', 'poster', 'width', 'height', 'controls'],
  audio: ['src', 'controls'],
  blockquote: ['cite'],
  q: ['cite'],
  del: ['cite', 'datetime'],
  ins: ['cite', 'datetime'],
  time: ['datetime'],
  font: ['color', 'face', 'size'],
  ol: ['start', 'type', 'reversed'],
  table: ['border', 'cellpadding', 'cellspacing', 'summary', 'width'],
  td: ['colspan', 'rowspan', 'valign', 'width'],
  th: ['colspan', 'rowspan', 'valign', 'width', 'scope'],
  ...Object.fromEntries(SVG.map((tag) => [tag, SVG_ATTRIBUTES])),
};

/** Below this length no nesting can make the search for closing tags slow; above, the depth is measured first. */
const SHALLOW_LENGTH = 4096;

/**
 * Tags sanitised for one document, counted by their brackets: sanitize-html needs some 7 µs for each, and a reader
 * shares its thread. 100 full articles have about 30,000. What comes later is given as text without tags.
 */
const TAG_BUDGET = 60_000;

/** A tag of this size holds an inlined picture, which we would not keep, or thousands of attributes. */
const HUGE_TAG = /<[^<>]{8192,}(?:>|$)/g;

/** Makes the foreign HTML of one document harmless and whole. */
export class Sanitiser {
  private tagsLeft = TAG_BUDGET;

  /**
   * sanitize-html with our list of elements and attributes, every address made absolute against `base`, attributes
   * in alphabetical order (so that the same content compares equal). Markup nested beyond MAX_DEPTH, or beyond the
   * budget, is given up and its text kept.
   */
  clean(html: string, base: string): string {
    const value = withoutControls(html).replace(HUGE_TAG, '').trim();
    if (!/[<&>"]/.test(value)) return value;
    this.tagsLeft -= tagCount(value, this.tagsLeft);
    const given = this.tagsLeft <= 0 || (value.length > SHALLOW_LENGTH && tooDeep(value));
    return sanitizeHtml(given ? withoutTags(value) : value, {
      allowedTags: /<svg/i.test(value) ? TAGS_OF_DRAWINGS : TAGS,
      allowedAttributes: ATTRIBUTES,
      allowedSchemes: ['http', 'https', 'mailto', 'ftp'],
      transformTags: {
        '*': (tagName, attributes) => ({ tagName, attribs: tidied(tagName, attributes, base) }),
      },
    }).trim();
  }
}

function tagCount(html: string, enough: number): number {
  let count = 0;
  for (let at = html.indexOf('<'); at !== -1 && count < enough; at = html.indexOf('<', at + 1)) count++;
  return count;
}

/** The text of HTML: tags gone, references resolved. Linear in its length. */
export function plainText(html: string): string {
  return decodeReferences(withoutTags(html), NO_ENTITIES);
}

/** Also the brackets left over, as tags cut out of tags can make new ones. */
function withoutTags(html: string): string {
  return html.replace(/<[^<>]*>/g, '').replace(/[<>]/g, '');
}

const NO_ENTITIES: ReadonlyMap<string, string> = new Map();

class TooDeep extends Error {}

function tooDeep(html: string): boolean {
  let depth = 0;
  const parser = new Parser({
    onopentag: () => {
      if (++depth > MAX_DEPTH) throw new TooDeep();
    },
    onclosetag: () => {
      depth--;
    },
  });
  try {
    parser.end(html);
  } catch (stop) {
    if (stop instanceof TooDeep) return true;
    throw stop;
  }
  return false;
}

function tidied(tag: string, attributes: Record<string, string>, base: string): Record<string, string> {
  const all = tag === 'svg' ? { ...attributes, xmlns: 'http://www.w3.org/2000/svg' } : attributes;
  const tidy: Record<string, string> = {};
  for (const name of Object.keys(all).sort()) {
    const value = all[name] ?? '';
    tidy[SVG_CASE[name] ?? name] = ADDRESSES.has(name) ? absolute(value, base) : value;
  }
  return tidy;
}

/** Characters that no XML or HTML may hold. */
export function withoutControls(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');
}

function words(list: string): string[] {
  return list.split(' ');
}
