import { datelineLength } from '../sentence/index.js';

/**
 * Lines that say whose text this is, who worked on it or what was changed in it. Each is tried on one line of at most
 * {@link MAX_NOTE} characters; a reprint drops, adds or rewords them without touching what the text says.
 */
const NOTES: readonly RegExp[] = [
  // "(Reporting by …; Editing by …)", "Additional reporting by …"
  /^[\W_]*(?:(?:additional|with|further) )?(?:reporting|writing|editing|compiled|written|edited|translated|translation|produced|text)(?: and (?:reporting|writing|editing|edited))? (?:by|from)\b/i,
  // "Report supplied by …", "Copyright …", "© …"
  /^\W*(?:report|story|article|text|copy) (?:supplied|provided|distributed|syndicated) (?:by|from|courtesy)\b/i,
  /^[\W_]*(?:copyright\b|©|\(c\)\s)/i,
  // "This article originally appeared on …", "This story was translated from …", "This article has been updated …"
  /^[\W_]*(?:this|the) (?:article|story|report|piece|post|text|version|dispatch) (?:(?:was|is|has been|has|had|have|originally|first|also|previously|automatically|machine)[ -]){0,4}(?:appeared|published|produced|provided|supplied|distributed|republished|reprinted|syndicated|translated|updated|corrected|amended|revised)\b/i,
  // "Republished with permission …", "Originally published in …"
  /^[\W_]*(?:originally (?:published|appeared)|(?:re(?:published|printed)|syndicated|used) (?:from|with|by)|first published)\b/i,
  // "Correction: …", "Editor's note: …", "Update: …", "Our standards: …"
  /^[\W_]*(?:corrections?|clarification|editor['’]?s['’]? note|update[ds]?|note|our (?:standards|principles))\b[^:.]{0,40}:/i,
];
const MAX_NOTE = 500;

/** A dateline opens one of the first lines; what stands before it is a summary of the outlet's own, no longer than this. */
const OPENING_LINES = 4;
const MAX_SUMMARY = 300;

/**
 * A text without what its publisher put around it: dateline, summary above the dateline, sign-offs, credit lines, notes of
 * corrections. What is left out is blanked, so that places in the body are places in the text. A text of nothing else comes
 * back as it is.
 */
export function bodyOf(text: string): string {
  const lines = text.split('\n');
  const opening = lines.flatMap((line, at) => (line.trim() === '' ? [] : [at])).slice(0, OPENING_LINES);
  const first = opening.find((at) => datelineLength(lines[at]!) > 0);
  const above = opening.filter((at) => first !== undefined && at < first);
  if (above.every((at) => lines[at]!.length <= MAX_SUMMARY)) for (const at of above) blankLine(lines, at);
  if (first !== undefined)
    lines[first] =
      ' '.repeat(datelineLength(lines[first]!)) + lines[first]!.slice(datelineLength(lines[first]!));
  lines.forEach((line, at) => {
    if (line.length <= MAX_NOTE && NOTES.some((note) => note.test(line))) blankLine(lines, at);
  });
  const body = lines.join('\n');
  return /[\p{L}\p{N}]/u.test(body) ? body : text;
}

function blankLine(lines: string[], at: number): void {
  lines[at] = ' '.repeat(lines[at]!.length);
}
