import type { Candidate } from '../candidate/index.js';
import type { Entry } from './prepare.js';

/** A claim is shown on one line of this many characters at most. */
const longest = 240;

/** A joining word at the end of a clause, which the sentence goes on from; with "three days" before it, where that only says when. */
const joining =
  /\s+(?:(?:(?:\d+|an?|few|one|two|three|four|five|six|seven|eight|nine|ten|several|some)\s+)*(?:minutes?|hours?|days?|weeks?|months?|years?)\s+|(?:just|even|shortly|soon|long)\s+)?(?:after|before|because|while|although|though|whereas|and|but|or|that|which|who|whose|when|where|as|since|until|unless|if|whether|than|despite|amid|the|an?|of|to|with|by|for|from|at)$/i;

/** "Voss told the Quay News at the scene that …": who was told stands before the clause that was said. */
const addressee = /^[^,.;:“”"]{2,80}?\s+that\s+(?=\S)/;
const telling = /\b(?:told|tells|telling|informed|assured|warned|reminded)\s*$/i;

/**
 * The founding clause as a sentence of its own: white space joined, joining words dropped at both ends (those at its end where
 * the sentence goes on from them), first letter large.
 */
export function readableClaim({ candidate }: Entry): string {
  const clause =
    phraseIn(candidate) ??
    (candidate.kind === 'quotation' ? quote(candidate.text) : withoutAddressee(whole(candidate), candidate));
  const flat = clause
    .replace(/\s+/g, ' ')
    .replace(
      /^(?:because|while|although|though|whereas|and|but|which|who|where(?=\s(?:\p{Ll}+\s){0,3}(?:\p{L}+\s)?(?:was|were|is|are|has|had)\b))\s+/iu,
      '',
    )
    .replace(/[\s,;:—–-]+$/, '')
    .replace(/,([”"’])$/, '$1')
    .trim();
  const shown = flat.length > longest ? `${flat.slice(0, flat.lastIndexOf(' ', longest))} …` : flat;
  return shown.charAt(0).toUpperCase() + shown.slice(1);
}

/** The clause without the words that only lead to what its sentence says next. */
function whole({ text, sentence, end }: Candidate): string {
  const rest = sentence.text.slice(end - sentence.start);
  // "He denied that." ends with its sentence, "… in hospitals after engineers had warned" does not.
  if (!/^\s+[\p{L}\p{N}“‘"]/u.test(rest)) return text;
  let shown = text.trimEnd();
  for (let before = ''; before !== shown; ) {
    before = shown;
    shown = shown.replace(joining, '');
  }
  return shown.length * 2 > text.length ? shown : text;
}

function withoutAddressee(text: string, { sentence, start }: Candidate): string {
  return telling.test(sentence.text.slice(0, Math.max(0, start - sentence.start)))
    ? text.replace(addressee, '')
    : text;
}

/** A quoted phrase with its lead says enough; alone it stands before the clause that holds it. */
function phraseIn({ text, host }: Candidate): string | null {
  if (host === null) return null;
  return host.startsWith(text.slice(0, 12)) ? text : `${text.replace(/^[^"“'‘]*/, '')}: ${host}`;
}

function quote(text: string): string {
  return `“${text.replace(/^["“”\s]+|["“”\s,]+$/g, '')}”`;
}
