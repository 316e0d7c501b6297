import { recogniseOutlet } from '../citation/index.js';
import type { Attribution } from './index.js';
import { isAnonymous, trimPhrase } from './phrase.js';

const relayVerbs = new Set(['reported', 'said', 'according-to', 'told', 'confirmed', 'announced', 'showed']);
const citing =
  /\b(?:citing|quoting)\s+((?:an?|the|two|three|four|five|six|several|some|multiple|unnamed|anonymous|senior|current|former|\p{Ll}+)\s[^,.;:“”"\n]{2,80})/u;

/**
 * Follows chains: "the Tribune reported, citing two engineers, that …" is the engineers' word through the Tribune, and "officials
 * said, the Tribune reported" is the officials' through it.
 */
export function followChains(text: string, attributions: Attribution[]): Attribution[] {
  const relays = attributions.flatMap((relay) => {
    const outlet =
      relay.speaker === null || !relayVerbs.has(relay.verb) ? null : recogniseOutlet(relay.speaker);
    return outlet === null || relay.source.length === 0
      ? []
      : [{ relay, via: { outlet: outlet.outlet, outletName: outlet.outletName } }];
  });
  if (relays.length === 0) return attributions;
  return attributions.map((attribution) => {
    const own = relays.find(({ relay }) => relay === attribution);
    if (own !== undefined) return citedSource(text, attribution, own.via);
    if (attribution.via !== null) return attribution;
    const through = relays.find(({ relay }) => relaysCue(relay, attribution));
    return through === undefined ? attribution : { ...attribution, via: through.via };
  });
}

/** True if the relayed content holds the other attribution's cue: it is reported as said to the outlet. */
function relaysCue(relay: Attribution, other: Attribution): boolean {
  const cue = other.cue[0];
  return cue !== undefined && relay.content.some(({ start, end }) => start <= cue.start && cue.end <= end);
}

/** "The Tribune reported, citing two engineers, …": the speaker is who is cited. */
function citedSource(text: string, relay: Attribution, via: NonNullable<Attribution['via']>): Attribution {
  const cue = relay.cue.at(-1)!;
  const near = text
    .slice(Math.min(cue.start, relay.source[0]!.start), cue.end + 120)
    .split(/\n|(?<=\p{Ll}{2})[.!?]\s/u)[0]!;
  const phrase = trimPhrase(citing.exec(near)?.[1] ?? '');
  return phrase === '' || !isAnonymous(phrase)
    ? relay
    : { ...relay, speaker: phrase, named: false, role: null, via };
}
