import type { RevisionObject } from '@hearsay/api';
import { bold, dim, green, plain, red, when, wrap } from './print.js';

type Changes = NonNullable<RevisionObject['changes']>;
type Words = NonNullable<Changes['title']>['words'];

const kinds: Record<RevisionObject['kind'], string> = {
  edit: 'edited',
  deleted: 'deleted: the page is gone',
  restored: 'the page is back',
  reprocessed: 'read again by Hearsay; the outlet changed nothing',
};

/** One revision for a terminal: what it is, then what it changed. */
export function revisionLines(revision: RevisionObject): string[] {
  const first = revision.revision === 1;
  const what = first ? 'first seen' : `${kinds[revision.kind]}${revision.minor ? ' (slips only)' : ''}`;
  const head = `${bold(`Revision ${revision.revision}`)}  ${when(revision.fetched)}  ${what}`;
  if (revision.changes === null) return [head];
  const { title, sentences, notes } = revision.changes;
  const nothing = title === null && sentences.length === 0 ? [dim('  the same words as before')] : [];
  return [
    head,
    ...titleLines(title),
    ...sentences.flatMap(sentenceLines),
    ...notes.map(noteLine),
    ...nothing,
  ];
}

export function titleLines(title: Changes['title']): string[] {
  return title === null ? [] : wrap(wordsOf(title.words), '  headline: ');
}

/** `-` for what went, `+` for what came, `~` for what was changed, with [-words-] and {+words+} inside. */
export function sentenceLines(change: Changes['sentences'][number]): string[] {
  if (change.kind === 'removed') return wrap(plain(change.before), '  - ').map(red);
  if (change.kind === 'added') return wrap(plain(change.after), '  + ').map(green);
  return wrap(wordsOf(change.words), '  ~ ');
}

function noteLine(note: Changes['notes'][number]): string {
  return dim(`  the outlet notes ${note.kind === 'update' ? 'an' : 'a'} ${note.kind}`);
}

/** Marks that show without colour as well: a terminal's output is often kept as a file. */
function wordsOf(words: Words): string {
  return words
    .map(({ kind, text }) => {
      const [, lead = '', core = '', trail = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(plain(text)) ?? [];
      if (kind === 'same' || core === '') return plain(text);
      return `${lead}${kind === 'removed' ? red(`[-${core}-]`) : green(`{+${core}+}`)}${trail}`;
    })
    .join('');
}
