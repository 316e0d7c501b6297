import type { Cue, CueKind } from '../cue/index.js';
import { reasonsOf } from './explain.js';
import { pairOf } from './features.js';
import type { Side } from './side.js';
import { readStance, type StanceReader } from './stance.js';

/** How surely a headline denies a claim, and what that rests on. */
export interface Denial {
  /** Probability that the headline is against the claim, 0..1. */
  probability: number;
  /** One sentence an editor reads. */
  why: string;
}

/** Kinds of cue without one of which no headline is read as a denial. */
const denying = new Set<CueKind>(['negation', 'refuting', 'doubting', 'hoax', 'trick', 'update']);
/** Kinds with one of which a claim says no itself: to deny it and to repeat it are too easily taken for each other. */
const sayingNo = new Set<CueKind>(['negation', 'refuting', 'doubting', 'hoax']);
const lacking =
  /\b(?:tosse[sd]|blocks?|blocked|halts?|halted|bans?|banned|in(?:effective|capable|eligible|accurate|valid))\b/i;
/** "Shot down", "dismissed": of a report they deny it, of a plane or a case they do not. */
const ofReports = new Set([
  'shoot down',
  'knock down',
  'bat down',
  'dismiss',
  'blast report',
  'pull story',
  'fall for',
  'stage',
  'quash',
]);
const reportNoun =
  /\b(?:reports?|claims?|rumou?rs?|stor(?:y|ies)|allegations?|accusations?|speculation|suggestions?|theor(?:y|ies)|hoax|talk|charges?)\b/i;

const settingAside = new Set(['after', 'despite', 'amid', 'following']);
/** Words within which they set a denial aside. */
const reach = 4;

/** True if a headline has a word that may deny something. */
export function mayDeny(headline: Side): boolean {
  const ofOne = reportNoun.test(headline.text);
  return headline.cues.some(
    (cue) => denying.has(cue.kind) && (ofOne || !ofReports.has(cue.phrase)) && !isSetAside(headline, cue),
  );
}

/** "Recall ordered after week of denials": a denial that is over. */
function isSetAside({ words }: Side, { first }: Cue): boolean {
  return words.slice(Math.max(0, first - reach), first).some(({ norm }) => settingAside.has(norm));
}

/**
 * Reads whether a headline that `mayDeny` something denies a claim, by the stance learned on Emergent's headlines (see `readStance`). Null
 * where the claim is a denial itself.
 * @param stanceOf the model that reads the two; the one that ships where it is left out
 */
export function readDenial(claim: Side, headline: Side, stanceOf: StanceReader = readStance): Denial | null {
  if (lacking.test(claim.text)) return null;
  if (claim.cues.some(({ kind }) => sayingNo.has(kind))) return null;
  const pair = pairOf(claim, headline);
  const reading = stanceOf(pair);
  const reasons = reasonsOf({ pair, reading, relation: 'disputes', hedged: false });
  return { probability: reading.probabilities.against, why: `The title denies it: ${reasons.join('; ')}.` };
}
