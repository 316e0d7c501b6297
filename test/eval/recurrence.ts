import { leastSame, leastShared, recurrenceKeys, recurs } from '@hearsay/text/recurrence';
import { splitSentences } from '@hearsay/text/sentence';
import type { Task } from '../support/run-task.js';
import { readSharedLines } from '../support/shared-data.js';
import { readEcb, readRoundups } from './stories/data.js';
import { type Figure, single } from './table/figure.js';
import { wilson } from './table/wilson.js';

/** Every so many sentences of the story sets is looked at: enough pairs, in a minute. */
const every = 1;

export const task: Task<Figure[]> = {
  about:
    'claims that recur in another story: MSRP paraphrases found again; sentences of other ECB+ and roundup stories that must not be  [--show]',
  async run(args) {
    const found = paraphrases();
    const other = strangers(args.includes('--show'));
    process.stdout.write(
      `at sameness ${leastSame} and shared words ${leastShared}: paraphrases found by keys ${found.keyed} and taken for one ${found.taken} of ${found.all}; ` +
        `of ${other.sentences} sentences of other stories ${other.linked} linked to another story (${other.keyed} pairs compared)\n`,
    );
    return [
      single('MSRP paraphrases taken for one claim', 'share', found.taken / found.all, {
        interval: wilson(found.taken, found.all),
        by: 'Wilson',
      }),
      single('ECB+ and roundups, sentences linked across stories', 'share', other.linked / other.sentences, {
        interval: wilson(other.linked, other.sentences),
        by: 'Wilson',
      }),
    ];
  },
};

function paraphrases(): { all: number; keyed: number; taken: number } {
  const pairs = readSharedLines<{ a: string; b: string; same: number }>('data/pairs/msrp-train.jsonl').filter(
    ({ same }) => same === 1,
  );
  const keyed = pairs.filter(({ a, b }) => shareKey(recurrenceKeys(a), recurrenceKeys(b)));
  return {
    all: pairs.length,
    keyed: keyed.length,
    taken: keyed.filter(({ a, b }) => recurs(a, b)).length,
  };
}

function shareKey(a: readonly number[], b: readonly number[]): boolean {
  return a.some((key) => b.includes(key));
}

/** Sentences of one story held against those of all others that share a key. */
function strangers(show: boolean): { sentences: number; keyed: number; linked: number } {
  const rows = [...readEcb(), ...readRoundups()].flatMap(({ story, text }) =>
    splitSentences(text).map((sentence) => ({
      story,
      text: sentence.text,
      keys: recurrenceKeys(sentence.text),
    })),
  );
  const picked = rows.filter((_, i) => i % every === 0);
  const byKey = new Map<number, typeof rows>();
  let [keyed, linked] = [0, 0];
  for (const row of picked) {
    const others = new Set(
      row.keys.flatMap((key) => byKey.get(key) ?? []).filter((each) => each.story !== row.story),
    );
    keyed += others.size;
    const same = [...others].find((each) => recurs(row.text, each.text));
    if (same !== undefined) linked += 1;
    if (same !== undefined && show)
      process.stdout.write(`${same.story}: ${same.text}\n${row.story}: ${row.text}\n\n`);
    for (const key of row.keys) byKey.set(key, [...(byKey.get(key) ?? []), row]);
  }
  return { sentences: picked.length, keyed, linked };
}
