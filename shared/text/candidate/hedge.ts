import type { Attribution } from '../attribution/index.js';

/** Words by which an outlet says that it does not vouch for what it tells. "May" and "likely" belong to the statement itself. */
const withholding =
  /\b(?:reportedly|allegedly|purportedly|supposedly|apparently|unconfirmed|unverified|not (?:been )?(?:independently )?(?:confirmed|verified)|could not (?:be )?(?:independently )?(?:confirm|verify)(?:ed)?|rumou?red|is said to|are said to|was said to|were said to|alleged|purported)\b/i;

/**
 * True where the outlet withholds commitment: by a word of the clause or its sentence, or by a verb of doubt ("claimed").
 * Plain attribution to a source is not hedging.
 */
export function hedgesStatement(clause: string, rest: string, attribution: Attribution | null): boolean {
  return withholding.test(clause) || withholding.test(rest) || attribution?.verb === 'claimed';
}
