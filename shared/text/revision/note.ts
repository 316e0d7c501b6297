/** What an outlet itself says of a change. */
export interface EditNote {
  kind: 'correction' | 'clarification' | 'retraction' | 'update';
  text: string;
}

/** A note is one line of an article, and seldom longer than this. */
const longestNote = 800;

const begins: readonly [EditNote['kind'], RegExp][] = [
  [
    'retraction',
    /^[\W_]*(?:retraction|(?:this|the) (?:article|story|report) (?:has been|was|is) (?:retracted|withdrawn))\b/i,
  ],
  [
    'correction',
    /^[\W_]*(?:corrections?(?:\s*\([^)]{0,40}\))?\s*(?:[:,–—-]|and clarif|\d|on |appended)|(?:an?|the) (?:earlier|previous|original|first) (?:version|edition|headline)s? of (?:this|the)|(?:this|the) (?:article|story|report|headline|piece|post|text|page) (?:has been|was|is) (?:corrected|amended)|(?:this|the) (?:article|story|report|piece|post) (?:originally|initially|previously) (?:said|stated|misstated|reported|misidentified|gave))/i,
  ],
  [
    'clarification',
    /^[\W_]*(?:clarifications?\b[^:]{0,40}:|(?:this|the) (?:article|story|report) (?:has been|was) clarified)/i,
  ],
  [
    'update',
    /^[\W_]*(?:updated?\b[^:]{0,40}:|(?:this|the) (?:article|story|report|piece|post) (?:has been|was|is being) (?:updated|revised)|this is a (?:developing|breaking) story)/i,
  ],
  // Last, since a note by the editor may be any of those above by what it says.
  [
    'correction',
    /^[\W_]*editor[’']?s?[’']? note\b.{0,200}\b(?:correct(?:ed|ion)|amended|misstated|incorrectly|wrongly|in error)\b/i,
  ],
  ['update', /^[\W_]*editor[’']?s?[’']? note\b.{0,200}\bupdated?\b/i],
];

/** The lines in which an outlet says that it corrected, clarified, retracted or updated the article, in order. */
export function findNotes(text: string): EditNote[] {
  return text
    .split(/\n+/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && line.length <= longestNote)
    .flatMap((line) => {
      const kind = begins.find(([, pattern]) => pattern.test(line))?.[0];
      return kind === undefined ? [] : [{ kind, text: line }];
    });
}
