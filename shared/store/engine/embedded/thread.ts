import { openAsBlob } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { parentPort } from 'node:worker_threads';
import { PGlite, protocol } from '@electric-sql/pglite';
import { type Answer, leftOpen, type Request } from './messages.js';

/*
 * The database thread: PGlite and nothing else, so that a slow statement (or one that never ends, on a damaged
 * directory) leaves the event loop of the process alone. It takes and gives bytes of the PostgreSQL protocol.
 */

/** Less than PostgreSQL's default of 128 MB: 120 MB less memory at the same speed, as measured with BullMQ's load. */
const startParams = [...PGlite.defaultStartParams, '-c', 'shared_buffers=32MB', '-c', 'max_wal_size=64MB'];

/** PGlite tells by the type whether to unpack. */
const gzip = 'application/x-gzip';

const port = parentPort!;
let database: PGlite | undefined;
let previous: Promise<void> = Promise.resolve();

port.on('message', (request: Request) => {
  previous = previous.then(() => answer(request));
});

async function answer(request: Request): Promise<void> {
  let result: Answer;
  try {
    result = await handle(request);
  } catch (error) {
    result = { id: request.id, error: error instanceof Error ? error.message : String(error) };
  }
  port.postMessage(result, result.bytes ? [result.bytes.buffer as ArrayBuffer] : []);
}

async function handle(request: Request): Promise<Answer> {
  const { id } = request;
  if (request.do === 'open') {
    const loadDataDir =
      request.template === null ? undefined : await openAsBlob(request.template, { type: gzip });
    database = await PGlite.create({ dataDir: request.dir ?? 'memory://', loadDataDir, startParams });
    return { id };
  }
  if (database === undefined) throw new Error('the embedded database is not open');
  if (request.do === 'run') return { id, ...(await run(database, request.bytes, request.alone)) };
  if (request.do === 'dump') await dump(database, request.file);
  else await close();
  return { id };
}

async function run(on: PGlite, bytes: Uint8Array, alone: boolean): Promise<Omit<Answer, 'id'>> {
  const answered = await exchange(on, bytes);
  if (!alone || !on.isInTransaction()) return { bytes: answered };
  await exchange(on, protocol.serialize.query('ROLLBACK'));
  return { error: leftOpen };
}

/** The streaming call is the one that does not parse (and keep) every message on this side as well. */
async function exchange(on: PGlite, bytes: Uint8Array): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  await on.execProtocolRawStream(bytes, {
    syncToFs: false, // does nothing on a directory of Node or in memory
    onRawData: (part) => parts.push(part.slice()),
  });
  return joined(parts);
}

/** One array over exactly one buffer, as it is handed over and not copied. */
function joined(parts: Uint8Array[]): Uint8Array {
  if (parts.length === 1) return parts[0]!;
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Written aside, flushed to the disk and renamed: a dump is whole or not there. */
async function dump(from: PGlite, file: string): Promise<void> {
  await from.exec('CHECKPOINT');
  const blob = await from.dumpDataDir('gzip');
  const aside = `${file}.new`;
  const handle = await open(aside, 'w');
  try {
    for await (const part of blob.stream()) await handle.write(part);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(aside, file);
}

async function close(): Promise<void> {
  await database!.close();
  database = undefined;
}
