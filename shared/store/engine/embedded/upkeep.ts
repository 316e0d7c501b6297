import { rmSync } from 'node:fs';
import { dumpName, listDumps, makeFolders } from './directory.js';
import type { PglitePool } from './pool.js';

export interface UpkeepOptions {
  /** The directory that is dumped; null: no dumps (a database in memory). */
  dir: string | null;
  dumpFolder: string;
  dumpEveryMs: number;
  keepDumps: number;
  maintainEveryMs: number;
  onError: (error: Error) => void;
}

/** About 2000 jobs of BullMQ: the job table is then still small, and the upkeep takes less than 0.1 s. */
const maintainAfterStatements = 12_000;
const lookEveryMs = 5_000;

/** What autovacuum would take up; the factors are PostgreSQL's own defaults. */
const worn = `
  select format('%I.%I', s.schemaname, s.relname) as name
  from pg_stat_user_tables s join pg_class c on c.oid = s.relid
  where s.n_dead_tup > 50 + 0.2 * greatest(c.reltuples, 0)
     or s.n_mod_since_analyze > 50 + 0.1 * greatest(c.reltuples, 0)
     or s.n_ins_since_vacuum > 1000 + 0.2 * greatest(c.reltuples, 0)`;

/**
 * The work a server does in the background and one session must be asked for: vacuum and statistics of the tables that
 * changed, a checkpoint (the log grows for ever without), and dumps, as PGlite never flushes to the disk.
 */
export class Upkeep {
  private readonly pool: PglitePool;
  private readonly options: UpkeepOptions;
  private readonly timers: NodeJS.Timeout[] = [];
  private maintained = { statements: 0, at: Date.now() };
  private dumpedAt: string | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(pool: PglitePool, options: UpkeepOptions) {
    this.pool = pool;
    this.options = options;
    this.every(Math.min(lookEveryMs, options.maintainEveryMs), () => this.maintainIfDue());
    if (options.dir !== null) this.every(options.dumpEveryMs, () => this.dumpIfChanged());
  }

  /** VACUUM ANALYZE of every worn table, then CHECKPOINT; each a statement of its own, so that others come in between. */
  async maintain(): Promise<void> {
    this.maintained = { statements: this.pool.statements, at: Date.now() };
    // The counters of the last second are not yet with the statistics.
    await this.pool.query('SELECT pg_stat_force_next_flush()');
    const { rows } = await this.pool.query(worn);
    for (const { name } of rows) await this.pool.query(`VACUUM (ANALYZE) ${name}`);
    await this.pool.query('CHECKPOINT');
  }

  /** Stops the timers and waits for what they started. */
  async stop(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer);
    await this.running;
  }

  private every(ms: number, work: () => Promise<void>): void {
    const tick = () => {
      this.running = this.running.then(work).catch(this.options.onError);
    };
    this.timers.push(setInterval(tick, ms).unref());
  }

  private async maintainIfDue(): Promise<void> {
    const sent = this.pool.statements - this.maintained.statements;
    const isDue = sent > 0 && Date.now() - this.maintained.at >= this.options.maintainEveryMs;
    if (isDue || sent >= maintainAfterStatements) await this.maintain();
  }

  private async dumpIfChanged(): Promise<void> {
    const { rows } = await this.pool.query('select pg_current_wal_insert_lsn()::text as at');
    if (rows[0].at === this.dumpedAt) return;
    const { dumpFolder, dir, keepDumps } = this.options;
    makeFolders(dumpFolder);
    await this.pool.dump(dumpName(dumpFolder, dir!, new Date()));
    for (const old of listDumps(dumpFolder).slice(keepDumps)) rmSync(old);
    // The dump's own checkpoint has moved the position.
    this.dumpedAt = (await this.pool.query('select pg_current_wal_insert_lsn()::text as at')).rows[0].at;
  }
}
