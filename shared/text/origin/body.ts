/** Bodies that speak for themselves without a proper name; "officials" and "authorities" are people whose names are kept back. */
const bodies =
  /\b(?:police|ministry|department|agency|authority|court|army|navy|military|coastguard|coast guard|government|cabinet|parliament|council|commission|committee|hospital|university|company|airline|operator|union|bank|regulator|fire (?:service|brigade|department)|prosecutor['’]s office|mayor['’]s office|office)$/i;

/** True for "the regional police": one voice, whichever outlet carries it. */
export function isBody(speaker: string): boolean {
  // "An official of the agency" is no agency.
  const head = speaker.trim().split(/ (?:of|at|in|from|for|with|who) /)[0]!;
  return bodies.test(head) && !/^(?:one|two|three|four|five|some|several|many|sources?)\b/i.test(head);
}
