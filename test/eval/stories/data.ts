import type { StoryText } from '@hearsay/text/story';
import { readSharedLines } from '../../support/shared-data.js';

/** An article of a labelled set, with the story it belongs to and the topic by which the set is split. */
export interface Labelled extends StoryText {
  set: string;
  story: string;
  topic: string;
}

interface EcbRow {
  id: string;
  story: string;
  sentences: string[];
}

interface RoundupRow {
  id: string;
  story: string;
  title: string;
  text: string;
}

const unknown = { outlet: '', published: null, names: [] };

export function readEcb(): Labelled[] {
  return readSharedLines<EcbRow>('data/stories/ecbplus-train.jsonl').map((row) => ({
    ...unknown,
    id: row.id,
    set: 'ecb',
    story: row.story,
    topic: `e${row.id.split('_')[0]}`,
    title: null,
    text: row.sentences.join('\n'),
  }));
}

export function readRoundups(): Labelled[] {
  return readSharedLines<RoundupRow>('data/stories/roundups-dev.jsonl').map((row) => ({
    ...unknown,
    id: row.id,
    set: 'roundups',
    story: row.story,
    topic: row.story,
    title: row.title,
    text: row.text,
  }));
}

/** The part (0 … parts − 1) a topic falls into: by a hash of its name, the same on every run. */
export function partOf(topic: string, parts: number): number {
  let hash = 2166136261;
  for (let at = 0; at < topic.length; at++) hash = Math.imul(hash ^ topic.charCodeAt(at), 16777619);
  return ((hash ^ (hash >>> 15)) >>> 0) % parts;
}
