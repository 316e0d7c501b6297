import { DatabaseError, openEmbedded } from '@hearsay/store/engine/index';

/*
 * A process of its own for the tests of the embedded engine: opens the directory and inserts 1, 2, 3, … for ever,
 * printing each number once it is acknowledged; with `hold` it only holds it, with `end` it ends without closing it.
 */
const [dir, what] = process.argv.slice(2);
try {
  const database = await openEmbedded(dir!);
  await database.query('create table if not exists seen (id int)');
  if (what === 'end') process.exit();
  if (what === 'hold') process.stdout.write('held\n');
  for (let id = 1; what === undefined; id++) {
    await database.query('insert into seen values ($1)', [id]);
    process.stdout.write(`${id}\n`);
  }
} catch (error) {
  if (!(error instanceof DatabaseError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(2);
}
