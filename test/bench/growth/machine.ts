import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Database } from '@hearsay/store';
import { fingerprint } from '@hearsay/text/fingerprint';

/** What the machine itself takes for a fixed piece of work: a text read, ten rows read, one written, in a transaction. */
const pieces = 200;
const reads = 10;
const text = Array.from({ length: 400 }, (_, at) => `word${(at * 7919) % 997}`).join(' ');

/** Milliseconds a piece, `atOnce` at a time. The table stays small whatever the archive holds. */
export async function yardstick(db: Database, atOnce: number): Promise<number> {
  await db.query('create table if not exists yardstick (id int primary key, text text)');
  await db.query('truncate yardstick');
  const queue = Array.from({ length: pieces }, (_, at) => at).values();
  const worker = async () => {
    for (const at of queue) {
      const print = fingerprint(`${text} ${at}`);
      await db.transaction(async (tx) => {
        await tx.query('insert into yardstick values ($1, $2)', [at, JSON.stringify(print)]);
        for (let each = 0; each < reads; each++)
          await tx.query('select text from yardstick where id = any($1::int[])', [[at, at - each]]);
      });
    }
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: atOnce }, worker));
  return (performance.now() - started) / pieces;
}

/** Milliseconds of CPU that the database spent for our connections so far; null where it runs elsewhere. */
export async function databaseCpu(db: Database): Promise<number | null> {
  if (db.kind !== 'postgres') return null;
  const { rows } = await db.query<{ pid: number }>(
    "select pid from pg_stat_activity where datname = current_database() and backend_type = 'client backend'",
  );
  try {
    const ticks = rows.map(({ pid }) => {
      const fields = (readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1] ?? '').split(' ');
      return Number(fields[11]) + Number(fields[12]);
    });
    // Linux counts in hundredths of a second, whatever the kernel's own clock.
    return ticks.reduce((sum, each) => sum + each, 0) * 10;
  } catch {
    return null;
  }
}

let collect: (() => void) | null = null;

/** Megabytes of live objects, after what is dead has been collected. */
export function heapMb(): number {
  if (collect === null) {
    setFlagsFromString('--expose-gc');
    collect = runInNewContext('gc') as () => void;
  }
  collect();
  return process.memoryUsage().heapUsed / 1_048_576;
}
