import type { Attribution } from './index.js';
import { isAnonymous, isSourceNoun, trimPhrase } from './phrase.js';
import type { AttributionSpans } from './spans.js';

const citing =
  /\b(?:citing|quoting|cited|quoted)\s+((?:an?|the|two|three|four|five|six|several|some|multiple|unnamed|anonymous|senior|current|former|\p{Ll}+)\s[^,.;:“”"\n]{2,80})/u;
/** Attributions so far apart in order do not hold one another: content seldom reaches over more than a few. */
const near = 12;

/** "The Tribune reported, citing two engineers, …": who is cited, as a phrase; null if nobody. */
export function citedPhrase(text: string, { source, cue }: AttributionSpans): string | null {
  const last = cue.at(-1)!;
  const [words, next] = text
    .slice(Math.min(last.start, source[0]!.start), last.end + 400)
    .split('\n', 1)[0]!
    .split(/(?<=\p{Ll}{2}[”"]?)[.!?][”"]?\s/u);
  const after = goingOn.test(next ?? '') ? next! : '';
  const phrase = trimPhrase((citing.exec(words!) ?? citing.exec(after))?.[1] ?? '');
  return phrase === '' || !(isAnonymous(phrase) || isSourceNoun(phrase)) ? null : phrase;
}

/** "It quoted four engineers": the next sentence goes on about the outlet. */
const goingOn = /^(?:It|The (?:news)?paper|The \p{Ll}+) (?:quoted|cited)\b/u;

/**
 * What stands within another's content is said through it: "officials said, the Tribune reported" is the officials' word through the
 * Tribune, and a cue without a source ("was warned in May", "I think") is the word of whoever is quoted.
 * @param relays for each attribution the outlet that relays it as its source, if it is one
 */
export function followChains(
  attributions: readonly Attribution[],
  relays: readonly (Attribution['via'] | null)[],
): Attribution[] {
  return attributions.map((attribution, at) => {
    const outer = outerOf(attributions, relays, at);
    if (outer === -1) return attribution;
    const holder = attributions[outer]!;
    if (attribution.speaker === null && relays[at] === null) {
      const { speaker, named, role, via } = holder;
      return { ...attribution, speaker, named, role, via: attribution.via ?? via };
    }
    return { ...attribution, via: attribution.via ?? relays[outer] ?? null };
  });
}

/** Which attribution's content holds this one's cue, the closest around it; -1 if none. */
function outerOf(
  attributions: readonly Attribution[],
  relays: readonly (Attribution['via'] | null)[],
  at: number,
): number {
  const cue = attributions[at]!.cue[0]!;
  let best = -1;
  let width = Number.POSITIVE_INFINITY;
  for (let other = Math.max(0, at - near); other < Math.min(attributions.length, at + near); other += 1) {
    if (other === at || (attributions[other]!.speaker === null && relays[other] === null)) continue;
    const around = attributions[other]!.content.find(
      ({ start, end }) => start <= cue.start && cue.end <= end,
    );
    if (around === undefined || around.end - around.start >= width) continue;
    width = around.end - around.start;
    best = other;
  }
  return best;
}
