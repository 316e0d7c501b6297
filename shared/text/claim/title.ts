import { mayDeny, readDenial, readSide, type Side } from '../relation/index.js';
import { leastScore } from './assign.js';
import type { Draft } from './draft.js';
import { type Entry, isFraming, nameWords } from './prepare.js';
import { prominenceOf, refuses, type Scene } from './scene.js';
import { compareEntries } from './similarity.js';
import { type Dispute, denial } from './speech.js';

/**
 * From this probability on a title is taken for a denial. Few titles are one, so even odds would be too little; of a title that would else be
 * told as repeating the claim less is asked. With stance models that had not seen the claim, .54 to .57 of Emergent's headlines against a claim
 * are found so, .89 of those found are against it (`npm run eval -- relation`), and 3 of 1,693 titles of roundups and ECB+ stories were new: two
 * are denials.
 */
const leastAgainst = { other: 0.8, alike: 0.7 };
/** Likeness of a title to the claim it denies, or this share of the claim's words. */
const leastLike = 0.25;
const coverWorth = 0.6;
/** A title shares so many words with the claim at least, one of which is in no name. */
const fewestShared = 2;
/** Wordings of a claim that a title is held against. */
const mostWordings = 4;

/** What a title sets itself against, as the trained stance reads the two: "No, the ferry hasn't sunk", where others tell that it has. */
export function disputeByTitle(entry: Entry, scene: Scene): Dispute | null {
  if (entry.candidate.in !== 'title' || entry.phrase) return null;
  const title = readSide(entry.candidate.sentence.text);
  if (!mayDeny(title)) return null;
  let best: { dispute: Dispute; rank: number } | null = null;
  for (const draft of scene.index.near(entry, scene.weights)) {
    const prominence = prominenceOf(draft);
    for (const other of wordingsOf(draft, entry)) {
      const like = likeness(other, entry, scene);
      if (like < leastLike || like + prominence <= (best?.rank ?? 0)) continue;
      const read = readDenial(sideOf(other), title, scene.stance);
      if (read === null || read.probability < leastAgainst[like >= leastScore ? 'alike' : 'other']) continue;
      const found = denial(entry, 'claim', read.probability, read.why);
      best = { dispute: { draft, found }, rank: like + prominence };
    }
  }
  return best?.dispute ?? null;
}

/** How others than the title's own article tell a claim. */
function wordingsOf({ found }: Draft, entry: Entry): Entry[] {
  return found
    .slice(0, mostWordings)
    .filter(
      ({ entry: other, relation }) =>
        relation !== 'disputes' && other.article.id !== entry.article.id && !other.phrase && !refuses(other),
    )
    .map(({ entry: other }) => other);
}

/** 0..1; 0 where they share one word, or names alone. */
function likeness(other: Entry, entry: Entry, { weights }: Scene): number {
  const { score, coverA, shared, sharedNumbers } = compareEntries(other, entry, weights);
  const both = [...sharedNumbers, ...shared.filter((word) => !isFraming(word))];
  const names = new Set([...nameWords(other), ...nameWords(entry)]);
  const tells = both.length >= fewestShared && both.some((word) => !names.has(word));
  return tells ? Math.max(score, coverWorth * coverA) : 0;
}

/** Each clause is read once, however many titles it is held against. */
const sides = new WeakMap<Entry, Side>();

function sideOf(entry: Entry): Side {
  const known = sides.get(entry) ?? readSide(entry.candidate.text);
  sides.set(entry, known);
  return known;
}
