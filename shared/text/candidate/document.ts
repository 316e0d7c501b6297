/** What a document is called; a "report" alone may be an outlet's. */
const noun =
  '(?:memos?|memorand(?:um|a)|logs?|logbooks?|letters?|e-?mails?|filings?|audits?|transcripts?|minutes|dossiers?|invoices?|contracts?|indictments?|ledgers?|(?:court|bank|police|internal|company|hospital|inspection|shipping|flight|phone|tax|public) (?:documents?|records?|files?|papers?|reports?))';
const document = `(?:(?:an?|the|that|this|its|their|two|three|several|leaked|internal) )?(?:[\\p{Ll}-]+ ){0,3}?${noun}`;
const origin = '(?: (?:of|by|from|to|dated|seen|obtained|reviewed|read|examined)\\b[^,.;:]{2,60}?)?';
const telling =
  '(?:shows?|showed|says?|said|states?|stated|records?|recorded|reveals?|revealed|notes?|noted|confirms?|confirmed|lists?|listed|indicates?|indicated|warns?|warned)';

/** "The memo, dated May 4, shows that …", "A log seen by the Ledger says …". */
const subject = new RegExp(
  `^[“"]?(?<document>${document})${origin}(?:,[^.;]{1,120}?,["”]?)? (?:also |further )?${telling}\\b`,
  'iu',
);
/** "… is written in an inspection log", "… appears in a letter": the document stands after what it says. */
const after = new RegExp(
  `\\b(?:(?:is|are|was|were) (?:written|recorded|noted|stated|documented|logged|set out|mentioned) in|appears? in|appeared in) (?<document>${document})\\b`,
  'iu',
);
/** Longer sentences are lists. */
const longest = 600;

/** The document that a sentence gives as the source of what it says, as the sentence calls it; null where it gives none. */
export function documentOf(sentence: string): string | null {
  if (sentence.length > longest) return null;
  return (subject.exec(sentence) ?? after.exec(sentence))?.groups?.document ?? null;
}
