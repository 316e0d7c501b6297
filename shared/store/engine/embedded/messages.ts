/** What the pool asks of the database thread. Requests are answered strictly in the order they were sent. */
export type Request =
  | { id: number; do: 'open'; dir: string | null; template: string | null }
  /** `alone`: a statement outside any transaction; if it leaves one open, it is rolled back and refused. */
  | { id: number; do: 'run'; bytes: Uint8Array; alone: boolean }
  /** Writes the whole data directory as a gzipped tar file. */
  | { id: number; do: 'dump'; file: string }
  | { id: number; do: 'close' };

export type Answer = { id: number; bytes?: Uint8Array; error?: string };

/** The `error` of a statement that left a transaction open on a connection it did not hold. */
export const leftOpen = 'BEGIN needs a connection of its own: take one with connect(), or use transaction().';
