import type { AddressInfo } from 'node:net';
import { createServer as createTcpServer } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { failure, useSite } from './http/site.js';

const site = useSite();

describe('limits', () => {
  it('an announced and an unannounced oversize body', async () => {
    site.answer = (request, response) => {
      if (request.url === '/announced') response.setHeader('content-length', 5000);
      response.end('x'.repeat(5000));
    };
    const http = site.client();
    for (const path of ['announced', 'stream'])
      expect((await failure(http.get(`http://tribune.example/${path}`, { maxBytes: 1000 }))).code).toBe(
        'too-large',
      );
    expect((await http.get('http://tribune.example/stream', { maxBytes: 5000 })).body.length).toBe(5000);
  });

  it('a 304 that tells the length of what it does not send is no oversize body', async () => {
    site.answer = (_, response) =>
      response.writeHead(304, { etag: '"x"', 'content-length': 99_000_000 }).end();
    const result = await site
      .client()
      .get('http://tribune.example/', { headers: { 'If-None-Match': '"x"' } });
    expect(result).toMatchObject({ status: 304, headers: { etag: '"x"' } });
    expect(result.body.length).toBe(0);
  });

  it('a slow drip ends with the clock', async () => {
    site.answer = (_, response) => {
      const drip = setInterval(() => response.write('.'), 20);
      response.on('close', () => clearInterval(drip));
    };
    const started = Date.now();
    const error = await failure(site.client().get('http://tribune.example/', { timeoutMs: 300 }));
    expect(error.code).toBe('timeout');
    expect(Date.now() - started).toBeLessThan(2000);
  });

  it('a server that never answers ends with the clock', async () => {
    site.answer = () => {};
    expect((await failure(site.client().get('http://tribune.example/', { timeoutMs: 200 }))).code).toBe(
      'timeout',
    );
  });

  it('a gzip bomb is stopped by its growth, and by its size', async () => {
    const bomb = gzipSync(Buffer.alloc(12 * 1024 * 1024));
    site.answer = (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
    expect((await failure(site.client().get('http://tribune.example/'))).code).toBe('bomb');
    const loose = site.client({ limits: { maxRatio: 1e9, maxBytes: 2_000_000 } });
    expect((await failure(loose.get('http://tribune.example/'))).code).toBe('too-large');
  });

  it('a broken compressed body, a cut one and an unknown encoding', async () => {
    site.answer = (request, response) => {
      const whole = gzipSync('a longer text, so that cutting it hurts');
      const encoding = request.url === '/unknown' ? 'zstd-or-so' : 'gzip';
      response.writeHead(200, { 'content-encoding': encoding });
      response.end(request.url === '/cut' ? whole.subarray(0, 25) : 'no gzip at all');
    };
    const http = site.client();
    for (const path of ['broken', 'cut', 'unknown'])
      expect((await failure(http.get(`http://tribune.example/${path}`))).code).toBe('bad-encoding');
  });

  it('encodings in a row are undone in their order; a fourth is refused, and so is what grows in between', async () => {
    const encode: Record<string, (body: Buffer) => Buffer> = {
      gzip: gzipSync,
      br: brotliCompressSync,
      deflate: deflateSync,
    };
    const text = Buffer.from('The mayor spoke. '.repeat(2_000));
    site.answer = (request, response) => {
      const names = (request.url ?? '').slice(1).split(',');
      const body = names.reduce<Buffer>((inner, name) => encode[name]?.(inner) ?? inner, text);
      response.writeHead(200, { 'content-encoding': names.join(', ') }).end(body);
    };
    const http = site.client();
    for (const names of ['gzip', 'br', 'deflate', 'deflate,gzip', 'gzip,br,deflate', 'identity,gzip'])
      expect(Buffer.from((await http.get(`http://tribune.example/${names}`)).body).equals(text), names).toBe(
        true,
      );
    expect((await failure(http.get('http://tribune.example/gzip,gzip,gzip,gzip'))).code).toBe('bad-encoding');
    const bomb = gzipSync(gzipSync(Buffer.alloc(32 * 1024 * 1024)));
    site.answer = (_, response) => response.writeHead(200, { 'content-encoding': 'gzip, gzip' }).end(bomb);
    expect((await failure(http.get('http://tribune.example/'))).code).toBe('bomb');
    // Thousands of empty gzip members: nothing comes out, and what goes through in between is counted.
    const empty = gzipSync('');
    const hollow = gzipSync(Buffer.concat(Array.from({ length: 8_000 }, () => empty)));
    site.answer = (_, response) => response.writeHead(200, { 'content-encoding': 'gzip, gzip' }).end(hollow);
    expect((await failure(http.get('http://tribune.example/', { maxBytes: 100_000 }))).code).toBe(
      'too-large',
    );
  });

  it('a body that is wanted to a point is cut there, and is no error', async () => {
    site.answer = (_, response) => {
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(10_000)));
      };
      response.on('drain', more);
      more();
    };
    expect(
      (await site.client().get('http://tribune.example/', { maxBytes: 25_000, cut: true })).body.length,
    ).toBe(25_000);
  });

  it('a body of another content type is not read', async () => {
    let sent = 0;
    site.answer = (_, response) => {
      response.writeHead(200, { 'content-type': 'video/mp4' });
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536))) sent += 65_536;
      };
      response.on('drain', more);
      more();
    };
    const result = await site.client().get('http://tribune.example/', { only: /^text\/html/ });
    expect(result).toMatchObject({ status: 200, body: new Uint8Array(0) });
    expect(sent).toBeLessThan(16 * 1024 * 1024);
  });

  it('a server that falls silent in the middle ends sooner than the clock', async () => {
    site.answer = (_, response) => void response.writeHead(200).write('x');
    const http = site.client({ limits: { stallTimeoutMs: 200, timeoutMs: 60_000 } });
    expect((await failure(http.get('http://tribune.example/'))).code).toBe('timeout');
  });

  it('a well compressed body arrives whole', async () => {
    const text = 'The mayor spoke. '.repeat(20_000);
    site.answer = (_, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(text));
    const result = await site.client().get('http://tribune.example/');
    expect(new TextDecoder().decode(result.body)).toBe(text);
  });
});

describe('servers that break off', () => {
  const raw = async (text: string) => {
    const tcp = createTcpServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', () => socket.end(text));
    });
    await new Promise<void>((resolve) => tcp.listen(0, '127.0.0.1', resolve));
    const resolve = [
      { host: 'gazette.example', address: '127.0.0.1', port: (tcp.address() as AddressInfo).port },
    ];
    const error = await failure(site.client({ resolve }).get('http://gazette.example/'));
    tcp.close();
    return error.code;
  };

  it.each([
    ['a body shorter than announced', 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort', 'broken'],
    ['no HTTP', 'SSH-2.0-OpenSSH_9\r\n', 'broken'],
    ['nothing', '', 'broken'],
    ['endless headers', `HTTP/1.1 200 OK\r\nX: ${'y'.repeat(40_000)}\r\n\r\n`, 'too-large'],
  ])('%s', async (_, text, code) => {
    expect(await raw(text)).toBe(code);
  });

  it('a kept connection that is closed at its next use is no failure', async () => {
    let connections = 0;
    const tcp = createTcpServer((socket) => {
      connections++;
      socket.on('error', () => {});
      let requests = 0;
      socket.on('data', () => {
        requests++;
        if (requests > 1) return void socket.destroy();
        socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
      });
    });
    await new Promise<void>((resolve) => tcp.listen(0, '127.0.0.1', resolve));
    const address = tcp.address() as AddressInfo;
    const http = site.client({
      resolve: [{ host: 'gazette.example', address: '127.0.0.1', port: address.port }],
    });
    for (let i = 0; i < 4; i++) expect((await http.get('http://gazette.example/')).status).toBe(200);
    expect(connections).toBeGreaterThan(1);
    tcp.close();
  });

  it('a closed port', async () => {
    const resolve = [{ host: 'gazette.example', address: '127.0.0.1', port: 1 }];
    expect((await failure(site.client({ resolve }).get('http://gazette.example/'))).code).toBe('unreachable');
  });
});
