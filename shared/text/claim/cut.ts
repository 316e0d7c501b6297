/** Words that make what follows them hold only if something else does. */
const conditions = new Set('if unless until except provided providing but only lest'.split(' '));
/** Words that deny, doubt or merely suppose what follows them. */
const turning =
  /^(?:not|never|no|nobody|none|nor|neither|hardly|cannot|\w+n't|deny|denies|denied|doubt|doubts|doubted|false|untrue|wrong|nonsense|lie|lies|myth|rumou?rs?|if|unless|suppose|supposing|wish|imagine|pretend|pretended|without)$/;
/** After these a new thought begins, which the words before do not rule. */
const parting = new Set('and so because then yet as'.split(' '));
/** How many words before the cut may still rule what follows. */
const reach = 6;
/** "That is not just", "no doubt that": no denial of what follows. */
const emphatic =
  /\b(?:not (?:just|only|merely|simply)|no (?:doubt|question)|never (?:doubted|been (?:more|so)))\b/;

/** Words that one quotation leaves out beside those that it keeps, where they turn their sense. */
export interface Cut {
  left: string;
  /** Which of the two quotes less. */
  by: 'first' | 'second';
}

/**
 * Whether one quotation holds the other and what only it holds makes the words mean something else: a condition after them ("if the bank
 * insists"), a negation or supposition before them ("I do not believe that"). Quoting less is else no alteration.
 * @param first normalised words, oldest quotation first; `shown` the same words as they are spelt
 */
export function cutSense(
  first: readonly string[],
  second: readonly string[],
  shown: [readonly string[], readonly string[]],
): Cut | null {
  if (first.length === second.length) return null;
  const [whole, part] = first.length > second.length ? [first, second] : [second, first];
  const words = first.length > second.length ? shown[0] : shown[1];
  const by = first.length > second.length ? 'second' : 'first';
  const at = placeOf(part, whole);
  if (at === -1) return null;
  const end = at + part.length;
  if (end < whole.length && conditions.has(whole[end]!) && endsOpen(whole, end))
    return { left: words.slice(end).join(' '), by };
  const before = ruling(whole.slice(Math.max(0, at - reach), at));
  if (before.length > 0 && before.some((word) => turning.test(word)) && !emphatic.test(before.join(' ')))
    return { left: words.slice(at - before.length, at).join(' '), by };
  return null;
}

/** The words before the cut that no new thought parts from it. */
function ruling(before: readonly string[]): string[] {
  const part = before.findLastIndex((word) => parting.has(word));
  return before.slice(part + 1);
}

/** "But we will try again" adds to what is said; "but only for a day" limits it. */
function endsOpen(whole: readonly string[], end: number): boolean {
  return whole[end] !== 'but' || /^(?:only|not|never)$/.test(whole[end + 1] ?? '');
}

function placeOf(part: readonly string[], whole: readonly string[]): number {
  for (let at = 0; at + part.length <= whole.length; at += 1)
    if (part.every((word, i) => whole[at + i] === word)) return at;
  return -1;
}
