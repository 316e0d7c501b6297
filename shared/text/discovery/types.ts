/** How a feed's address was come by; the earlier, the surer. */
export type Found = 'itself' | 'site' | 'link' | 'anchor' | 'path' | 'robots';

/** An address that may be a feed. */
export interface Candidate {
  /** Absolute, http or https, without a fragment. */
  url: string;
  /** What the page calls it. */
  title: string | null;
  found: Found;
  /** Where it was found, in a few words for people. */
  why: string;
}
