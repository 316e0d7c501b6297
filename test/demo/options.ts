import { parseArgs } from 'node:util';

export interface Options {
  /** Which cast plays: another seed, other names, places and numbers. */
  seed: number;
  /** Redis and PostgreSQL instead of the embedded mode. */
  redis: boolean;
  /** The data directory stays. */
  keep: boolean;
}

export const usage = `npm run demo -- [--seed N] [--redis] [--keep]

  --seed N   another cast: other names, places, numbers and outlets in the same stories (1 unless told)
  --redis    run on Redis and PostgreSQL, started for the demo, instead of embedded
  --keep     keep what Hearsay recorded, and say where and how to look at it`;

/** A mistake on the command line; the message says what is wrong. */
export class OptionError extends Error {}

/** Null where the user asked for help. Throws OptionError. */
export function readOptions(args: string[]): Options | null {
  const values = parse(args);
  if (values.help) return null;
  const seed = Number(values.seed);
  if (!/^\d{1,9}$/.test(values.seed)) {
    throw new OptionError(`--seed must be a whole number from 0 to 999999999 (it is "${values.seed}").`);
  }
  if (values.redis && values.keep) {
    throw new OptionError(
      '--keep keeps the data directory of the embedded mode: it does not go with --redis.',
    );
  }
  return { seed, redis: values.redis, keep: values.keep };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        seed: { type: 'string', default: '1' },
        redis: { type: 'boolean', default: false },
        keep: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    throw new OptionError(`${(error as Error).message.split('. ')[0]}.`);
  }
}
