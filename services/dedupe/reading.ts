import type { Article, Revision } from '@hearsay/store';
import { type Citation, findCitations, recogniseOutlet } from '@hearsay/text/citation';
import type { CopyText } from '@hearsay/text/copy';
import { type Fingerprint, fingerprint } from '@hearsay/text/fingerprint';
import { findNames } from '@hearsay/text/name';
import { findQuotations, type Quotation } from '@hearsay/text/quotation';
import { newsIdf, partText, type StoryVector, storyVector } from '@hearsay/text/story';
import { outletDomain } from '@hearsay/text/url';

/** What dedupe reads in an article revision and keeps with it. */
export interface Reading {
  names: string[];
  quotations: Quotation[];
  cites: Citation[];
  fingerprint: Fingerprint;
  vector: StoryVector;
  /** What it tells in passing, as a roundup does; absent in most articles. */
  parts?: StoryVector[];
}

/** Reads one revision. Pure, so it is done before anything is locked. */
export function readRevision(article: Article, revision: Revision): Reading {
  const { title, text, byline } = revision;
  const names = [...new Set(findNames(text).map((name) => name.key))];
  const { id, outlet, outletName } = article;
  const told = { id, outlet, title, text, published: isoOf(article.published), names };
  const { main, asides } = partText(told, newsIdf);
  return {
    names,
    quotations: [...findQuotations(text)],
    cites: [...linkedOriginal(revision), ...findCitations(text, { outlet, outletName }, undefined, byline)],
    fingerprint: fingerprint(text),
    // What it tells in passing does not draw it, and the stories around it, to other stories.
    vector: storyVector({ ...told, text: main }, newsIdf),
    ...(asides.length === 0 ? {} : { parts: asides }),
  };
}

/** An article as the comparison of copies reads it. */
export function copyText(article: Article, revision: Revision, reading: Reading | null): CopyText {
  return {
    id: article.id,
    outlet: article.outlet,
    outletName: article.outletName,
    title: revision.title,
    byline: revision.byline,
    published: isoOf(article.published),
    text: revision.text,
    lang: revision.lang,
    credits: creditsOf(reading?.cites ?? []),
  };
}

/** The original that the page names in its head, as a citation without a place in the text. */
function linkedOriginal({ syndicatedFrom }: Revision): Citation[] {
  if (syndicatedFrom === null) return [];
  const outlet = outletDomain(syndicatedFrom);
  const { outletName } = recogniseOutlet(outlet) ?? { outletName: outlet };
  const sentence = `The page names ${syndicatedFrom} as the original.`;
  return [{ outlet, outletName, sentence, span: { start: 0, end: 0 }, how: 'canonical-link' }];
}

const statesOrigin: Citation['how'][] = ['wire-credit', 'originally-appeared', 'canonical-link'];

/** Outlets an article says its text is from, and not only that it relies on. */
export function creditsOf(cites: Citation[]): string[] {
  return cites
    .filter((cite) => statesOrigin.includes(cite.how))
    .flatMap((cite) => [cite.outletName, cite.outlet])
    .filter((name) => name !== null);
}

export function isoOf(date: Date | null): string | null {
  return date?.toISOString() ?? null;
}
