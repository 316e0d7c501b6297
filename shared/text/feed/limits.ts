/** Whole newsrooms stay below 2 MB; what is longer than this is an archive, and would hold the thread for seconds. */
export const MAX_FEED_BYTES = 8 * 1024 * 1024;

/** A feed lists its newest entries first; sitemaps may hold 1,000 (Google News), archives more than anybody polls. */
export const MAX_ENTRIES = 1000;

/** Readable markup nests some 30 deep. Deeper is hostile: closing tags are searched along the open ones. */
export const MAX_DEPTH = 200;

/** 1,000 entries with XHTML inside have about 100,000 elements; each costs some 300 bytes. */
export const MAX_ELEMENTS = 150_000;

/** Characters of one HTML value: a long read has 60,000, with inlined markup four times that. The rest is cut. */
export const MAX_HTML_LENGTH = 256 * 1024;

/** Characters of markup in all values of a document: hundreds of full articles. Later values are shortened. */
export const MAX_MARKUP_LENGTH = 4 * 1024 * 1024;

/** What a shortened value keeps: enough for a summary. */
export const SHORT_LENGTH = 1000;

/** Characters of a title, name, id or date: what is longer is markup gone astray. */
export const MAX_LINE_LENGTH = 4096;

/** Characters of an address. */
export const MAX_LINK_LENGTH = 8192;

/** Namespace declarations, doctypes and entities are read from this much of the head. */
export const MAX_DOCTYPE_LENGTH = 64 * 1024;
