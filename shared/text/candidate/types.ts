import type { Quantity } from '../quantity/index.js';
import type { Span } from '../span.js';

/** One revision of an article, as clean left it. Offsets elsewhere are half-open UTF-16 units into `text` or `title`. */
export interface ArticleText {
  id: string;
  /** Counted from 1. */
  revision: number;
  /** Registrable domain. */
  outlet: string;
  outletName: string;
  title: string | null;
  /** Paragraphs parted by a blank line. */
  text: string;
  /** ISO 639-1, null if unknown. */
  lang: string | null;
  /** ISO 8601 UTC, null if unknown. */
  published: string | null;
}

/** The outlet relied on; `outlet` is its domain, null where it is not known. */
export interface Via {
  outlet: string | null;
  outletName: string;
}

/** What a clause does to something said elsewhere. */
export interface Refutation {
  /**
   * `report`: the report as a whole ("That report is false"); `claim`: the content that stands in the clause ("denied that …");
   * `before`: what the article said just before ("The firm disputes this").
   */
  target: 'report' | 'claim' | 'before';
  /** The words that refute ("incorrect"). */
  cue: string;
}

/** What a clause says of its subject. */
export interface Predicate {
  /** Of the main verb, or of the adjective or noun that a light verb carries. */
  lemma: string;
  negated: boolean;
}

/** A clause that may make, vary or dispute a claim. JSON-serialisable; kept per article revision. */
export interface Candidate extends Span {
  in: 'text' | 'title';
  /** Exactly `source.slice(start, end)`. */
  text: string;
  sentence: Span & { text: string };
  /** Number of its sentence in the article, from 0; -1 for the title. */
  order: number;
  /** `quotation`: the clause is quoted words of a speaker. */
  kind: 'statement' | 'quotation';
  /** 0..1: how far the clause is a checkable statement. */
  worthiness: number;
  /** Who is made to say it, as the text resolves it; null where the outlet itself speaks. */
  speaker: string | null;
  speakerNamed: boolean;
  role: string | null;
  via: Via | null;
  /** The outlet withholds commitment ("reportedly", "unconfirmed"). */
  hedged: boolean;
  /** True if the speaker's own words stand in quotation marks. */
  direct: boolean;
  /** Offsets into the candidate's own `text`. */
  quantities: Quantity[];
  /** Comparison keys of the proper names in the clause. */
  names: string[];
  /** Stemmed content words of the clause, in order, without the names' function words; numbers are in `quantities`. */
  terms: string[];
  /** Stemmed content words of the rest of the sentence: what the clause leans on ("them", "the group"). */
  context: string[];
  /** What the clause says of its subject; empty in headlines that leave verbs out. */
  predicates: Predicate[];
  /** For a quoted phrase: the clause it stands in; else null. */
  host: string | null;
  refutes: Refutation | null;
}
