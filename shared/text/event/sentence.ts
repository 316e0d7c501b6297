import type { Mention, StoryArticle, StoryClaim } from '../claim/index.js';
import { sameName } from '../origin/outlet.js';
import { quoted } from '../quotation/index.js';
import type { EventArticle, EventType } from './index.js';

/** "Tribune joined the story: “Harbour closed”." */
export function sayCovered({ outletName, title }: StoryArticle): string {
  return title === null
    ? `${outletName} joined the story.`
    : `${outletName} joined the story: ${quoted(title)}.`;
}

/**
 * What an outlet did to a claim, in one sentence that also says on whose word.
 * @param outlet the name it goes by
 */
export function sayMention(type: EventType, claim: StoryClaim, mention: Mention, outlet: string): string {
  const what = sayClaim(claim.text);
  const word = onWhoseWord(mention, outlet);
  if (type === 'originated') return `${outlet} is the first seen to say ${what}${word}.`;
  if (type === 'confirmed')
    return `${outlet} says ${what} on another origin's word (${mention.origin.name}).`;
  if (type === 'varied') return `${outlet} tells ${what} differently${word}. ${mention.why}`;
  if (type === 'disputed') return sayDisputed(outlet, what, mention);
  return `${outlet} repeats ${what}${word}.`;
}

/** A revision no longer carries what the one before did. A page that is gone is no denial of what it said. */
export function sayWithdrawn(claim: StoryClaim, last: Mention[], { outletName, kind }: EventArticle): string {
  const what = sayClaim(claim.text);
  const disputed = last[0]?.relation === 'disputes';
  const said = disputed ? `disputed ${what}` : `said ${what}`;
  if (kind === 'deleted')
    return `The page on which ${outletName} ${said} is no longer there; whether it stands by it is not known.`;
  if (!disputed) return `${outletName} no longer says ${what}.`;
  const who = last[0] === undefined ? null : whoSays(last[0]);
  return `${outletName} no longer carries ${who === null ? 'its' : `the`} denial of ${what}${who === null ? '' : ` by ${who}`}.`;
}

/** A revision says a claim otherwise than the one before; `change` says how. */
export function sayCorrected(
  claim: StoryClaim,
  change: string,
  disputes: boolean,
  { outletName }: EventArticle,
): string {
  return `${outletName} changed its ${disputes ? 'denial' : 'report'} of ${sayClaim(claim.text)}. ${change}`;
}

/** A revision says again what an earlier one had withdrawn. */
export function saySaidAgain(
  claim: StoryClaim,
  disputes: boolean,
  { outletName, kind }: EventArticle,
): string {
  const back = kind === 'restored' ? '; its page is back' : ', which it had withdrawn';
  return `${outletName} ${disputes ? 'disputes' : 'says'} ${sayClaim(claim.text)} again${back}.`;
}

function sayDisputed(outlet: string, what: string, { speaker, target, sentence }: Mention): string {
  const who = speaker === null ? `${outlet} disputes` : `${speaker} disputes, in ${outlet},`;
  const object = target === 'report' ? `the report that leads with ${what}` : what;
  return `${who.charAt(0).toUpperCase()}${who.slice(1)} ${object}: ${sentence.replace(/\s+/g, ' ')}`;
}

function onWhoseWord(mention: Mention, outlet: string): string {
  const { via, hedged, origin } = mention;
  // "The Tribune can reveal", says the Tribune: nobody else's word.
  const speaker = mention.speaker !== null && sameName(mention.speaker, outlet) ? null : whoSays(mention);
  const parts = [
    speaker === null ? '' : `on the word of ${speaker}`,
    via === null || via.outletName === outlet ? '' : `through ${via.outletName}`,
    speaker === null && via === null && origin.name !== outlet ? `from ${origin.name}` : '',
    hedged ? 'without vouching for it' : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : `, ${parts.join(', ')}`;
}

/** Words that open who is meant, and are large only where they opened a sentence. */
const openers =
  /^(?:An?|The|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Several|Some|Many|Most|Another|Other|His|Her|Its|Their|Our|Neither|Both)(?= \p{L})/u;

/** Who is made to say it, as it stands within a sentence: "A pilot of the ferry line" is "a pilot of the ferry line". */
export function whoSays({
  speaker,
  speakerNamed,
}: {
  speaker: string | null;
  speakerNamed: boolean | null;
}): string | null {
  if (speaker === null || speakerNamed) return speaker;
  return speaker.replace(openers, (word) => word.toLowerCase());
}

/** A claim as the sentences of the log name it: quoted, with its own quotation marks as single ones. */
export function sayClaim(text: string): string {
  return quoted(text.replace(/^“([^“”]*)”$/, '$1').replace(/[.\s]+$/, ''));
}
