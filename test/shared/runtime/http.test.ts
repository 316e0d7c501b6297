import type { HttpErrorCode } from '@hearsay/runtime/http/index';
import { describe, expect, it } from 'vitest';
import { failure, useSite } from './http/site.js';

const site = useSite();

describe('a host in HEARSAY_RESOLVE', () => {
  it('is reached over plain HTTP whatever scheme and port the URL has, under its own name', async () => {
    site.answer = (request, response) =>
      response.end(`${request.headers.host} ${request.headers['user-agent']}`);
    const result = await site.client().get('https://tribune.example/a?b=1');
    expect(new TextDecoder().decode(result.body)).toBe('tribune.example hearsay-test');
    expect(result).toMatchObject({ url: 'https://tribune.example/a?b=1', status: 200, redirects: [] });
    const other = await site.client().get('http://tribune.example:25/');
    expect(new TextDecoder().decode(other.body)).toBe('tribune.example:25 hearsay-test');
  });

  it('keeps its connections for requests that follow each other', async () => {
    site.answer = (_, response) => response.end('x');
    const http = site.client();
    const before = site.sockets;
    for (let i = 0; i < 20; i++) await http.get('http://tribune.example/');
    // The next request may start a moment before the last connection is free again.
    expect(site.sockets - before).toBeLessThanOrEqual(2);
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
    const error = await failure(site.client().get(url));
    expect(error.code).toBe(code);
    expect(error.message).not.toContain('secret');
    expect((await failure(site.client().post(url, ''))).code).toBe(code);
  });

  it('a name that resolves to a private address, and localhost', async () => {
    const lookup = async () => [{ address: '192.168.1.1', family: 4 }];
    expect((await failure(site.client({ lookup }).get('http://gazette.example/'))).code).toBe(
      'address-refused',
    );
    expect((await failure(site.client().get('http://localhost/'))).code).toBe('address-refused');
  });

  it('bad settings', () => {
    expect(() => site.client({ allowNetworks: ['10.0.0.0/99'] })).toThrow('not an address range');
    expect(() => site.client({ resolve: [{ host: 'a.example', address: 'b', port: 1 }] })).toThrow(
      'host=address:port',
    );
  });
});

describe('names', () => {
  const limits = { ports: 'any' } as const;
  const allowNetworks = ['127.0.0.1/32'];

  it('are resolved once, and the connection goes to the address that was checked', async () => {
    site.answer = (_, response) => response.end('here');
    let asked = 0;
    const lookup = async () => [{ address: ++asked === 1 ? '127.0.0.1' : '169.254.169.254', family: 4 }];
    const http = site.client({ limits, allowNetworks, lookup });
    const first = await http.get(`http://gazette.example:${site.port}/`);
    expect(new TextDecoder().decode(first.body)).toBe('here');
    expect(asked).toBe(1);
  });

  it('that change to a private address are refused at the next connection', async () => {
    site.answer = (_, response) => response.setHeader('connection', 'close').end('here');
    let asked = 0;
    const lookup = async () => [{ address: ++asked === 1 ? '127.0.0.1' : '10.0.0.1', family: 4 }];
    const http = site.client({ limits, allowNetworks, lookup });
    await http.get(`http://gazette.example:${site.port}/`);
    expect((await failure(http.get(`http://gazette.example:${site.port}/`))).code).toBe('address-refused');
  });

  it('keep only their public addresses', async () => {
    site.answer = (_, response) => response.end('here');
    const lookup = async () => [
      { address: '10.0.0.1', family: 4 },
      { address: '127.0.0.1', family: 4 },
    ];
    const result = await site
      .client({ limits, allowNetworks, lookup })
      .get(`http://gazette.example:${site.port}/`);
    expect(result.status).toBe(200);
  });

  it('that do not resolve say so', async () => {
    const lookup = async () => {
      throw Object.assign(new Error('no'), { code: 'ENOTFOUND' });
    };
    expect((await failure(site.client({ lookup }).get('http://gazette.example/'))).code).toBe(
      'name-not-found',
    );
  });
});

describe('redirects', () => {
  const redirect = (to: string, status = 302) => {
    site.answer = (request, response) => {
      if (request.url === '/end') return response.end('end');
      return response.writeHead(status, { location: to }).end();
    };
  };

  it('are followed and told, permanent ones marked', async () => {
    redirect('/end', 308);
    const result = await site.client().get('http://tribune.example/start#part');
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
    expect((await failure(site.client().get('http://tribune.example/'))).code).toBe(code);
  });

  it('are told before they are taken, and whoever is told can stop them with a reason of their own', async () => {
    redirect('http://tribune.example/end');
    const told: string[] = [];
    const onHop = async (url: string) => void told.push(url);
    await site.client().get('http://tribune.example/', { onHop });
    expect(told).toEqual(['http://tribune.example/end']);
    const reason = new Error('not there');
    const stopped = site.client().get('http://tribune.example/', { onHop: () => Promise.reject(reason) });
    await expect(stopped).rejects.toBe(reason);
  });

  it('say how far they had come when they failed', async () => {
    redirect('http://127.0.0.1/');
    expect(await failure(site.client().get('http://tribune.example/'))).toMatchObject({
      hop: 1,
      final: true,
    });
    expect(await failure(site.client().get('http://127.0.0.1/'))).toMatchObject({ hop: 0, final: true });
  });

  it('are not followed by POST', async () => {
    redirect('/end', 307);
    const result = await site
      .client()
      .post('http://tribune.example/', 'body', { 'content-type': 'text/plain' });
    expect(result.status).toBe(307);
  });

  it('do not carry credentials to another origin', async () => {
    let seen: string | undefined = 'unset';
    site.answer = (request, response) => {
      if (request.headers.host === 'tribune.example')
        return response.writeHead(302, { location: 'http://gazette.example/' }).end();
      seen = request.headers.authorization;
      return response.end();
    };
    const resolve = ['tribune', 'gazette'].map((name) => ({
      host: `${name}.example`,
      address: '127.0.0.1',
      port: site.port,
    }));
    await site.client({ resolve }).get('http://tribune.example/', { headers: { Authorization: 'Bearer x' } });
    expect(seen).toBeUndefined();
  });
});
