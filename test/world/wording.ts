import type { Slots } from './cast.js';
import { Random, seedOf } from './random.js';
import type { Change, Relation } from './types.js';

/** A mark in a text: `[[repeats claim-id via=wire hedged: the piece]]`, `[[nondispute: the piece]]` or `[[noclaim: the piece]]`. */
export interface Mark {
  relation: Relation | 'nondispute' | 'noclaim';
  claim: string;
  piece: string;
  options: Map<string, string>;
}

const CHOICE = /\{~((?:[^{}]|\{[\w.]+\})*)\}/g;
const SLOT = /\{([\w.]+)\}/g;
const MARK = /\[\[(\w+)((?: [\w.=-]+)*): (.+?)\]\]/g;
const LINK = /\[([^[\]]+)\]\((\S+?)\)/g;

/**
 * Fills `{~one|other}` choices and `{slots}`; an unknown slot throws, for it would show on a page. A choice is
 * drawn from its own words and `key`, so that an edit beside it, or a reprint, leaves it as it was.
 */
export function fill(text: string, slots: Slots, key: string, seed: number): string {
  const chosen = text.replace(CHOICE, (_, all: string) => {
    return new Random(seedOf(`${key} ${all}`, seed)).pick(all.split('|'));
  });
  return chosen.replace(SLOT, (_, slot: string) => {
    const value = slots.get(slot);
    if (value === undefined) throw new Error(`no slot {${slot}} in: ${text.slice(0, 80)}`);
    return value;
  });
}

/** Straight quotation marks and apostrophes to curly ones. */
export function curl(text: string): string {
  return text
    .replace(/(^|[\s([—–“‘])"/g, '$1“')
    .replace(/"/g, '”')
    .replace(/(^|[\s([—–“])'/g, '$1‘')
    .replace(/'/g, '’');
}

/** Takes the marks out of a text; the pieces are of the plain text, links undone. */
export function readMarks(text: string): { text: string; marks: Mark[] } {
  const marks: Mark[] = [];
  const out = text.replace(MARK, (_, relation: string, rest: string, piece: string) => {
    const words = rest.trim().split(' ');
    const claim = relation === 'nondispute' || relation === 'noclaim' ? '' : (words.shift() as string);
    const options = new Map(words.map((word) => splitOption(word)));
    marks.push({ relation: relation as Relation, claim, piece: plain(piece), options });
    return piece;
  });
  if (out.includes('[[') || out.includes(']]')) throw new Error(`a mark was not understood: ${text}`);
  return { text: out, marks };
}

function splitOption(word: string): [string, string] {
  const at = word.indexOf('=');
  return at < 0 ? [word, 'true'] : [word.slice(0, at), word.slice(at + 1)];
}

/** The options of a mark that have closed sets of values. */
export function changeOf(mark: Mark): Change | null {
  return (mark.options.get('change') as Change | undefined) ?? null;
}

/** `[words](address)` to its words. */
export function plain(text: string): string {
  return text.replace(LINK, '$1');
}

/** Plain text with links to HTML. */
export function toHtml(text: string): string {
  let html = '';
  let from = 0;
  for (const match of text.matchAll(LINK)) {
    html += escapeHtml(text.slice(from, match.index));
    html += `<a href="${escapeHtml(match[2] as string)}">${escapeHtml(match[1] as string)}</a>`;
    from = match.index + match[0].length;
  }
  return html + escapeHtml(text.slice(from));
}

export function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
