import { gunzipSync } from 'node:zlib';
import { NotAFeedError } from './error.js';
import { MAX_FEED_BYTES } from './limits.js';

const MB = 1024 * 1024;

/**
 * The bytes of a document, unpacked where they are gzip (sitemaps are often served as `.xml.gz`). Unpacking stops
 * at MAX_FEED_BYTES. Throws NotAFeedError for what is longer, packed or not, or cannot be unpacked.
 */
export function unpack(bytes: Uint8Array): Uint8Array {
  if (bytes.length > MAX_FEED_BYTES)
    throw new NotAFeedError(
      `This document is longer than ${MAX_FEED_BYTES / MB} MB, so it is not read as a feed.`,
    );
  return bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzip(bytes) : bytes;
}

function gunzip(bytes: Uint8Array): Uint8Array {
  try {
    return gunzipSync(bytes, { maxOutputLength: MAX_FEED_BYTES });
  } catch (error) {
    const tooLong = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    throw new NotAFeedError(
      tooLong
        ? `This document unpacks to more than ${MAX_FEED_BYTES / MB} MB, so it is not read as a feed.`
        : 'This document is compressed (gzip), but cannot be unpacked.',
    );
  }
}
