import { isUrl } from '../url/valid.js';
import { absolute } from './address.js';
import { MAX_LINK_LENGTH } from './limits.js';
import type { Parts } from './locate.js';
import { LINKS } from './roles.js';
import { type Element, textOf } from './tree.js';

/** Relations of Atom links as the address of an entry or site, best first; `enclosure` and the like never are. */
const RELATIONS = ['alternate', '', 'canonical', 'related', 'via', 'license', 'self'];

/** What an alternate link may lead to: a page. Other media types count less. */
const PAGE_TYPES = /^$|html|^text\//i;

/** A feed names a hub or two; more of one relation than this is not believed. */
const MAX_RELATED = 10;

/** The address of the page an entry or feed stands for, absolute; null if none is a link to the web. */
export function linkOf(parts: Parts, url: string): string | null {
  const candidates = [...LINKS.flatMap((name) => named(parts, name, url)), ...permalink(parts, url)];
  return candidates.find((link) => /^https?:\/\/[^/]/i.test(link)) ?? null;
}

/** The targets of all links with this relation (hub, self, next), each once, those on the web only. */
export function relatedLinks(parts: Parts, rel: string, url: string): string[] {
  const links = [...(parts.byName.get('link') ?? []), ...(parts.byName.get('atom:link') ?? [])];
  const targets = links
    .filter((each) => relation(each).split(/\s+/).includes(rel) && each.attributes.href !== undefined)
    .slice(0, MAX_RELATED)
    .map((each) => absolute(each.attributes.href ?? '', each.base ?? url));
  return [...new Set(targets.filter(isOnWeb))];
}

/** The address in the text of the first element of this name that holds one; null if none does. */
export function addressIn(parts: Parts, name: string, url: string): string | null {
  const values = (parts.byName.get(name) ?? []).filter(({ closed }) => closed).slice(0, MAX_RELATED);
  return values.map((each) => absolute(textOf(each), each.base ?? url)).find(isOnWeb) ?? null;
}

function isOnWeb(address: string): boolean {
  return address.length <= MAX_LINK_LENGTH && /^https?:\/\/[^/]/i.test(address) && isUrl(address);
}

function named(parts: Parts, name: string, url: string): string[] {
  if (name.startsWith('@')) {
    const value = parts.self.attributes[name.slice(1)];
    return value === undefined ? [] : [absolute(value, parts.self.base ?? url)];
  }
  const links = (parts.byName.get(name) ?? []).filter(
    (link) => hasTarget(link) && RELATIONS.includes(relation(link)),
  );
  const ranked = links.map((link, order) => ({ link, rank: rankOf(link) * 1000 + order }));
  ranked.sort((a, b) => a.rank - b.rank);
  return ranked.map(({ link }) => absolute(targetOf(link), link.base ?? url));
}

/** A link cut by the end of the document leads to the wrong page. */
function hasTarget(link: Element): boolean {
  return link.attributes.href !== undefined || (link.closed && targetOf(link) !== '');
}

function targetOf(link: Element): string {
  const target = link.attributes.href ?? textOf(link);
  return target.slice(0, MAX_LINK_LENGTH).trim() || (link.attributes['rdf:resource'] ?? '');
}

function relation(link: Element): string {
  return (link.attributes.rel ?? '')
    .trim()
    .toLowerCase()
    .replace('http://www.iana.org/assignments/relation/', '');
}

/** `alternate` is what a link without relation means. */
function rankOf(link: Element): number {
  const rank = Math.max(1, RELATIONS.indexOf(relation(link)));
  return PAGE_TYPES.test(link.attributes.type ?? '') ? rank : rank + RELATIONS.length;
}

/** A guid that is a permalink (RSS 2.0 says it is one unless told otherwise), RSS 1.0's `rdf:about`, Atom's id. */
function permalink(parts: Parts, url: string): string[] {
  const guids = (parts.byName.get('guid') ?? []).filter(
    ({ attributes, closed }) => closed && attributes.ispermalink?.toLowerCase() !== 'false',
  );
  const told = guids.filter(({ attributes }) => attributes.ispermalink !== undefined);
  const about = parts.self.attributes['rdf:about'];
  return [
    ...told.map((guid) => absolute(textOf(guid), guid.base ?? url)),
    ...guids.map((guid) => textOf(guid).trim()),
    ...(about === undefined ? [] : [about]),
    ...(parts.byName.get('id') ?? []).filter(({ closed }) => closed).map((id) => textOf(id).trim()),
  ];
}
