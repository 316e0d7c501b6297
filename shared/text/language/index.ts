import { eld } from 'eld/extrasmall';

/** Shorter texts hold too few letter groups to tell related languages apart. */
const MIN_LETTERS = 20;
/** The first part of a text decides; more changes nothing and costs time. */
const MAX_TEXT = 4_000;

/**
 * The language of a text as an ISO 639-1 code ("en"), or null where the text is too short or the detector
 * itself calls its answer unreliable. Source: the n-gram model of npm package eld (60 languages).
 */
export function detectLanguage(text: string): string | null {
  const sample = text.slice(0, MAX_TEXT);
  if ((sample.match(/\p{L}/gu)?.length ?? 0) < MIN_LETTERS) return null;
  const result = eld.detect(sample);
  return result.language !== '' && result.isReliable() ? result.language : null;
}
