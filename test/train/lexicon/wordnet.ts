import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export type Part = 'noun' | 'verb' | 'adj' | 'adv';
export const parts: readonly Part[] = ['noun', 'verb', 'adj', 'adv'];

/** One synset: its single words, and its pointers to other synsets. */
export interface Synset {
  key: string;
  words: string[];
  pointers: { kind: string; key: string; from: number; to: number }[];
}

const letters: Record<string, Part> = { n: 'noun', v: 'verb', a: 'adj', s: 'adj', r: 'adv' };

/** The lemmas of one part of speech, with their synset keys in order of sense. */
export function readIndex(folder: string, part: Part): Map<string, string[]> {
  const index = new Map<string, string[]>();
  for (const line of readFileSync(join(folder, `index.${part}`), 'utf8').split('\n')) {
    if (line === '' || line.startsWith(' ')) continue;
    const fields = line.trim().split(' ');
    const senses = Number(fields[2]);
    index.set(
      fields[0]!,
      fields.slice(-senses).map((offset) => `${part}:${offset}`),
    );
  }
  return index;
}

/** All synsets of one part of speech by key. Format: wndb(5WN), the manual page of WordNet's files. */
export function readSynsets(folder: string, part: Part): Map<string, Synset> {
  const synsets = new Map<string, Synset>();
  for (const line of readFileSync(join(folder, `data.${part}`), 'utf8').split('\n')) {
    if (line === '' || line.startsWith(' ')) continue;
    const synset = readSynset(line.split(' | ')[0]!.split(' '), part);
    synsets.set(synset.key, synset);
  }
  return synsets;
}

function readSynset(fields: string[], part: Part): Synset {
  const count = Number.parseInt(fields[3]!, 16);
  const words = Array.from({ length: count }, (_, i) =>
    fields[4 + 2 * i]!.replace(/\((?:a|p|ip)\)$/, '').toLowerCase(),
  );
  const first = 4 + 2 * count;
  const pointers = Array.from({ length: Number(fields[first]) }, (_, i) => {
    const [kind, offset, letter, ends] = fields.slice(first + 1 + 4 * i, first + 5 + 4 * i);
    return {
      kind: kind!,
      key: `${letters[letter!]}:${offset}`,
      from: Number.parseInt(ends!.slice(0, 2), 16),
      to: Number.parseInt(ends!.slice(2), 16),
    };
  });
  return { key: `${part}:${fields[0]}`, words, pointers };
}
