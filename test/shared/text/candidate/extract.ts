import { extractCandidates } from '@hearsay/text/candidate';

/** The candidates of a lone article with this text. */
export function extract(text: string, title: string | null = null) {
  const article = {
    id: 'x',
    revision: 1,
    outlet: 'x.example',
    outletName: 'X',
    title,
    text,
    lang: 'en',
    published: null,
  };
  return extractCandidates(article).candidates;
}
