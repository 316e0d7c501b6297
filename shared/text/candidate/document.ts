/** What a document is called; a "report" alone may be an outlet's. */
const noun =
  '(?:memos?|memorand(?:um|a)|logs?|logbooks?|letters?|e-?mails?|filings?|audits?|transcripts?|minutes|dossiers?|invoices?|contracts?|indictments?|ledgers?|annex(?:es)?|appendi(?:x|ces)|affidavits?|certificates?|spreadsheets?|registers?|(?:court|bank|police|internal|company|hospital|inspection|shipping|flight|phone|tax|public) (?:documents?|records?|files?|papers?|reports?))';
const document = `(?:(?:an?|the|that|this|its|their|two|three|several|leaked|internal) )?(?:[\\p{Ll}-]+ ){0,3}?${noun}`;
const origin = '(?: (?:of|by|from|to|dated|seen|obtained|reviewed|read|examined)\\b[^,.;:]{2,60}?)?';
const telling =
  '(?:shows?|showed|says?|said|states?|stated|records?|recorded|reveals?|revealed|notes?|noted|confirms?|confirmed|lists?|listed|indicates?|indicated|warns?|warned|gives?|gave|sets? out)';

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

/** "The failure rate is given as nine per cent": somebody's writing, told a sentence before. */
const asWritten =
  /\b(?:is|are|was|were) (?:given|listed|recorded|put|stated|noted|described|entered|marked) (?:there )?(?:as|at|with)\b(?!.* by )/iu;

/** The document that the sentence before names as its subject, where a sentence goes on about what is written in it; else null. */
export function documentBefore(sentence: string, before: string): string | null {
  if (Math.max(sentence.length, before.length) > longest || !asWritten.test(sentence)) return null;
  return subject.exec(before)?.groups?.document ?? null;
}

const months =
  'January|February|March|April|May|June|July|August|September|October|November|December|Jan\\.|Feb\\.|Aug\\.|Sept\\.|Oct\\.|Nov\\.|Dec\\.';
const date = `(?:(?:${months}) \\d{1,2}(?:, \\d{4})?|\\d{1,2} (?:${months})(?: \\d{4})?)`;

/**
 * What an article calls a document, as fully as it does anywhere: "the four-page memo" is "an internal memo dated May 4", if the article names
 * one memo alone.
 * @param phrases all that the article calls its documents
 */
export function documentName(phrase: string, phrases: readonly string[], text: string): string {
  const head = headOf(phrase);
  const same = phrases.filter((each) => headOf(each) === head);
  if (same.some((each) => /\b(?:another|other|second|two|three|several|both)\b(?!-)/i.test(each)))
    return phrase;
  const fullest = same.reduce(
    (best, each) => (wordsOf(each).length > wordsOf(best).length ? each : best),
    phrase,
  );
  const dated = new RegExp(`\\b${head},? (?:which was |was )?dated (${date})`, 'u').exec(text)?.[1];
  return dated === undefined || / dated /.test(fullest) ? fullest : `${fullest} dated ${dated}`;
}

const headOf = (phrase: string): string => /[\p{L}]+$/u.exec(phrase.toLowerCase())?.[0] ?? phrase;

/** The words that tell it from others: not articles, not how long it is. */
const wordsOf = (phrase: string): string[] =>
  phrase.split(/\s+/).filter((word) => !/^(?:the|an?|this|that|its|their)$|-page$/i.test(word));
