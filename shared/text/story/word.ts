/** One word of an article as the story vector reads it. */
export interface Word {
  /** Lower case, curly apostrophes made straight, points of abbreviations dropped ("U.S" → "us"). */
  lower: string;
  /** Starts with a capital letter. */
  capital: boolean;
  /** Stands at the start of a sentence, where a capital says nothing. */
  opens: boolean;
  /** Holds a digit. */
  digit: boolean;
}

/** Longest text that is read; the rest of a longer article adds little to what it is about. */
export const MAX_CHARS = 20_000;

const WORD = /[\p{L}\p{N}]+(?:['’.&-][\p{L}\p{N}]+|,\d{3}(?!\d))*/gu;
const OPENS = /(?:^|[.!?:•|\n]|``|["“])\s*["'“‘`(]*\s*$/;

/**
 * Cuts a text into words.
 * @param text any text; only the first {@link MAX_CHARS} code units are read
 */
export function words(text: string): Word[] {
  const capped = text.slice(0, MAX_CHARS);
  const found: Word[] = [];
  let last = 0;
  for (const match of capped.matchAll(WORD)) {
    const raw = match[0];
    const code = raw.charCodeAt(0);
    const gap = capped.slice(Math.max(last, match.index - 4), match.index);
    found.push({
      lower: plain(raw),
      capital: code < 128 ? code >= 65 && code <= 90 : /^\p{Lu}/u.test(raw),
      opens: found.length === 0 || OPENS.test(gap),
      digit: /\d/.test(raw),
    });
    last = match.index + raw.length;
  }
  return found;
}

const ABBREVIATION = /^(?:\p{L}\.)+\p{L}$/u;

function plain(raw: string): string {
  const lower = raw.toLowerCase().replaceAll('’', "'");
  return ABBREVIATION.test(lower) ? lower.replaceAll('.', '') : lower;
}
