/** Words that lead on to something, which at the end of a cut text hang in the air. */
const leadingOn =
  /[\s,;:–—-]+(?:the|an?|and|or|but|nor|that|which|who|whose|of|to|in|on|at|by|for|from|with|as|than|into|over|after|before|while|because|although|though|when|where|if|since|until|is|are|was|were|has|have|had|be|been|its?|his|her|their|more|less|about|under|between|not)$/i;

/**
 * A text of at most `room` characters: whole, or cut between two words where one ends near, with "…". No word that leads on
 * to something is left at the end, and no quotation mark that never closes.
 */
export function cutText(text: string, room: number): string {
  if (text.length <= room) return text;
  const kept = text.slice(0, Math.max(1, room - 1));
  const space = kept.lastIndexOf(' ');
  // A pair of UTF-16 units is not cut in two.
  let shown = space > room * 0.6 ? kept.slice(0, space) : kept.replace(/[\ud800-\udbff]$/, '');
  const open = shown.lastIndexOf('“');
  if (open > room * 0.6 && open > shown.lastIndexOf('”')) shown = shown.slice(0, open);
  for (let before = ''; before !== shown; ) {
    before = shown;
    shown = shown.replace(leadingOn, '').replace(/[\s,;:.–—-]+$/, '');
  }
  const closing = shown.lastIndexOf('“') > shown.lastIndexOf('”') ? '”' : '';
  return `${shown}…${closing}`;
}
