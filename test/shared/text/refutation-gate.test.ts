import { readRefutation } from '@hearsay/text/candidate/refutation';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

/*
 * Few clauses refute anything, so one pattern keeps most of them from the others. What that gate does not know is never
 * read, whatever the patterns behind it say: here each of them writes clauses, and the gate has to let them through.
 */

/** The patterns of cues that a clause was held against, besides those that none gets by. */
function patternsTried(clause: string): RegExp[] {
  const tried = new Set<RegExp>();
  const exec = RegExp.prototype.exec;
  RegExp.prototype.exec = function (text) {
    if (this.source.includes('(?<cue>')) tried.add(this);
    return exec.call(this, text);
  };
  try {
    readRefutation(clause, clause, null);
  } finally {
    RegExp.prototype.exec = exec;
  }
  return [...tried];
}

/** The gate lets it through for its "happen", and no pattern reads anything in it. */
const patterns = patternsTried('Much will happen');

/** What looks around and decides on no word of a cue is cut: fast-check writes no such thing. */
function writable({ source }: RegExp): RegExp {
  const plain = source
    .replace(/\(\?<(?![=!])\w+>/g, '(?:')
    .replace(/\\b|^\^/g, '')
    .replace(/\[\\p\{L\}/g, '[a-z')
    .replace(/\\p\{Ll?\}/g, '[a-z]');
  return new RegExp(`^(?:${withoutLooks(plain)})$`);
}

/** Cuts whole lookaheads and lookbehinds, with the groups in them. */
function withoutLooks(source: string): string {
  const start = source.search(/\(\?<?[=!]/);
  if (start === -1) return source;
  let [depth, at, within] = [0, start, false];
  do {
    const sign = source[at];
    if (sign === '\\') at++;
    else if (sign === '[' || sign === ']') within = sign === '[';
    else if (!within) depth += sign === '(' ? 1 : sign === ')' ? -1 : 0;
    at++;
  } while (depth > 0);
  return withoutLooks(source.slice(0, start) + source.slice(at));
}

describe('the gate before refutations', () => {
  it('has all patterns behind it', () => {
    expect(patterns.length).toBeGreaterThanOrEqual(27);
    expect(patternsTried('The ferry left for Velmar at noon')).toEqual([]);
  });

  it.each(patterns.map((each, at) => [`${at + 1}, ${each.source.slice(0, 60)}`, each] as const))(
    'lets through what this finds: %s',
    (_, pattern) => {
      const written = fc.sample(fc.stringMatching(writable(pattern)), { numRuns: 600, seed: 7 });
      // Some look for a letter behind them. Those that fail for what was cut leave enough to have each word in one.
      const clauses = written.flatMap((each) => [each, `${each}x`]).filter((each) => pattern.test(each));
      expect(clauses.length).toBeGreaterThanOrEqual(200);
      expect(clauses.filter((each) => patternsTried(each).length === 0)).toEqual([]);
    },
  );
});
