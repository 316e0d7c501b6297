import type { Attribution } from '../attribution/index.js';
import type { Name } from '../name/index.js';
import type { Span } from '../span.js';

/** Verbs whose subject judges. */
const judging =
  /\b(?:call|brand|label|describ|dismiss|denounc|reject|den(?:y|ie)|refut|rebut|disput|contradict|debunk)/i;
/** Titles and bodies that stand before a person's name without a comma. */
const lastNames = 2;

/**
 * Who judges a report in a clause that is no reported speech ("Minister Mira Osei called the story “false”"): the last name before
 * the judging verb, as an attribution elsewhere in the article gives it in full.
 */
export function findJudge(
  clause: Span & { text: string },
  cue: string,
  names: readonly Name[],
  attributions: readonly Attribution[],
): string | null {
  const by = clause.text.search(/\b(?:denied|rejected|dismissed|refuted|disputed) by\b/i);
  if (by !== -1)
    return nameOf(
      names.find((name) => name.start >= clause.start + by && name.end <= clause.end),
      attributions,
    );
  const at = judging.exec(clause.text)?.index ?? clause.text.indexOf(cue);
  const end = clause.start + Math.max(0, at);
  const before = names.filter((name) => name.start >= clause.start && name.end <= end);
  return nameOf(before.at(-1), attributions);
}

function nameOf(found: Name | undefined, attributions: readonly Attribution[]): string | null {
  const name = found?.text ?? null;
  if (name === null) return null;
  const words = name.split(/\s+/);
  const full = attributions.find((each) => each.named && lastWord(each.speaker) === lastWord(name))?.speaker;
  return full ?? (/[&]| of | for /.test(name) ? name : words.slice(-lastNames).join(' '));
}

function lastWord(name: string | null): string {
  return name?.split(/\s+/).at(-1) ?? '';
}
