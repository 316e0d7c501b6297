/** A text, its title, and the title as running text would have it. */
const mostRemembered = 3;

/**
 * Remembers what the last texts read gave: names, quotations, attributions and citations of one article all ask for its sentences. The
 * result is shared, so it is read-only.
 */
export function rememberLast<T>(read: (text: string) => T): (text: string) => T {
  let last: { text: string; result: T }[] = [];
  return (text) => {
    const known = last.find((each) => each.text === text);
    if (known !== undefined) return known.result;
    const result = read(text);
    last = [{ text, result }, ...last.slice(0, mostRemembered - 1)];
    return result;
  };
}
