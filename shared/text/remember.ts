/**
 * Remembers what the last text read gave: names, quotations, attributions and citations of one article all ask for its sentences. The
 * result is shared, so it is read-only.
 */
export function rememberLast<T>(read: (text: string) => T): (text: string) => T {
  let last: { text: string; result: T } | null = null;
  return (text) => {
    if (last?.text !== text) last = { text, result: read(text) };
    return last.result;
  };
}
