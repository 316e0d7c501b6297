/**
 * Turns calls that ask for one thing each into statements that ask for many: `most` at a time, `atOnce` statements
 * under way. Calls with the same key wait for each other only while that many are; so one call alone goes at once, and
 * under load the batches grow by themselves.
 */
export type Gather = <I, O>(key: string, item: I, runMany: (items: I[]) => Promise<O[]>) => Promise<O>;

/** Each call is a statement of its own. */
export const oneByOne: Gather = async (_key, item, runMany) => {
  const [result] = await runMany([item]);
  return result as Awaited<ReturnType<typeof runMany>>[number];
};

/** Items in one statement: past some dozens the round trip no longer counts. */
const mostItems = 128;

interface Call {
  item: unknown;
  resolve(result: unknown): void;
  reject(error: unknown): void;
}

interface Line {
  waiting: Call[];
  underWay: number;
  scheduled: boolean;
  runMany(items: unknown[]): Promise<unknown[]>;
}

/** Gathers calls of one turn of the event loop and those that wait; `check` may refuse a call by throwing. */
export function gathering(atOnce: number, check: () => void = () => undefined): Gather {
  const lines = new Map<string, Line>();
  return (key, item, runMany) =>
    new Promise((resolve, reject) => {
      check();
      let line = lines.get(key);
      if (line === undefined) {
        line = { waiting: [], underWay: 0, scheduled: false, runMany: runMany as Line['runMany'] };
        lines.set(key, line);
      }
      line.waiting.push({ item, resolve: resolve as Call['resolve'], reject });
      schedule(line, atOnce);
    });
}

function schedule(line: Line, atOnce: number): void {
  if (line.scheduled || line.underWay >= atOnce || line.waiting.length === 0) return;
  line.scheduled = true;
  setImmediate(() => {
    line.scheduled = false;
    void run(line, line.waiting.splice(0, mostItems), atOnce);
    schedule(line, atOnce);
  });
}

async function run(line: Line, calls: Call[], atOnce: number): Promise<void> {
  line.underWay += 1;
  try {
    const results = await line.runMany(calls.map((call) => call.item));
    for (const [at, call] of calls.entries()) call.resolve(results[at]);
  } catch (error) {
    for (const call of calls) call.reject(error);
  } finally {
    line.underWay -= 1;
    schedule(line, atOnce);
  }
}
