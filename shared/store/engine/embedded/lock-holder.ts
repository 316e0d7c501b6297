import { randomUUID } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** Who holds a data directory, as written into its lock. */
export interface Holder {
  pid: number;
  /** Tells two locks apart even where pid and time are the same. */
  token: string;
  host: string;
  /** Linux: the boot and the process namespace in which the pid means anything, and the process's start; else null. */
  boot: string | null;
  space: string | null;
  started: string | null;
}

export function describeSelf(): Holder {
  return {
    pid: process.pid,
    token: randomUUID(),
    host: hostname(),
    ...place(),
    started: startOf(process.pid),
  };
}

/** Undefined if there is no lock, or none that can be read (its holder may be writing it just now). */
export function readHolder(file: string): Holder | undefined {
  const text = attempt(() => readFileSync(file, 'utf8'));
  const parsed = text === null ? null : attempt(() => JSON.parse(text));
  const value = typeof parsed === 'number' ? { pid: parsed } : parsed; // a plain pid, written by a person
  if (typeof value?.pid !== 'number') return undefined;
  return {
    pid: value.pid,
    token: /^[\w-]+$/.test(value.token) ? value.token : `pid-${value.pid}`,
    host: String(value.host ?? hostname()),
    boot: value.boot ?? null,
    space: value.space ?? null,
    started: value.started ?? null,
  };
}

/** Whether this process can tell by the pid if the holder lives: not from another machine or container. */
export function isComparable(holder: Holder): boolean {
  const here = place();
  // The same machine, started again since: its processes are gone.
  if (holder.host === hostname() && holder.boot !== here.boot) return true;
  return (
    holder.boot === here.boot &&
    holder.space === here.space &&
    (here.boot !== null || holder.host === hostname())
  );
}

export function hasEnded(holder: Holder): boolean {
  if (holder.boot !== null && holder.boot !== place().boot) return true;
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return true;
  }
  // The pid is in use; by the same process, if it started at the same time.
  const started = startOf(holder.pid);
  return started === 'ended' || (holder.started !== null && started !== null && started !== holder.started);
}

function place(): { boot: string | null; space: string | null } {
  return {
    boot: attempt(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()),
    space: attempt(() => readlinkSync('/proc/self/ns/pid')),
  };
}

/** The start of a process in clock ticks since boot; 'ended' for one that only waits to be collected. */
function startOf(pid: number): string | null {
  const stat = attempt(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  if (stat === null) return null;
  // The name before the last parenthesis may hold anything; state is the first field after it, the start the 20th.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields[0] === 'Z' || fields[0] === 'X' ? 'ended' : (fields[19] ?? null);
}

function attempt<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}
