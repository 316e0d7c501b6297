/** What an outlet says of its own work and of whom it could not reach: true, but nothing of the story to follow. */
const patterns = [
  /\b(?:declined|refused) (?:\w+ )?(?:to comment|to be interviewed|an interview|requests? for (?:comment|an interview))\b/i,
  /\b(?:did|does|do|has|have|had|was|were|could) (?:not|n[’']t) (?:\w+ )?(?:respond|responded|reply|replied|return(?:ed)? (?:\w+ ){0,3}(?:calls?|messages?|emails?)|comment(?:ed)?\b(?! on)|be (?:\w+ )?reached|available for comment)\b/i,
  /\b(?:could not|has not|have not|had not|was unable to|were unable to) (?:\w+ ){0,2}(?:independently|immediately) (?:verif(?:y|ied)|confirm(?:ed)?)\b/i,
  /\b(?:an )?earlier version of this (?:article|story|report|piece)\b/i,
  /^["“]?(?:correction|clarification|editor[’']s note)\b\s*:/i,
];

/** True for a sentence of housekeeping: "declined to comment", "could not be reached", a correction of the article's own words. */
export function isHousekeeping(sentence: string): boolean {
  return patterns.some((pattern) => pattern.test(sentence));
}
