import type { Span } from '../span.js';

/** Words between quotation marks; the span itself includes the marks. */
export interface Quotation extends Span {
  /** The words inside the marks. */
  text: string;
  /** Where those words stand. */
  inner: Span;
}

export function findQuotations(_text: string): Quotation[] {
  return [];
}
