/** A body is longer than it may be. */
export class TooLargeError extends Error {}

/** A body did not arrive in time. */
export class TooSlowError extends Error {}

/**
 * Reads a request's body to its end. Rejects with TooLargeError past `maxBytes` (before reading, where its length is
 * told) and with TooSlowError after `timeoutMs`; the rest is then not read.
 */
export async function readLimited(
  request: Request,
  { maxBytes, timeoutMs }: { maxBytes: number; timeoutMs: number },
): Promise<Uint8Array> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw new TooLargeError();
  if (request.body === null) return new Uint8Array(0);
  const reader = request.body.getReader();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TooSlowError()), timeoutMs);
  });
  late.catch(() => undefined);
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await Promise.race([reader.read(), late]);
      if (done) return Buffer.concat(chunks, size);
      size += value.byteLength;
      if (size > maxBytes) throw new TooLargeError();
      chunks.push(value);
    }
  } catch (error) {
    reader.cancel().catch(() => undefined);
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
