/** By which an outlet shows that it asked or saw for itself. */
const seen = /\b(?:seen|obtained|reviewed|viewed|examined|verified|heard|witnessed|inspected) by$/i;
const told =
  /\b(?:told|telling|spoke to|speaking to|spoke with|interview with|shown to|shared with|read to|described to)$/i;
const unnamed = /^(?:us|this (?:news)?paper|this website|this reporter|our (?:reporter|correspondent))\b/i;
const firstPerson =
  /\b(?:we have (?:seen|obtained|reviewed|learned)|we (?:obtained|saw|counted|reviewed)|our (?:reporter|correspondent|analysis))\b/i;
/** Words of a sentence that are looked at; a longer one is a list. */
const longest = 2000;

/** True if the sentence says that its outlet has this from its own sources: "officials told the Courier", "a letter seen by the Courier". */
export function isOwnReporting(sentence: string, outletName: string): boolean {
  const text = sentence.slice(0, longest);
  if (firstPerson.test(text)) return true;
  const places = [...text.matchAll(/\b(?:told|telling|to|with|by) /gi)];
  return places.some(({ index, 0: word }) => {
    const ahead = text.slice(Math.max(0, index - 30), index + word.length - 1);
    return (seen.test(ahead) || told.test(ahead)) && isItself(text.slice(index + word.length), outletName);
  });
}

function isItself(rest: string, outletName: string): boolean {
  if (unnamed.test(rest)) return true;
  const name = outletName.toLowerCase().replace(/^the /, '');
  const after = rest.toLowerCase().replace(/^the /, '');
  const last = name.split(/\s+/).at(-1)!;
  return after.startsWith(name) || (last.length > 3 && new RegExp(`^${literal(last)}\\b`).test(after));
}

function literal(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
