import type { Sentence } from '../sentence/index.js';
import type { Candidate } from './types.js';

/**
 * Gives a quotation without a speaker the one of the quotation before it in its paragraph (“…,” she said. “…”).
 * @param found the candidates of each sentence
 */
export function continueSpeech(found: readonly Candidate[][], sentences: readonly Sentence[]): Candidate[] {
  let last: Candidate | null = null;
  let paragraph = -1;
  const all: Candidate[] = [];
  for (const [index, candidates] of found.entries()) {
    if (sentences[index]!.paragraph !== paragraph) last = null;
    paragraph = sentences[index]!.paragraph;
    for (const candidate of candidates) {
      const voiced: Candidate =
        candidate.kind === 'quotation' && candidate.speaker === null ? withVoice(candidate, last) : candidate;
      if (voiced.kind === 'quotation' && voiced.speaker !== null) last = voiced;
      all.push(voiced);
    }
  }
  return all;
}

function withVoice(candidate: Candidate, voice: Candidate | null): Candidate {
  if (voice === null) return candidate;
  const { speaker, speakerNamed, role, via } = voice;
  return { ...candidate, speaker, speakerNamed, role, via };
}
