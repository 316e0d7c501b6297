import type { Cast } from './cast.js';
import { dateForms, offsetOf, timeOf, weekday } from './clock.js';
import { applyEdits, type Script } from './script.js';
import type { CopyKind, Outlet } from './types.js';
import { curl, fill, type Mark, plain, readMarks } from './wording.js';

/** One piece of the body: a paragraph, or a block of the outlet's page that stands between paragraphs. */
export interface Piece {
  block: string | null;
  /** Text with links; of a block, its argument. */
  text: string;
}

export interface DraftRevision {
  at: string;
  offset: number;
  pieces: Piece[];
  marks: Mark[];
}

/** An article with every slot filled, before it has a page. */
export interface Draft {
  id: string;
  outlet: Outlet;
  story: string | null;
  title: string;
  titleMarks: Mark[];
  deck: string;
  byline: string;
  section: string;
  slug: string;
  cites: string[];
  touches: string[];
  copyOf: string | null;
  copyOfRevision: number | null;
  copyKind: CopyKind | null;
  revisions: DraftRevision[];
}

/** Outlets that set straight quotation marks; the others set curly ones. */
const STRAIGHT = new Set(['reprinter', 'localC']);

/** Fills one script. `scriptOf` gives the script that this one reprints. */
export function draft(script: Script, cast: Cast, seed: number, scriptOf: (id: string) => Script): Draft {
  const { id, head } = script;
  const outlet = cast.outlets.find(({ role }) => role === need(script, 'outlet'));
  if (!outlet) throw new Error(`${id}: no outlet of role ${head.get('outlet')}`);
  const offset = offsetOf(Number(need(script, 'day')), need(script, 'time'));
  const set = setter(script, cast, seed, outlet, offset);
  const [copyOf = null, copyKind = null, revision = '1'] = head.get('copy')?.split(' ') ?? [];
  const title = readMarks(set(need(script, 'title')));
  const body = head.has('reprint') ? reprint(script, scriptOf) : script.body;
  return {
    id,
    outlet,
    story: head.get('story') ?? null,
    title: plain(title.text),
    titleMarks: title.marks,
    deck: plain(set(head.get('deck') ?? '')),
    byline: set(head.get('byline') ?? ''),
    section: set(head.get('section') ?? 'News'),
    slug: set(need(script, 'slug'))
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-'),
    cites: (head.get('cites') ?? '').split(' ').filter((role) => role !== ''),
    touches: (head.get('touches') ?? '').split(' ').filter((story) => story !== ''),
    copyOf,
    copyKind: copyKind as CopyKind | null,
    copyOfRevision: copyOf === null ? null : Number(revision),
    revisions: revisions(script, body, offset, set),
  };
}

type Setter = (text: string) => string;

/** Fills and sets a text in the outlet's style; the article's own dates are slots of their own. */
function setter(script: Script, cast: Cast, seed: number, outlet: Outlet, offset: number): Setter {
  const at = timeOf(offset);
  const slots = new Map(cast.slots);
  slots.set('day', weekday(at)).set('yesterday', weekday(at, -1)).set('tomorrow', weekday(at, 1));
  slots.set('date', dateForms(at).md as string);
  // A reprint makes the choices of the text it reprints, or it would not be verbatim.
  const key = script.head.get('reprint') ?? script.id;
  return (text) => {
    const filled = fill(text, slots, key, seed);
    return STRAIGHT.has(outlet.role) ? filled : curl(filled);
  };
}

function revisions(script: Script, body: string[], offset: number, set: Setter): DraftRevision[] {
  const out = [setRevision(body, offset, set)];
  let current = body;
  for (const edit of script.edits) {
    current = applyEdits(script.id, current, edit.changes);
    out.push(setRevision(current, offsetOf(edit.day, edit.time), set));
  }
  return out;
}

function setRevision(body: string[], offset: number, set: Setter): DraftRevision {
  const marks: Mark[] = [];
  const pieces = body.map((source) => {
    const [, block = null, argument = ''] = /^@(\w+) ?(.*)$/.exec(source) ?? [];
    if (block !== null) return { block, text: set(argument) };
    const read = readMarks(set(source));
    marks.push(...read.marks);
    return { block: null, text: read.text };
  });
  return { at: timeOf(offset), offset, pieces, marks };
}

/** The body of a reprint: the source's paragraphs with its own edits, its `@blocks` and lines of its own after it. */
function reprint(script: Script, scriptOf: (id: string) => Script): string[] {
  const source = scriptOf(need(script, 'reprint'));
  const lines = source.body.filter((paragraph) => !paragraph.startsWith('@'));
  // What the source originates, its copy repeats; what the source credits to nobody else, its copy has from it.
  const outlet = need(source, 'outlet');
  const repeated = lines.map((line) =>
    line.replace(
      /\[\[(originates|repeats|varies) ([\w-]+)((?: [\w.=-]+)*):/g,
      (_, relation, claim, options) => {
        const via = options.includes(' via=') ? '' : ` via=${outlet}`;
        return `[[${relation === 'originates' ? 'repeats' : relation} ${claim}${via}${options}:`;
      },
    ),
  );
  const changes = script.body
    .filter((line) => line.startsWith('!'))
    .map((line) => {
      const [, kind = '', text = '', by = ''] = /^!(\w+) (.*?)(?: => (.*))?$/.exec(line) ?? [];
      return { kind: kind as 'drop', text, by };
    });
  const out = applyEdits(script.id, repeated, changes);
  const own = script.body.filter((line) => !line.startsWith('!'));
  return [
    ...out.slice(0, 4),
    ...own.filter((l) => l.startsWith('@')),
    ...out.slice(4),
    ...own.filter((l) => !l.startsWith('@')),
  ];
}

function need(script: Script, key: string): string {
  const value = script.head.get(key);
  if (value === undefined) throw new Error(`${script.id}: the head lacks "${key}"`);
  return value;
}
