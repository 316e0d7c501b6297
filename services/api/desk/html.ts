import { withoutHostile } from '@hearsay/text/alert';
import { raw as asIs, html as template } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';

/** A piece of a page. What stands in it is escaped. */
export type Html = HtmlEscapedString;

/**
 * A template of HTML. Every string put into it is text: escaped by Hono, and without controls and direction marks. Null,
 * undefined and booleans print nothing; lists print one after the other.
 */
export function html(strings: TemplateStringsArray, ...values: unknown[]): Html {
  // Nothing we put in is a promise, so what comes out is none.
  return template(strings, ...values.map(harmless)) as Html;
}

function harmless(value: unknown): unknown {
  if (typeof value === 'string') return withoutHostile(value);
  return Array.isArray(value) ? value.map(harmless) : value;
}

/** What is HTML already, made by us of nothing that could be more: to be used where escaping is done otherwise. */
export function raw(text: string): Html {
  return asIs(text) as Html;
}

/** Text of the web on one line, cut at `longest` characters: a title may have a megabyte. */
export function short(text: string, longest: number): string {
  // Cut before white space is looked at: what is thrown away costs nothing.
  const line = text
    .slice(0, longest * 4)
    .replace(/\s+/g, ' ')
    .trim();
  return line.length <= longest ? line : `${line.slice(0, longest - 1).trimEnd()}…`;
}

/** Longest title of a story or an article that is printed. */
export const longestTitle = 200;

/** A title, or what stands for none. */
export function titled(title: string | null): string {
  return short(title ?? '', longestTitle) || 'Untitled';
}

/** "3 outlets". */
export function counted(number: number, thing: string, things = `${thing}s`): string {
  return `${number.toLocaleString('en')} ${number === 1 ? thing : things}`;
}

/** An address that a link may lead to: the web's only; null where it is none. */
export function webAddress(url: string): string | null {
  return /^https?:\/\/[^\s]/i.test(url) && url.length <= 8_192 ? url : null;
}
