import { listWorldFiles, readWorldFile, type Shelf } from './files.js';

/** One article as it lies in a world's folder `articles`: a head of `key: value`, `---`, paragraphs, later edits. */
export interface Script {
  id: string;
  head: Map<string, string>;
  /** Paragraphs and `@block` lines, slots unfilled. */
  body: string[];
  /** Later revisions, each with when and what changes. */
  edits: ScriptEdit[];
}

export interface ScriptEdit {
  day: number;
  time: string;
  /** In order: `replace` with `with`, `append`, `drop` (a paragraph that begins so). */
  changes: { kind: 'replace' | 'append' | 'drop' | 'prepend'; text: string; by: string }[];
}

export function readScripts(shelf: Shelf): Script[] {
  return listWorldFiles(shelf, 'articles', '.txt').map((id) =>
    parseScript(id, readWorldFile(shelf, `articles/${id}.txt`)),
  );
}

/** Reads one script; a malformed one throws with its name, for it is ours to mend. */
export function parseScript(id: string, source: string): Script {
  const cut = source.indexOf('\n---\n');
  if (cut < 0) throw new Error(`${id}: no line "---" after the head`);
  const [body = '', ...later] = source.slice(cut + 5).split(/^=== /m);
  return {
    id,
    head: parseHead(id, source.slice(0, cut)),
    body: parseParagraphs(body),
    edits: later.map((text) => parseEdit(id, text)),
  };
}

function parseHead(id: string, source: string): Map<string, string> {
  const head = new Map<string, string>();
  for (const line of source.split('\n')) {
    if (line.trim() === '') continue;
    const colon = line.indexOf(': ');
    if (colon < 0) throw new Error(`${id}: the head has a line without "key: value": ${line}`);
    head.set(line.slice(0, colon), line.slice(colon + 2).trim());
  }
  return head;
}

function parseParagraphs(source: string): string[] {
  return source
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim().replace(/\s*\n\s*/g, ' '))
    .filter((paragraph) => paragraph !== '');
}

function parseEdit(id: string, source: string): ScriptEdit {
  const [first = '', ...rest] = source.split('\n');
  const when = /^day (\d+) (\d\d:\d\d)/.exec(first);
  if (!when) throw new Error(`${id}: a revision begins "=== day N HH:MM", not "${first}"`);
  const changes: ScriptEdit['changes'] = [];
  for (const line of rest) {
    const [, kind = '', text = ''] = /^(replace|with|append|prepend|drop): (.*)$/.exec(line.trim()) ?? [];
    if (kind === 'with') (changes.at(-1) as ScriptEdit['changes'][number]).by = text;
    else if (kind !== '') changes.push({ kind: kind as 'append', text, by: '' });
    else if (line.trim() !== '') throw new Error(`${id}: not an edit: ${line}`);
  }
  return { day: Number(when[1]), time: when[2] as string, changes };
}

/** The paragraphs after these edits. An edit that finds nothing to change throws. */
export function applyEdits(id: string, body: string[], changes: ScriptEdit['changes']): string[] {
  let out = [...body];
  for (const { kind, text, by } of changes) {
    if (kind === 'append') out.push(text);
    else if (kind === 'prepend') out.unshift(text);
    else {
      const at = out.findIndex((each) => (kind === 'drop' ? each.startsWith(text) : each.includes(text)));
      if (at < 0) throw new Error(`${id}: nothing to ${kind}: ${text}`);
      const paragraph = out[at] as string;
      out =
        kind === 'drop'
          ? out.toSpliced(at, 1)
          : out.with(
              at,
              paragraph.replace(text, () => by),
            );
    }
  }
  return out;
}
