import type { Changes, SentenceChange } from './change.js';
import type { Pair } from './features.js';
import type { Relation } from './index.js';
import { reasonsFor, type StanceReading } from './stance.js';

/** What a feature says in plain words; cue features name their cue and need no line here. */
const plain: Record<string, string> = {
  'shape:asks': 'it asks rather than states',
  'shape:asksAtEnd': 'it ends with a question mark',
  'shape:startsAsking': 'it opens as a question',
  'shape:startsNo': 'it opens with a plain no',
  'shape:sayAtEnd': 'the statement is handed to someone else',
  'polarity:negationOnClaim': 'a negation rules the words of the claim',
  'polarity:parityDiffers': 'one of the two is negated, the other not',
  'polarity:antonym': 'a word of the claim meets its opposite',
  'polarity:reportRefuted': 'it speaks of the report as not true',
};

export interface Judgement {
  pair: Pair;
  reading: StanceReading;
  relation: Relation;
  hedged: boolean;
}

/** More than so many nobody reads. */
const mostReasons = 4;

/** One sentence for an editor: the judgement, then what it rests on. */
export function explain(judgement: Judgement): string {
  const { relation, hedged } = judgement;
  if (relation === 'unrelated') return 'No word, name or number of the claim is in the text.';
  return `${opening(relation, hedged)}: ${reasonsOf(judgement).join('; ')}.`;
}

/** What a judgement rests on, the most telling first, in words that go on from it. */
export function reasonsOf({ pair, reading, relation, hedged }: Judgement): string[] {
  return [
    ...(relation === 'disputes' ? describeOpposition(pair.changes) : []),
    ...(relation === 'varies' ? pair.changes.changes.map(describeChange) : []),
    ...signsOf(pair, reading, relation, hedged),
    sharedWords(pair),
  ].slice(0, mostReasons);
}

/** What the opposition of two texts rests on, in plain words; nothing if there is none. */
export function describeOpposition({ opposition }: Changes): string[] {
  if (opposition === null) return [];
  const { a, b } = opposition;
  return [
    b === '' ? `it leaves out “${a}”` : `it says “${b}”${a === '' ? '' : ` where the claim has “${a}”`}`,
  ];
}

/** One change in plain words. */
export function describeChange({ kind, a, b }: SentenceChange): string {
  if (kind === 'quotation') return `the quoted words “${a}” read “${b}”`;
  return `“${b}” where the claim has “${a}”`;
}

function opening(relation: Relation, hedged: boolean): string {
  if (relation === 'disputes') return 'Disputes the claim';
  const reserve = hedged ? ', without standing behind it' : '';
  return relation === 'varies' ? `Tells the claim differently${reserve}` : `Repeats the claim${reserve}`;
}

/** Kinds of cue that an editor takes for a sign of a dispute, and of reserve. */
const disputing = new Set(['negation', 'refuting', 'doubting', 'hoax', 'trick', 'update']);
const reserving = new Set([
  'hedge',
  'rumor',
  'allegation',
  'modal',
  'plan',
  'attribution',
  'source',
  'doubting',
]);

function signsOf(pair: Pair, reading: StanceReading, relation: Relation, hedged: boolean): string[] {
  if (relation !== 'disputes' && !hedged) return [];
  const kinds = relation === 'disputes' ? disputing : reserving;
  const signs = reasonsFor(reading)
    .map(({ name }) => plain[name] ?? cueSign(pair, name, kinds))
    .filter((sign) => sign !== '');
  return [...new Set(signs)].slice(0, 2);
}

/** The cue in the words of the text. */
function cueSign({ text }: Pair, name: string, kinds: Set<string>): string {
  const [, kind, phrase] = /^is:(\w+):(.+)$/.exec(name) ?? [];
  const cue = text.cues.find((each) => each.kind === kind && each.phrase === phrase);
  if (cue === undefined || !kinds.has(cue.kind)) return '';
  return `it says “${text.text.slice(text.words[cue.first]!.start, text.words[cue.end - 1]!.end)}”`;
}

function sharedWords({ text, alignment }: Pair): string {
  const shared = alignment.links.map((link) => text.words[link.b]!.text).slice(0, 5);
  return shared.length === 0 ? 'it shares no word with the claim' : `shared words: ${shared.join(', ')}`;
}
