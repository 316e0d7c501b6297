import type { Readable, Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import { HttpError, shown } from './error.js';

export interface BodyLimits {
  maxBytes: number;
  maxRatio: number;
  /** True to keep the first `maxBytes` of a longer body; false to refuse it. */
  cut: boolean;
}

/** Below this size any ratio is harmless: a page of blank lines compresses a thousandfold. */
const RATIO_FREE_BYTES = 1024 * 1024;

/** Encodings in a row: two are a proxy's mistake, more are made to hurt. */
const MAX_ENCODINGS = 3;

/**
 * Reads a body to its end, decompressed, counting as it goes: more than `maxBytes` received or at any level of
 * decompression, or a growth of more than `maxRatio` past the first megabyte, ends it. A connection that breaks off
 * mid-way is an error, never a shorter body.
 */
export async function readBody(
  source: Readable,
  headers: { encoding: string | null; length: string | null },
  limits: BodyLimits,
  url: string,
): Promise<Uint8Array> {
  if (!limits.cut && Number(headers.length ?? 0) > limits.maxBytes) throw tooLarge(url, limits.maxBytes);
  const received = { bytes: 0 };
  let stream: AsyncGenerator<Uint8Array> = counted(source as AsyncIterable<Uint8Array>, received);
  if (!limits.cut) stream = bounded(stream, limits, received, url);
  for (const name of encodings(headers.encoding, url)) {
    stream = bounded(decoded(stream, name, url), limits, received, url);
  }
  return collected(stream, limits);
}

async function* counted(
  source: AsyncIterable<Uint8Array>,
  received: { bytes: number },
): AsyncGenerator<Uint8Array> {
  for await (const chunk of source) {
    received.bytes += chunk.length;
    yield chunk;
  }
}

/** Passes on what stays within the limits. A body that is to be cut is only held to the growth. */
async function* bounded(
  source: AsyncGenerator<Uint8Array>,
  { maxBytes, maxRatio, cut }: BodyLimits,
  received: { bytes: number },
  url: string,
): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of source) {
    size += chunk.length;
    if (size > maxBytes && !cut) throw tooLarge(url, maxBytes);
    if (size > RATIO_FREE_BYTES && size > received.bytes * maxRatio) throw bomb(url);
    yield chunk;
  }
}

async function collected(
  stream: AsyncGenerator<Uint8Array>,
  { maxBytes, cut }: BodyLimits,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    size += chunk.length;
    if (cut && size >= maxBytes) break;
  }
  return joined(chunks, Math.min(size, cut ? maxBytes : size));
}

/** The encodings to undo, the outermost first. */
function encodings(header: string | null, url: string): string[] {
  const names = (header ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity');
  if (names.length > MAX_ENCODINGS)
    throw new HttpError(
      'bad-encoding',
      `Cannot read ${shown(url)}: it is encoded ${names.length} times over.`,
    );
  return names.reverse();
}

async function* decoded(
  source: AsyncGenerator<Uint8Array>,
  name: string,
  url: string,
): AsyncGenerator<Uint8Array> {
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
    // Not waited for: the source may be silent, and ends when its connection is closed.
    void pumped;
    source.return(undefined).catch(() => {});
  }
}

/** Feeds a decoder, waiting while it is full, until the source ends or the reader has left. */
async function pump(first: Uint8Array, rest: AsyncGenerator<Uint8Array>, decoder: Transform): Promise<void> {
  await written(decoder, first);
  for await (const chunk of rest) {
    if (decoder.destroyed) return;
    await written(decoder, chunk);
  }
  decoder.end();
}

function written(decoder: Transform, chunk: Uint8Array): Promise<void> {
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

/** What is offered is what every Node of ours can undo; zstd came with Node 22.15 and is not asked for. */
function decoderFor(name: string, first: Uint8Array, url: string): Transform {
  if (name === 'gzip' || name === 'x-gzip') return createGunzip();
  if (name === 'br') return createBrotliDecompress();
  // Servers send "deflate" with and without the zlib header, whose first nibble is always 8.
  if (name === 'deflate') return ((first[0] ?? 0) & 0x0f) === 8 ? createInflate() : createInflateRaw();
  throw new HttpError(
    'bad-encoding',
    `Cannot read ${shown(url)}: unknown content encoding "${name.slice(0, 40)}".`,
  );
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const all = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk.subarray(0, length - at), at);
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
