import { NotAFeedError, type ParsedFeed, parseFeed } from '@hearsay/text/feed';
import { foldMarkup } from './fold.js';

/** A line of feeds-dev.jsonl. */
export interface FeedFile {
  file: string;
  body: string;
  contentType: string | null;
  expect: { field: string; value: string }[];
}

export interface ValueScore {
  field: string;
  expected: string;
  read: string | null;
  exact: boolean;
  folded: boolean;
  /** Right only because the file was served with a Content-Location header. */
  needsContentLocation: boolean;
}

export interface FileScore {
  file: string;
  ms: number;
  refused: string | null;
  crashed: string | null;
  values: ValueScore[];
}

/** The set's files expect to be served from here: its relative links resolve to this host. */
const SERVED_FROM = 'http://127.0.0.1:8097/';

/** Reads one file and compares what it expects. Every value of a file that cannot be read is a miss. */
export async function scoreFile(file: FeedFile): Promise<FileScore> {
  const bytes = new Uint8Array(Buffer.from(file.body, 'base64'));
  const location = contentLocation(bytes);
  const started = performance.now();
  const score: FileScore = { file: file.file, ms: 0, refused: null, crashed: null, values: [] };
  const url = location ?? `${SERVED_FROM}${file.file}`;
  const parsed = await parseFeed(bytes, { url, contentType: file.contentType }).catch((error: Error) => {
    if (error instanceof NotAFeedError) score.refused = error.message;
    else score.crashed = String(error.stack);
    return null;
  });
  score.ms = performance.now() - started;
  score.values = file.expect.map(({ field, value }) => compare(field, value, parsed, location !== null));
  return score;
}

function compare(field: string, expected: string, parsed: ParsedFeed | null, located: boolean): ValueScore {
  const read = parsed === null ? null : fieldOf(parsed, field);
  const exact = read === expected;
  const folded = exact || (read !== null && foldMarkup(read) === foldMarkup(expected));
  return {
    field,
    expected,
    read,
    exact,
    folded,
    needsContentLocation: located && /example\.com/.test(expected),
  };
}

function fieldOf(parsed: ParsedFeed, field: string): string | null {
  const [where, name = ''] = field.split('.');
  const from = where === 'feed' ? parsed.feed : parsed.entries[0];
  return (from as Record<string, string | null> | undefined)?.[name] ?? null;
}

/** The set writes the response headers a test was served with into a comment; only Content-Type is in the JSONL. */
function contentLocation(bytes: Uint8Array): string | null {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 600));
  return /^Header:\s+Content-Location:\s*(\S+)/im.exec(head)?.[1] ?? null;
}
