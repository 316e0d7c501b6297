/** A page as plain data, read from its DOM once: what the choosing of text and metadata work on. */
export interface PageView {
  lang: string | null;
  /** `<title>`. */
  pageTitle: string;
  /** Every `<meta>` with a name, property or itemprop, lower-cased key, in order. */
  metas: { key: string; content: string }[];
  canonical: string | null;
  jsonLd: string[];
  blocks: Block[];
  containers: Container[];
  /** Normalised texts of the blocks that Readability kept; empty where it found nothing. */
  readable: string[];
  clues: Clue[];
}

/** A run of text between two block boundaries. */
export interface Block {
  text: string;
  /** Index of the innermost container. */
  container: number;
  /** Characters of `text` inside links. */
  linkChars: number;
  /** Characters of `text` inside bold or italic elements. */
  strongChars: number;
}

/** A block-level element: the tree above the blocks. */
export interface Container {
  tag: string;
  parent: number;
  /** Lower-cased class, id, role, itemprop and test id: what the page's author calls it. */
  hints: string;
  hidden: boolean;
}

/** An element whose name or kind says that it may hold an author or a date. */
export interface Clue {
  kind: 'author' | 'date';
  text: string;
  /** Value of `datetime`, `content` or `title`, whichever is there. */
  value: string | null;
  hints: string;
  tag: string;
  /** Index of the next block when it was met: where on the page it stands. */
  at: number;
  /** Index of the container it stands in. */
  container: number;
}
