import type { Via } from '../candidate/index.js';
import type { Voice } from './index.js';
import { isOutlet } from './outlet.js';

/** Longer circles are followed no further: an outlet seldom stands more than a few steps from where a claim comes from. */
const longest = 8;

/**
 * The circle that a mention is part of: its outlet relies on another, that one on a third, and the last of them on it.
 * @param voices all mentions on one side of a claim, oldest first
 * @returns a mention of each outlet of the circle, oldest first; null where the way leads out of it or is not known
 */
export function circleOf(voice: Voice, via: Via, voices: readonly Voice[]): Voice[] | null {
  const circle = [voice];
  let next = via;
  while (circle.length < longest) {
    const relied = voices.find((each) => isOutlet(next, each.article) && each.candidate.via !== null);
    if (relied === undefined || circle.slice(1).some((each) => each.article.outlet === relied.article.outlet))
      return null;
    circle.push(relied);
    next = relied.candidate.via!;
    if (isOutlet(next, voice.article)) return circle.sort((a, b) => voices.indexOf(a) - voices.indexOf(b));
  }
  return null;
}
