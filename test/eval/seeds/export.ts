import type { StoryClaim } from '@hearsay/text/claim';
import type { EventFact } from '@hearsay/text/event';

/** The parts of the exported object (section 7 of the design) that the scores read. */
export interface ExportedArticle {
  id: string;
  url?: string;
  outlet: string;
  outletName: string;
  title: string | null;
  text: string;
  copyOf: string | null;
  copyKind: string | null;
  cites: { outlet: string | null; outletName: string }[];
}

export interface Exported {
  stories?: { id: string; articles: string[] }[];
  articles: ExportedArticle[];
  claims: StoryClaim[];
  events?: Pick<EventFact, 'type' | 'text'>[];
}
