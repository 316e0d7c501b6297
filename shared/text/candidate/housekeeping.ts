/** What an outlet says of its own work and of whom it could not reach: true, but nothing of the story to follow. */
const patterns = [
  /\b(?:declined|refused) (?:\w+ )?(?:to comment|to be interviewed|an interview|requests? for (?:comment|an interview))\b/i,
  /\b(?:did|does|do|has|have|had|was|were|could) (?:not|n[’']t) (?:\w+ )?(?:respond|responded|reply|replied|return(?:ed)? (?:\w+ ){0,3}(?:calls?|messages?|emails?)|comment(?:ed)?\b(?! on)|be (?:\w+ )?reached|available for comment)\b/i,
  /\b(?:could not|has not|have not|had not|was unable to|were unable to) (?:\w+ ){0,2}(?:independently|immediately) (?:verif(?:y|ied)|confirm(?:ed)?)\b/i,
  /\b(?:has|have|had|was|were) (?:been |also )?(?:contacted|approached|asked) for (?:a )?(?:comment|response|statement)\b/i,
  /\bit (?:was|is) (?:not|n[’']t) immediately (?:clear|known) (?:how|what|when|where|who|why|whether|if|which)\b/i,
  /^whether\b.+\b(?:would|did|could) not (?:say|be drawn|comment|disclose|discuss)\b/i,
  /\bwould (?:neither confirm nor deny|not be drawn)\b/i,
  /\bthis (?:is a )?(?:developing|breaking) (?:story|news)\b|\bthis (?:article|story|page|report) (?:was|has been|will be) (?:first |last |originally )?(?:updated|published|amended|corrected)\b/i,
  /^(?:in|at|from|during) (?:an?|the|his|her|its|their) (?:\p{L}+ ){0,2}(?:report|statement|interview|article|story|letter|speech|tweet|post)$/iu,
  /\b(?:our|this) live (?:coverage|blog|updates|page)\b/i,
  /\b(?:for (?:more|further) information|sign up (?:to|for)|follow us on|thank you for (?:joining|reading|following))\b/i,
  /^(?:(?:press|media|joint|official) )?(?:statement|release|notice|transcript) (?:on|regarding|about|concerning|from|by)\b(?!.*\b(?:says|said|is|are|was|were|has|have)\b)/i,
];

/** Said of the whole sentence, whatever is cut out of it: an outlet's correction of its own words. */
const corrections = [
  /\b(?:an )?earlier versions? of this (?:article|story|report|piece|headline|page)\b/i,
  /^["“]?(?:correction|clarification|editor[’']s note)\b[^.:]{0,40}:/i,
  /\bthis (?:article|story|report|piece|headline) (?:originally|initially|previously|incorrectly|wrongly|mistakenly)\b/i,
];

/**
 * True for a sentence of housekeeping: "declined to comment", "could not be reached", a correction of the article's own words.
 * @param clause the words of the sentence that would be a claim
 */
export function isHousekeeping(clause: string, sentence = clause): boolean {
  return (
    patterns.some((pattern) => pattern.test(clause)) || corrections.some((pattern) => pattern.test(sentence))
  );
}

/** True for a sentence that goes on with a correction: what stood wrongly, and what is so. */
export function opensCorrection(sentence: string): boolean {
  return corrections.some((pattern) => pattern.test(sentence));
}
