import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer as createTcpServer } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { createHttp, type Http, type HttpErrorCode, type HttpOptions } from '@hearsay/runtime/http/index';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

let server: Server;
let port: number;
let answer: (request: IncomingMessage, response: ServerResponse) => void;
let sockets = 0;
const open: Http[] = [];

beforeAll(async () => {
  server = createServer((request, response) => answer(request, response));
  server.on('connection', () => sockets++);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((http) => http.close()));
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** A client for which tribune.example is the test server. */
function client(options: Partial<HttpOptions> = {}): Http {
  const resolve = [{ host: 'tribune.example', address: '127.0.0.1', port }];
  const http = createHttp({ resolve, allowNetworks: [], userAgent: 'hearsay-test', ...options });
  open.push(http);
  return http;
}

/** The code and sentence of the error a call ends in. */
async function failure(call: Promise<unknown>): Promise<{ code: HttpErrorCode; message: string }> {
  try {
    await call;
  } catch (error) {
    return error as { code: HttpErrorCode; message: string };
  }
  throw new Error('the call did not fail');
}

describe('a host in HEARSAY_RESOLVE', () => {
  it('is reached over plain HTTP whatever scheme and port the URL has, under its own name', async () => {
    answer = (request, response) => response.end(`${request.headers.host} ${request.headers['user-agent']}`);
    const result = await client().get('https://tribune.example/a?b=1');
    expect(new TextDecoder().decode(result.body)).toBe('tribune.example hearsay-test');
    expect(result).toMatchObject({ url: 'https://tribune.example/a?b=1', status: 200, redirects: [] });
    const other = await client().get('http://tribune.example:25/');
    expect(new TextDecoder().decode(other.body)).toBe('tribune.example:25 hearsay-test');
  });

  it('keeps its connections for requests that follow each other', async () => {
    answer = (_, response) => response.end('x');
    const http = client();
    const before = sockets;
    for (let i = 0; i < 20; i++) await http.get('http://tribune.example/');
    // The next request may start a moment before the last connection is free again.
    expect(sockets - before).toBeLessThanOrEqual(2);
  });
});

describe('what is refused before a connection is made', () => {
  const cases: [string, HttpErrorCode][] = [
    ['not a url', 'bad-url'],
    ['file:///etc/passwd', 'scheme-refused'],
    ['ftp://gazette.example/', 'scheme-refused'],
    ['http://user:secret@gazette.example/', 'credentials-refused'],
    ['http://gazette.example:22/', 'port-refused'],
    ['http://127.0.0.1/', 'address-refused'],
    ['http://2130706433/', 'address-refused'],
    ['http://0x7f.1/', 'address-refused'],
    ['http://0.0.0.0/', 'address-refused'],
    ['http://10.0.0.1/', 'address-refused'],
    ['http://100.64.0.1/', 'address-refused'],
    ['http://169.254.169.254/latest/meta-data/', 'address-refused'],
    ['http://168.63.129.16/', 'address-refused'],
    ['http://224.0.0.1/', 'address-refused'],
    ['http://[::1]/', 'address-refused'],
    ['http://[::]/', 'address-refused'],
    ['http://[::ffff:127.0.0.1]/', 'address-refused'],
    ['http://[::127.0.0.1]/', 'address-refused'],
    ['http://[64:ff9b::7f00:1]/', 'address-refused'],
    ['http://[2002:7f00:1::]/', 'address-refused'],
    ['http://[fd00:ec2::254]/', 'address-refused'],
    ['http://[fe80::1]/', 'address-refused'],
    // Spellings of the same address, which the URL standard reads as what they are.
    ['http://127.1/', 'address-refused'],
    ['http://0177.0.0.1/', 'address-refused'],
    ['http://127.0.0.1./', 'address-refused'],
    ['http://１２７.０.０.１/', 'address-refused'],
    ['http://①②⑦.0.0.1/', 'address-refused'],
    ['http://127。0。0。1/', 'address-refused'],
    ['http://%31%32%37.0.0.1/', 'address-refused'],
    ['http://[fe80::1%25eth0]/', 'bad-url'],
    ['http://256.1.1.1/', 'bad-url'],
    // Ranges that IANA keeps for other ends than the open net.
    ['http://192.168.1.1/', 'address-refused'],
    ['http://172.16.0.1/', 'address-refused'],
    ['http://192.0.0.1/', 'address-refused'],
    ['http://192.0.2.1/', 'address-refused'],
    ['http://198.51.100.1/', 'address-refused'],
    ['http://203.0.113.1/', 'address-refused'],
    ['http://198.18.0.1/', 'address-refused'],
    ['http://192.88.99.1/', 'address-refused'],
    ['http://240.0.0.1/', 'address-refused'],
    ['http://255.255.255.255/', 'address-refused'],
    ['http://100.100.100.200/', 'address-refused'],
    ['http://[ff02::1]/', 'address-refused'],
    ['http://[fec0::1]/', 'address-refused'],
    ['http://[2001:db8::1]/', 'address-refused'],
    ['http://[3fff::1]/', 'address-refused'],
    ['http://[2001:2::1]/', 'address-refused'],
    ['http://[2001:0:7f00:1::1]/', 'address-refused'],
    ['http://[64:ff9b:1::7f00:1]/', 'address-refused'],
    ['http://[::ffff:0:127.0.0.1]/', 'address-refused'],
    ['http://[::ffff:169.254.169.254]/', 'address-refused'],
    ['http://[100::1]/', 'address-refused'],
    ['http://[5f00::1]/', 'address-refused'],
    ['http://[4000::1]/', 'address-refused'],
    ['http://gazette.example:0/', 'port-refused'],
    ['http://gazette.example:6379/', 'port-refused'],
    ['gopher://gazette.example/', 'scheme-refused'],
    ['data:text/html,hello', 'scheme-refused'],
    ['javascript:alert(1)', 'scheme-refused'],
    ['http://:secret@gazette.example/', 'credentials-refused'],
  ];
  it.each(cases)('%s: %s', async (url, code) => {
    const error = await failure(client().get(url));
    expect(error.code).toBe(code);
    expect(error.message).not.toContain('secret');
    expect((await failure(client().post(url, ''))).code).toBe(code);
  });

  it('a name that resolves to a private address, and localhost', async () => {
    const lookup = async () => [{ address: '192.168.1.1', family: 4 }];
    expect((await failure(client({ lookup }).get('http://gazette.example/'))).code).toBe('address-refused');
    expect((await failure(client().get('http://localhost/'))).code).toBe('address-refused');
  });

  it('bad settings', () => {
    expect(() => client({ allowNetworks: ['10.0.0.0/99'] })).toThrow('not an address range');
    expect(() => client({ resolve: [{ host: 'a.example', address: 'b', port: 1 }] })).toThrow(
      'host=address:port',
    );
  });
});

describe('names', () => {
  const limits = { ports: 'any' } as const;
  const allowNetworks = ['127.0.0.1/32'];

  it('are resolved once, and the connection goes to the address that was checked', async () => {
    answer = (_, response) => response.end('here');
    let asked = 0;
    const lookup = async () => [{ address: ++asked === 1 ? '127.0.0.1' : '169.254.169.254', family: 4 }];
    const http = client({ limits, allowNetworks, lookup });
    const first = await http.get(`http://gazette.example:${port}/`);
    expect(new TextDecoder().decode(first.body)).toBe('here');
    expect(asked).toBe(1);
  });

  it('that change to a private address are refused at the next connection', async () => {
    answer = (_, response) => response.setHeader('connection', 'close').end('here');
    let asked = 0;
    const lookup = async () => [{ address: ++asked === 1 ? '127.0.0.1' : '10.0.0.1', family: 4 }];
    const http = client({ limits, allowNetworks, lookup });
    await http.get(`http://gazette.example:${port}/`);
    expect((await failure(http.get(`http://gazette.example:${port}/`))).code).toBe('address-refused');
  });

  it('keep only their public addresses', async () => {
    answer = (_, response) => response.end('here');
    const lookup = async () => [
      { address: '10.0.0.1', family: 4 },
      { address: '127.0.0.1', family: 4 },
    ];
    const result = await client({ limits, allowNetworks, lookup }).get(`http://gazette.example:${port}/`);
    expect(result.status).toBe(200);
  });

  it('that do not resolve say so', async () => {
    const lookup = async () => {
      throw Object.assign(new Error('no'), { code: 'ENOTFOUND' });
    };
    expect((await failure(client({ lookup }).get('http://gazette.example/'))).code).toBe('name-not-found');
  });
});

describe('redirects', () => {
  const redirect = (to: string, status = 302) => {
    answer = (request, response) => {
      if (request.url === '/end') return response.end('end');
      return response.writeHead(status, { location: to }).end();
    };
  };

  it('are followed and told, permanent ones marked', async () => {
    redirect('/end', 308);
    const result = await client().get('http://tribune.example/start#part');
    expect(result).toMatchObject({
      url: 'http://tribune.example/end#part',
      redirects: [{ to: 'http://tribune.example/end#part', status: 308, permanent: true }],
    });
  });

  it.each([
    ['http://127.0.0.1/', 'address-refused'],
    ['http://169.254.169.254/', 'address-refused'],
    ['//[::1]/', 'address-refused'],
    ['file:///etc/passwd', 'scheme-refused'],
    ['http://a:b@tribune.example/', 'credentials-refused'],
    ['http://gazette.example:6379/', 'port-refused'],
    ['http://[bad/', 'bad-redirect'],
    ['/again', 'too-many-redirects'],
  ])('to %s end in %s', async (to, code) => {
    redirect(to);
    expect((await failure(client().get('http://tribune.example/'))).code).toBe(code);
  });

  it('are told before they are taken, and whoever is told can stop them with a reason of their own', async () => {
    redirect('http://tribune.example/end');
    const told: string[] = [];
    const onHop = async (url: string) => void told.push(url);
    await client().get('http://tribune.example/', { onHop });
    expect(told).toEqual(['http://tribune.example/end']);
    const reason = new Error('not there');
    const stopped = client().get('http://tribune.example/', { onHop: () => Promise.reject(reason) });
    await expect(stopped).rejects.toBe(reason);
  });

  it('say how far they had come when they failed', async () => {
    redirect('http://127.0.0.1/');
    expect(await failure(client().get('http://tribune.example/'))).toMatchObject({ hop: 1, final: true });
    expect(await failure(client().get('http://127.0.0.1/'))).toMatchObject({ hop: 0, final: true });
  });

  it('are not followed by POST', async () => {
    redirect('/end', 307);
    const result = await client().post('http://tribune.example/', 'body', { 'content-type': 'text/plain' });
    expect(result.status).toBe(307);
  });

  it('do not carry credentials to another origin', async () => {
    let seen: string | undefined = 'unset';
    answer = (request, response) => {
      if (request.headers.host === 'tribune.example')
        return response.writeHead(302, { location: 'http://gazette.example/' }).end();
      seen = request.headers.authorization;
      return response.end();
    };
    const resolve = ['tribune', 'gazette'].map((name) => ({
      host: `${name}.example`,
      address: '127.0.0.1',
      port,
    }));
    await client({ resolve }).get('http://tribune.example/', { headers: { Authorization: 'Bearer x' } });
    expect(seen).toBeUndefined();
  });
});

describe('limits', () => {
  it('an announced and an unannounced oversize body', async () => {
    answer = (request, response) => {
      if (request.url === '/announced') response.setHeader('content-length', 5000);
      response.end('x'.repeat(5000));
    };
    const http = client();
    for (const path of ['announced', 'stream'])
      expect((await failure(http.get(`http://tribune.example/${path}`, { maxBytes: 1000 }))).code).toBe(
        'too-large',
      );
    expect((await http.get('http://tribune.example/stream', { maxBytes: 5000 })).body.length).toBe(5000);
  });

  it('a 304 that tells the length of what it does not send is no oversize body', async () => {
    answer = (_, response) => response.writeHead(304, { etag: '"x"', 'content-length': 99_000_000 }).end();
    const result = await client().get('http://tribune.example/', { headers: { 'If-None-Match': '"x"' } });
    expect(result).toMatchObject({ status: 304, headers: { etag: '"x"' } });
    expect(result.body.length).toBe(0);
  });

  it('a slow drip ends with the clock', async () => {
    answer = (_, response) => {
      const drip = setInterval(() => response.write('.'), 20);
      response.on('close', () => clearInterval(drip));
    };
    const started = Date.now();
    const error = await failure(client().get('http://tribune.example/', { timeoutMs: 300 }));
    expect(error.code).toBe('timeout');
    expect(Date.now() - started).toBeLessThan(2000);
  });

  it('a server that never answers ends with the clock', async () => {
    answer = () => {};
    expect((await failure(client().get('http://tribune.example/', { timeoutMs: 200 }))).code).toBe('timeout');
  });

  it('a gzip bomb is stopped by its growth, and by its size', async () => {
    const bomb = gzipSync(Buffer.alloc(12 * 1024 * 1024));
    answer = (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
    expect((await failure(client().get('http://tribune.example/'))).code).toBe('bomb');
    const loose = client({ limits: { maxRatio: 1e9, maxBytes: 2_000_000 } });
    expect((await failure(loose.get('http://tribune.example/'))).code).toBe('too-large');
  });

  it('a broken compressed body, a cut one and an unknown encoding', async () => {
    answer = (request, response) => {
      const whole = gzipSync('a longer text, so that cutting it hurts');
      const encoding = request.url === '/unknown' ? 'zstd-or-so' : 'gzip';
      response.writeHead(200, { 'content-encoding': encoding });
      response.end(request.url === '/cut' ? whole.subarray(0, 25) : 'no gzip at all');
    };
    const http = client();
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
    answer = (request, response) => {
      const names = (request.url ?? '').slice(1).split(',');
      const body = names.reduce<Buffer>((inner, name) => encode[name]?.(inner) ?? inner, text);
      response.writeHead(200, { 'content-encoding': names.join(', ') }).end(body);
    };
    const http = client();
    for (const names of ['gzip', 'br', 'deflate', 'deflate,gzip', 'gzip,br,deflate', 'identity,gzip'])
      expect(Buffer.from((await http.get(`http://tribune.example/${names}`)).body).equals(text), names).toBe(
        true,
      );
    expect((await failure(http.get('http://tribune.example/gzip,gzip,gzip,gzip'))).code).toBe('bad-encoding');
    const bomb = gzipSync(gzipSync(Buffer.alloc(32 * 1024 * 1024)));
    answer = (_, response) => response.writeHead(200, { 'content-encoding': 'gzip, gzip' }).end(bomb);
    expect((await failure(http.get('http://tribune.example/'))).code).toBe('bomb');
    // Thousands of empty gzip members: nothing comes out, and what goes through in between is counted.
    const empty = gzipSync('');
    const hollow = gzipSync(Buffer.concat(Array.from({ length: 8_000 }, () => empty)));
    answer = (_, response) => response.writeHead(200, { 'content-encoding': 'gzip, gzip' }).end(hollow);
    expect((await failure(http.get('http://tribune.example/', { maxBytes: 100_000 }))).code).toBe(
      'too-large',
    );
  });

  it('a body that is wanted to a point is cut there, and is no error', async () => {
    answer = (_, response) => {
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(10_000)));
      };
      response.on('drain', more);
      more();
    };
    expect((await client().get('http://tribune.example/', { maxBytes: 25_000, cut: true })).body.length).toBe(
      25_000,
    );
  });

  it('a body of another content type is not read', async () => {
    let sent = 0;
    answer = (_, response) => {
      response.writeHead(200, { 'content-type': 'video/mp4' });
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536))) sent += 65_536;
      };
      response.on('drain', more);
      more();
    };
    const result = await client().get('http://tribune.example/', { only: /^text\/html/ });
    expect(result).toMatchObject({ status: 200, body: new Uint8Array(0) });
    expect(sent).toBeLessThan(16 * 1024 * 1024);
  });

  it('a server that falls silent in the middle ends sooner than the clock', async () => {
    answer = (_, response) => void response.writeHead(200).write('x');
    const http = client({ limits: { stallTimeoutMs: 200, timeoutMs: 60_000 } });
    expect((await failure(http.get('http://tribune.example/'))).code).toBe('timeout');
  });

  it('a well compressed body arrives whole', async () => {
    const text = 'The mayor spoke. '.repeat(20_000);
    answer = (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(text));
    const result = await client().get('http://tribune.example/');
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
    const error = await failure(client({ resolve }).get('http://gazette.example/'));
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
    const http = client({ resolve: [{ host: 'gazette.example', address: '127.0.0.1', port: address.port }] });
    for (let i = 0; i < 4; i++) expect((await http.get('http://gazette.example/')).status).toBe(200);
    expect(connections).toBeGreaterThan(1);
    tcp.close();
  });

  it('a closed port', async () => {
    const resolve = [{ host: 'gazette.example', address: '127.0.0.1', port: 1 }];
    expect((await failure(client({ resolve }).get('http://gazette.example/'))).code).toBe('unreachable');
  });
});
