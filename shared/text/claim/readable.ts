import type { Candidate } from '../candidate/index.js';
import type { Entry } from './prepare.js';

/** A claim is shown on one line of this many characters at most. */
const longest = 240;

/** The founding clause as a sentence of its own: white space joined, joining words dropped, first letter large. */
export function readableClaim({ candidate }: Entry): string {
  const clause =
    phraseIn(candidate) ?? (candidate.kind === 'quotation' ? quote(candidate.text) : candidate.text);
  const flat = clause
    .replace(/\s+/g, ' ')
    .replace(/^(?:because|while|although|though|whereas|and|but|which|who)\s+/i, '')
    .replace(/[\s,;:—–-]+$/, '')
    .trim();
  const shown = flat.length > longest ? `${flat.slice(0, flat.lastIndexOf(' ', longest))} …` : flat;
  return shown.charAt(0).toUpperCase() + shown.slice(1);
}

/** A quoted phrase with its lead says enough; alone it stands before the clause that holds it. */
function phraseIn({ text, host }: Candidate): string | null {
  if (host === null) return null;
  return host.startsWith(text.slice(0, 12)) ? text : `${text.replace(/^[^"“'‘]*/, '')}: ${host}`;
}

function quote(text: string): string {
  return `“${text.replace(/^["“”\s]+|["“”\s,]+$/g, '')}”`;
}
