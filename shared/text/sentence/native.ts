import { createRequire } from 'node:module';

type Segment = (language: string, text: string) => string[];

let segment: Segment | null | undefined;

/**
 * Where sentencex (prebuilt native) ends sentences in `block`; null on platforms without its binary.
 * Offsets are rebuilt from the pieces, since sentencex counts code points.
 */
export function nativeEnds(block: string): ReadonlySet<number> | null {
  if (segment === undefined) segment = loadSegment();
  if (segment === null) return null;
  const ends = new Set<number>();
  let at = 0;
  for (const piece of segment('en', block)) {
    at += piece.length;
    ends.add(at - (piece.length - piece.trimEnd().length));
  }
  return ends;
}

function loadSegment(): Segment | null {
  try {
    return (createRequire(import.meta.url)('sentencex') as { segment: Segment }).segment;
  } catch {
    return null; // no binary for this platform: the rules decide alone
  }
}
