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
  changes: Changes;
  relation: Relation;
  hedged: boolean;
}

/** One sentence for an editor: the judgement, then what it rests on. */
export function explain({ pair, reading, changes, relation, hedged }: Judgement): string {
  if (relation === 'unrelated') return 'No word, name or number of the claim is in the text.';
  const reasons = [
    ...(relation === 'disputes' ? oppositionIn(changes) : []),
    ...(relation === 'varies' ? changes.changes.map(describeChange) : []),
    ...signsOf(reading),
    sharedWords(pair),
  ];
  return `${opening(relation, hedged)}: ${reasons.slice(0, 4).join('; ')}.`;
}

function oppositionIn({ opposition }: Changes): string[] {
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

function signsOf(reading: StanceReading): string[] {
  if (reading.stance === 'for') return [];
  const signs = reasonsFor(reading)
    .map(({ name }) => plain[name] ?? cueName(name))
    .filter((sign) => sign !== '');
  return [...new Set(signs)].slice(0, 2);
}

function cueName(name: string): string {
  const cue = /^is:(\w+):(.+)$/.exec(name);
  if (cue === null || cue[1] === 'question' || cue[1] === 'report') return '';
  return `it says “${cue[2]}”`;
}

function sharedWords({ text, alignment }: Pair): string {
  const shared = alignment.links.map((link) => text.words[link.b]!.text).slice(0, 5);
  return shared.length === 0 ? 'it shares no word with the claim' : `shared words: ${shared.join(', ')}`;
}
