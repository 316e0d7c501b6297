import type { Readable, Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import { HttpError, shown } from './error.js';

export interface BodyLimits {
  maxBytes: number;
  maxRatio: number;
}

/** Below this size any ratio is harmless: a page of blank lines compresses a thousandfold. */
const RATIO_FREE_BYTES = 1024 * 1024;

/**
 * Reads a body to its end, decompressed, counting as it goes: more than `maxBytes` of text, or a growth of more
 * than `maxRatio` past the first megabyte, ends it. A connection that breaks off mid-way is an error, never a
 * shorter body.
 */
export async function readBody(
  source: Readable,
  headers: { encoding: string | null; length: string | null },
  limits: BodyLimits,
  url: string,
): Promise<Uint8Array> {
  if (Number(headers.length ?? 0) > limits.maxBytes) throw tooLarge(url, limits.maxBytes);
  let received = 0;
  const counted = (async function* () {
    for await (const chunk of source as AsyncIterable<Buffer>) {
      received += chunk.length;
      if (received > limits.maxBytes) throw tooLarge(url, limits.maxBytes);
      yield chunk;
    }
  })();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of decompressed(counted, headers.encoding, url)) {
    size += chunk.length;
    if (size > limits.maxBytes) throw tooLarge(url, limits.maxBytes);
    if (size > RATIO_FREE_BYTES && size > received * limits.maxRatio) throw bomb(url);
    chunks.push(chunk);
  }
  return joined(chunks, size);
}

async function* decompressed(
  source: AsyncGenerator<Buffer>,
  encoding: string | null,
  url: string,
): AsyncGenerator<Uint8Array> {
  const name = (encoding ?? '').trim().toLowerCase();
  if (name === '' || name === 'identity') return yield* source;
  const first = await source.next();
  if (first.done === true) return;
  const decoder = decoderFor(name, first.value, url);
  let failure: unknown = null;
  const pumped = pump(first.value, source, decoder).catch((error: unknown) => {
    failure = error;
    decoder.destroy(error as Error);
  });
  try {
    yield* decoder as AsyncIterable<Uint8Array>;
  } catch (error) {
    throw failure ?? badEncoding(url, error);
  } finally {
    decoder.destroy();
    await source.return(undefined);
    await pumped;
  }
}

/** Feeds a decoder, waiting while it is full, until the source ends or the reader has left. */
async function pump(first: Buffer, rest: AsyncGenerator<Buffer>, decoder: Transform): Promise<void> {
  await written(decoder, first);
  for await (const chunk of rest) {
    if (decoder.destroyed) return;
    await written(decoder, chunk);
  }
  decoder.end();
}

function written(decoder: Transform, chunk: Buffer): Promise<void> {
  if (decoder.destroyed || decoder.write(chunk)) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      decoder.off('drain', done);
      decoder.off('close', done);
      resolve();
    };
    decoder.on('drain', done);
    decoder.on('close', done);
  });
}

function decoderFor(name: string, first: Buffer, url: string): Transform {
  if (name === 'gzip' || name === 'x-gzip') return createGunzip();
  if (name === 'br') return createBrotliDecompress();
  // Servers send "deflate" with and without the zlib header, whose first nibble is always 8.
  if (name === 'deflate') return (first[0]! & 0x0f) === 8 ? createInflate() : createInflateRaw();
  throw new HttpError(
    'bad-encoding',
    `Cannot read ${shown(url)}: unknown content encoding "${name.slice(0, 40)}".`,
  );
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const all = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

function tooLarge(url: string, maxBytes: number): HttpError {
  return new HttpError('too-large', `${shown(url)} is longer than ${maxBytes} bytes.`);
}

function bomb(url: string): HttpError {
  return new HttpError('bomb', `${shown(url)} is refused: it grows too much when decompressed.`);
}

function badEncoding(url: string, cause: unknown): HttpError {
  return new HttpError('bad-encoding', `Cannot read ${shown(url)}: its compressed body is broken.`, cause);
}
