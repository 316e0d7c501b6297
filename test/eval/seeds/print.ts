import { wilson } from '../table/wilson.js';
import type { Exported } from './export.js';
import type { Joined } from './joined.js';
import type { Row, Scores } from './measure.js';

export function printScores(scores: Scores): void {
  const line = (name: string, value: string) => process.stdout.write(`${name.padEnd(34)}${value}\n`);
  const fixed = (value: number) => value.toFixed(3);
  line(
    'B-cubed F1 of claims',
    `${fixed(scores.f1)}  (precision ${fixed(scores.precision)}, recall ${fixed(scores.recall)})`,
  );
  line('relation accuracy', fixed(scores.relations));
  line('mention recall', fixed(scores.found));
  line('copies', `${scores.copies.right}/${scores.copies.all}${also(scores.copies.wrong)}`);
  line('citations', `${scores.cites.right}/${scores.cites.all}${also(scores.cites.extra)}`);
  line(
    'boilerplate that slipped in',
    scores.boilerplate.length === 0 ? 'none' : scores.boilerplate.join('; '),
  );
  line('disputing sentences found', `${scores.disputes.found}/${scores.disputes.all}`);
  line('false disputes', String(scores.falseDisputes.length + scores.notDisputes.length));
  for (const each of scores.falseDisputes) line('', `${each.article}: ${each.sentence.slice(0, 160)}`);
  line(
    'attribution',
    `${scores.attribution.right}/${scores.attribution.right + scores.attribution.wrong.length}`,
  );
  for (const each of scores.attribution.wrong) line('', each);
  line('origins of the lead claim', scores.origins.join(', '));
  line(
    'altered quotations in the copy',
    `${scores.altered.found}/${scores.altered.found + scores.altered.missed.length}${also(scores.altered.missed)}`,
  );
  if (scores.joined.some((each) => each.verdict !== null)) printJoined(scores.joined, line);
}

function printJoined(joined: readonly Joined[], line: (name: string, value: string) => void): void {
  const count = (verdict: Joined['verdict']) => joined.filter((each) => each.verdict === verdict).length;
  const [right, wrong, debatable] = [count('right'), count('wrong'), count('debatable')];
  const read = right + wrong + debatable;
  const range = wilson(right, read);
  line(
    'other joined mentions, read',
    `${right} right, ${debatable} debatable, ${wrong} wrong of ${read}: precision ${(right / read).toFixed(2)} (95 % ${range.map((each) => each.toFixed(2)).join('–')}), ${count(null)} unread`,
  );
  for (const each of joined) if (each.verdict === null) line('  unread', each.text.slice(0, 160));
}

function also(extra: string[]): string {
  return extra.length === 0 ? '' : `  (also ${extra.join('; ')})`;
}

/** Every gold mention with what became of it, by gold claim. */
export function printRows(rows: Row[]): void {
  let claim = '';
  for (const row of rows) {
    if (row.claim !== claim) process.stdout.write(`\n# ${row.claim}\n`);
    claim = row.claim;
    const ours =
      row.ours === null ? (row.place === null ? 'CLEANED AWAY' : 'missed') : row.ours.id.slice(0, 6);
    const relation =
      row.mention?.relation === row.relation
        ? row.relation
        : `${row.mention?.relation ?? '-'} (gold ${row.relation})`;
    process.stdout.write(`  ${row.article} ${ours} ${relation}  | ${row.piece.slice(0, 90)}\n`);
  }
}

/** All claims with their mentions, for a person to read. */
export function printClaims({ claims, events }: Exported): void {
  for (const { id, text, kind, origins, counts, mentions } of claims) {
    const from = origins.map((origin) => `${origin.kind} ${origin.name}`).join(', ');
    process.stdout.write(
      `\n${id.slice(0, 6)} [${kind}] ${text}\n  origins ${from}; ${JSON.stringify(counts)}\n`,
    );
    for (const each of mentions) {
      const change =
        each.change === null ? (each.target === null ? '' : ` of ${each.target}`) : ` ${each.change}`;
      const word = `${each.speaker ?? '-'}${each.speakerNamed ? '*' : ''} via ${each.via?.outletName ?? '-'}`;
      const where = `${each.article}${each.in === 'title' ? ' title' : ''}`;
      process.stdout.write(
        `  ${where} ${each.relation}${change} ${each.confidence} [${word}] ${each.why}\n      ${clauseOf(each)}\n`,
      );
    }
  }
  for (const event of events ?? []) process.stdout.write(`\n${event.type}: ${event.text}`);
  process.stdout.write('\n');
}

function clauseOf({ sentence, start, end }: { sentence: string; start: number; end: number }): string {
  return (
    sentence.replace(/\s+/g, ' ').slice(0, 240) +
    (end - start < sentence.length - 3 ? `  (${end - start} of ${sentence.length} characters)` : '')
  );
}
