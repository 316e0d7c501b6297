import { beforeFigure, eitherWay, speechVerbs, starters, titles } from './abbreviations.js';

export type Verdict = 'end' | 'inside';

/** A place where a sentence might end: `end` is after the marks and closing quotes, `next` where text goes on. */
export interface Candidate {
  end: number;
  next: number;
  verdict: Verdict;
}

// Marks (". . ." is one), then closing quotes or brackets, then white space. `"` and `'` count as closing here: they stand after a mark.
const candidatePattern = /((?:\.[ \u00a0]){2,}\.|[.!?…]+)(["”’'»)\]]*)(\s+|$)/g;
// Scraped text that lost its space: "…closed.The". Only before a word that starts sentences.
const gluedPattern = /[.!?](?<=\p{Ll}{3}.)["”]?(?=(\p{Lu}\p{Ll}*)\s)/gu;
/** A bracket longer than this is taken for an unbalanced one. */
const longestBracket = 400;

/** Finds every place in a block of text (one paragraph) where a sentence might end, in order. */
export function findCandidates(block: string): Candidate[] {
  const shut = bracketRanges(block);
  const found: Candidate[] = [];
  for (const match of block.matchAll(candidatePattern)) {
    const end = match.index + match[1]!.length + match[2]!.length;
    const next = match.index + match[0].length;
    const inBracket = shut.some((range) => end > range.start && end < range.end);
    const verdict = inBracket ? 'inside' : judge(block, match.index, match[1]!, match[2]!, next);
    found.push({ end, next, verdict });
  }
  for (const match of block.matchAll(gluedPattern)) {
    if (!starters.has(match[1]!.toLowerCase())) continue;
    const end = match.index + match[0].length;
    found.push({ end, next: end, verdict: 'end' });
  }
  return found.sort((a, b) => a.end - b.end);
}

function judge(block: string, at: number, marks: string, closers: string, next: number): Verdict {
  if (next >= block.length) return 'end';
  const after = block.slice(next, next + 80);
  const first = /^["“‘'«([\s]*(.)/u.exec(after)?.[1] ?? '';
  if (/\p{Ll}/u.test(first) || /^[.…,;:)\]—–]/.test(after)) return 'inside';
  if (/[?!]$/.test(marks) && closers !== '' && speakerFollows(after)) return 'inside';
  if (/[…]|\.\s?\./.test(marks) && !/[?!]/.test(marks))
    return closers !== '' || startsSentence(after) ? 'end' : 'inside';
  if (marks !== '.') return 'end';
  if (/["”»]/.test(closers)) return 'end';
  return judgeStop(block.slice(Math.max(0, at - 24), at), after);
}

/** A single full stop: the word before and the word after decide. */
function judgeStop(before: string, after: string): Verdict {
  const word = /[\p{L}\p{N}][\p{L}\p{N}.'’&-]*$/u.exec(before)?.[0] ?? '';
  const lower = word.toLowerCase();
  const follower = /^["“‘'([]*([\p{L}\p{N}’']+)/u.exec(after)?.[1] ?? '';
  const starts = startsSentence(after);
  if (titles.has(lower) && /^\p{Lu}|^[a-z]/u.test(word)) return starts && lower === 'st' ? 'end' : 'inside';
  if (beforeFigure.has(lower) && /^\d/.test(follower)) return 'inside';
  if (/^\p{Lu}$/u.test(word)) return starts ? 'end' : 'inside';
  if (eitherWay.has(lower) || /^(?:\p{L}\.)+\p{L}$/u.test(word)) return starts ? 'end' : 'inside';
  if (/^\d{1,2}$/.test(word) && /(?:^|\s)$/.test(before.slice(0, before.length - word.length)))
    return before.trim() === word ? 'inside' : 'end';
  return 'end';
}

/** True where the next word is one that begins sentences: after an ellipsis, an initial or an abbreviation a bare name goes on. */
function startsSentence(after: string): boolean {
  const follower = /^["“‘'([]*([\p{L}\p{N}’']+)/u.exec(after)?.[1] ?? '';
  return starters.has(follower.toLowerCase().replace(/[’'].*$/, ''));
}

/** True where a name and a verb of speech follow: the quoted question is part of their sentence. */
function speakerFollows(after: string): boolean {
  const match = /^(?:\p{Lu}[\p{L}.'’-]*\s+){1,4}(\p{Ll}+)/u.exec(after);
  return match !== null && speechVerbs.has(match[1]!);
}

/** Brackets that open inside a sentence and close soon: no sentence ends within them. */
function bracketRanges(block: string): { start: number; end: number }[] {
  const ranges: { start: number; end: number }[] = [];
  const pattern = /[([]/g;
  for (let match = pattern.exec(block); match !== null; match = pattern.exec(block)) {
    const start = match.index;
    if (/(?:^|[.!?…]["”’')\]]*\s+)$/.test(block.slice(Math.max(0, start - 8), start))) continue;
    const close = block.indexOf(match[0] === '(' ? ')' : ']', start);
    if (close === -1 || close - start > longestBracket) continue;
    ranges.push({ start, end: close + 1 });
    pattern.lastIndex = close + 1;
  }
  return ranges;
}
