import { canonicalUrl } from '../url/index.js';
import { isUrl } from '../url/valid.js';

/** What an answer to a known article's address shows of whether the article is still there. */
export interface AnswerFacts {
  /** The address of the article, and the one that answered, after redirects. */
  asked: string;
  answered: string;
  status: number;
  /** The beginning of the decoded page; a page that says it is none can only be told from it. */
  head: string;
}

/** Titles and first headings of pages that stand where an article was. Each stands for the whole line. */
const notFound =
  /^\W*(?:(?:error|http)\W*)?(?:40[34]|410)?\W*(?:(?:sorry|oops|whoops)\W+)?(?:(?:the |this |that |your )?(?:requested |web ?)?(?:page|article|story|content|post|file|url|document)?\s*(?:you (?:requested|are looking for|were looking for)\s*)?(?:(?:was|is|could|can|has been|cannot|can['’]?t|couldn['’]?t|does|has|may have been)\s*)?(?:not\s*|no longer\s*|n['’]t\s*)?(?:be\s*)?(?:found|available|exists?|removed|deleted|taken down|expired|gone|unavailable)|(?:error )?404(?: error)?|page missing|nothing (?:was )?found(?: here)?|we can['’]?t find (?:that|this|the) page)\W*(?:[|–—:-].{0,80})?$/i;

/** Paths of pages that say so. */
const notFoundPath = /\/(?:404|410|not-?found|page-not-found|error|gone|removed)(?:\.\w{2,5})?$/i;
const frontPath = /^\/(?:index|home|default|startseite|accueil)?(?:\.\w{2,5})?$/i;

/** Article titles are longer than the name of an error; longer lines are not tried. */
const longestTitle = 160;

/**
 * Why an answer means that the article is not at its address: "not found (404)", "the address leads to the front page",
 * "the page says that it is not found"; null where it may be the article. A wall, a refusal or an outage is no absence.
 */
export function readAbsence(facts: AnswerFacts): string | null {
  if (facts.status === 404) return 'not found (404)';
  if (facts.status === 410) return 'gone for good (410)';
  if (facts.status < 200 || facts.status >= 300) return null;
  return (
    ledAway(facts.asked, facts.answered) ??
    (saysNotFound(facts.head) ? 'the page says that it is not found' : null)
  );
}

function ledAway(asked: string, answered: string): string | null {
  const [from, to] = [canonicalUrl(asked), canonicalUrl(answered)];
  if (from === to || !isUrl(from) || !isUrl(to)) return null;
  const [was, now] = [new URL(from), new URL(to)];
  if (notFoundPath.test(now.pathname)) return 'the address leads to a page for what is not found';
  if (frontPath.test(now.pathname) && now.search === '')
    return frontPath.test(was.pathname) ? null : 'the address leads to the front page';
  const section = now.search === '' && now.host === was.host && was.pathname.startsWith(`${now.pathname}/`);
  return section ? 'the address leads to a section of the site' : null;
}

function saysNotFound(head: string): boolean {
  return [/<title\b[^>]*>([^<]{1,400})<\/title>/i, /<h1\b[^>]*>([^<]{1,400})<\/h1>/i].some((tag) => {
    const line = (tag.exec(head)?.[1] ?? '')
      .replace(/&(?:#39|rsquo|apos);/g, '’')
      .replace(/\s+/g, ' ')
      .trim();
    return line !== '' && line.length <= longestTitle && notFound.test(line);
  });
}
