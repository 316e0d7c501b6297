import { isDocument } from '../origin/document.js';
import type { Sentence } from '../sentence/index.js';
import { documentName } from './document.js';
import type { Candidate } from './types.js';

/**
 * Gives quotations without a speaker the one who speaks in their paragraph: the speaker of the quotation before (“…,” she said. “…”),
 * else of the one after (“… …,” she said).
 * @param found the candidates of each sentence
 */
export function continueSpeech(found: readonly Candidate[][], sentences: readonly Sentence[]): Candidate[] {
  const paragraphs = new Map<number, Candidate[]>();
  for (const [index, candidates] of found.entries()) {
    const { paragraph } = sentences[index]!;
    paragraphs.set(paragraph, [...(paragraphs.get(paragraph) ?? []), ...candidates]);
  }
  return [...paragraphs.values()].flatMap((candidates) => carryBack(carryOn(candidates)));
}

function carryOn(candidates: readonly Candidate[]): Candidate[] {
  let last: Candidate | null = null;
  return candidates.map((candidate) => {
    const voiced = withVoice(candidate, last);
    if (voiced.kind === 'quotation' && voiced.speaker !== null) last = voiced;
    return voiced;
  });
}

function carryBack(candidates: readonly Candidate[]): Candidate[] {
  return carryOn([...candidates].reverse()).reverse();
}

function withVoice(candidate: Candidate, voice: Candidate | null): Candidate {
  if (voice === null || candidate.kind !== 'quotation' || candidate.speaker !== null) return candidate;
  const { speaker, speakerNamed, role, via } = voice;
  return { ...candidate, speaker, speakerNamed, role, via };
}

/** The same quoted words are one person's: a deck's "former official" is who the text names. */
export function nameSpeakers(candidates: readonly Candidate[]): Candidate[] {
  const named = new Map<string, Candidate>();
  for (const candidate of candidates)
    if (candidate.kind === 'quotation' && candidate.speakerNamed && candidate.host === null)
      named.set(wordsOf(candidate), candidate);
  return candidates.map((candidate) => {
    const voice =
      candidate.speakerNamed || candidate.host !== null ? undefined : named.get(wordsOf(candidate));
    if (voice === undefined) return candidate;
    const { speaker, speakerNamed, role, via } = voice;
    return { ...candidate, speaker, speakerNamed, role, via: candidate.via ?? via };
  });
}

function wordsOf({ text }: Candidate): string {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');
}

/** "The fire chief has said": the one whom the article calls so elsewhere ("Fire Chief Mira Osei"), where only one is. */
export function nameRoles(candidates: readonly Candidate[]): Candidate[] {
  const holders = new Map<string, Map<string, Candidate>>();
  for (const candidate of candidates) {
    const role = roleOf(candidate.role);
    if (!candidate.speakerNamed || candidate.speaker === null || role === '') continue;
    const people = holders.get(role) ?? new Map<string, Candidate>();
    holders.set(role, people.set(candidate.speaker, candidate));
  }
  return candidates.map((candidate) => {
    const one = /^the (.+)$/i.exec(candidate.speaker ?? '')?.[1];
    if (one === undefined || candidate.speakerNamed) return candidate;
    const people = holders.get(roleOf(one));
    if (people?.size !== 1) return candidate;
    const [{ speaker, role }] = [...people.values()] as [Candidate];
    return { ...candidate, speaker, speakerNamed: true, role };
  });
}

function roleOf(words: string | null): string {
  return (words ?? '')
    .toLowerCase()
    .replace(/^(?:the|an?) /, '')
    .trim();
}

/** Documents by the fullest name that the article gives them. */
export function nameDocuments(candidates: readonly Candidate[], text: string): Candidate[] {
  const isPaper = ({ speaker, speakerNamed }: Candidate): boolean =>
    speaker !== null && !speakerNamed && isDocument(speaker);
  const phrases = [...new Set(candidates.filter(isPaper).map(({ speaker }) => speaker!))];
  const names = new Map(phrases.map((phrase) => [phrase, documentName(phrase, phrases, text)]));
  return candidates.map((candidate) => {
    const name = isPaper(candidate) ? names.get(candidate.speaker!)! : candidate.speaker;
    return name === candidate.speaker ? candidate : { ...candidate, speaker: name };
  });
}
