import type { Database, Sql } from './engine/index.js';

/** One statement after the other, whoever sends them: a connection takes one at a time. */
function inTurn(sql: Sql): Sql {
  let last: Promise<unknown> = Promise.resolve();
  return {
    query: (text, params) => {
      const next = last.then(() => sql.query(text, params));
      last = next.catch(() => undefined);
      return next;
    },
  };
}

/** Works in one transaction: past some dozens its BEGIN and COMMIT no longer count. */
const mostWorks = 128;

interface Waiting<Tables> {
  work(tables: Tables): Promise<unknown>;
  resolve(result: unknown): void;
  reject(error: unknown): void;
}

/**
 * Group commit: works that wait at the same moment share one transaction, in which their statements are gathered. Each
 * is kept wholly or not at all: if any of them fails, nothing of the group is kept and each runs in a transaction of
 * its own, so that only the one at fault fails. For short, independent writes that take no locks of each other.
 */
export function together<Tables>(
  db: Database,
  tables: (sql: Sql, shared: boolean) => Tables,
): <T>(work: (tables: Tables) => Promise<T>) => Promise<T> {
  // One session has one transaction; on a server, one may commit while the next is written.
  const atOnce = db.kind === 'pglite' ? 1 : 2;
  const waiting: Waiting<Tables>[] = [];
  let underWay = 0;
  let scheduled = false;

  function schedule(): void {
    if (scheduled || underWay >= atOnce || waiting.length === 0) return;
    scheduled = true;
    setImmediate(() => {
      scheduled = false;
      void commit(waiting.splice(0, mostWorks));
      schedule();
    });
  }

  async function commit(group: Waiting<Tables>[]): Promise<void> {
    underWay += 1;
    try {
      if (group.length === 1 || !(await shared(group))) for (const each of group) await alone(each);
    } finally {
      underWay -= 1;
      schedule();
    }
  }

  async function shared(group: Waiting<Tables>[]): Promise<boolean> {
    try {
      const results = await db.transaction(async (tx) => {
        const all = tables(inTurn(tx), true);
        const settled = await Promise.allSettled(group.map((each) => each.work(all)));
        return settled.map((each) => {
          if (each.status === 'rejected') throw each.reason;
          return each.value;
        });
      });
      for (const [at, each] of group.entries()) each.resolve(results[at]);
      return true;
    } catch {
      return false;
    }
  }

  async function alone(each: Waiting<Tables>): Promise<void> {
    await db.transaction((tx) => each.work(tables(tx, false))).then(each.resolve, each.reject);
  }

  return (work) =>
    new Promise((resolve, reject) => {
      waiting.push({ work, resolve: resolve as Waiting<Tables>['resolve'], reject });
      schedule();
    });
}
