/** What a source is called when it is a paper and not a person. */
const documents =
  /\b(?:data|annex|appendix|affidavits?|filings?|memos?|memorandum|documents?|records?|letters?|emails?|e-mails?|stud(?:y|ies)|surveys?|audits?|papers|indictment|complaint|lawsuit|transcripts?|minutes|figures|statistics|log|logs|ruling|report by .+|.+ report)(?: dated .+)?$/i;
/** "According to a report": another outlet's, unless the report is named. */
const mediaReports =
  /^(?:an?|the|that|this|one|earlier|recent|several|multiple|some|media|news|press|local)?\s*(?:[\p{L}-]+ )?(?:news |media |press )?(?:reports?|story|article|reporting|outlet|media|newspaper)$/iu;

export function isDocument(speaker: string): boolean {
  return documents.test(speaker.trim()) && !isMediaReport(speaker);
}

export function isMediaReport(speaker: string): boolean {
  return mediaReports.test(speaker.trim());
}
