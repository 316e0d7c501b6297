import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildWorld, type Outlet, resolveSetting, type ServedWorld, serveWorld } from '../world/index.js';

const world = buildWorld(11);
let served: ServedWorld;

beforeAll(async () => {
  served = await serveWorld(world);
});
afterAll(() => served.close());

interface Got {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

function get(host: string, path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Got> {
  return new Promise((resolve, reject) => {
    const asked = request(
      { host: '127.0.0.1', port: served.port, path, method, headers: { host, ...headers } },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(parts),
          }),
        );
      },
    );
    asked.on('error', reject).end();
  });
}

const outletOf = (role: string) => world.outlets.find((outlet) => outlet.role === role) as Outlet;

describe('serveWorld', () => {
  it('tells outlets apart by the Host header, and publishes in steps', async () => {
    const origin = world.articles.find(({ id }) => id === 'a01');
    if (!origin) throw new Error('the exclusive is missing');
    expect((await get(origin.host, origin.path)).status).toBe(404);
    served.publish(1);
    const page = await get(`${origin.host}:80`, origin.path);
    expect(page.status).toBe(200);
    expect(page.body.toString()).toContain(origin.title?.slice(0, 30));
    expect((await get(outletOf('wire').host, origin.path)).status).toBe(404);
    expect((await get('nobody.example', '/')).status).toBe(421);
    expect(() => served.publish(0)).toThrow(RangeError);
  });

  it('answers 304 to an ETag or a date until the feed changes', async () => {
    const { host, feedPath } = outletOf('broadsheet');
    const first = await get(host, feedPath);
    expect(first.status).toBe(200);
    const etag = first.headers.etag as string;
    const date = first.headers['last-modified'] as string;
    expect(Date.parse(date)).toBe(Date.parse('2025-03-03T06:10:00Z'));
    const again = await get(host, feedPath, { 'if-none-match': etag });
    expect([again.status, again.body.length]).toEqual([304, 0]);
    expect((await get(host, feedPath, { 'if-modified-since': date })).status).toBe(304);
    expect(
      (await get(host, feedPath, { 'if-none-match': '"other"', 'if-modified-since': date })).status,
    ).toBe(200);
    served.publish(world.steps.length);
    expect((await get(host, feedPath, { 'if-none-match': etag })).status).toBe(200);
    expect((await get(host, feedPath, { 'if-modified-since': date })).status).toBe(200);
    expect(served.publishNext()).toBeNull();
  });

  it('serves the corrected revision at the same address', async () => {
    const origin = world.articles.find(({ id }) => id === 'a01');
    const body = (await get(origin?.host as string, origin?.path as string)).body.toString();
    expect(body).toContain('Correction: An earlier version');
  });

  it('serves every feed, and every page that a feed links to', async () => {
    for (const { host, feedPath } of world.outlets) {
      const feed = await get(host, feedPath);
      expect(feed.status).toBe(200);
      expect(feed.headers['content-type']).toMatch(/^application\/(rss|atom|rdf|feed)\+(xml|json); charset=/);
    }
    for (const { host, path } of world.articles) expect((await get(host, path)).status, path).toBe(200);
  });

  it('serves an old encoding as it says', async () => {
    const { host, feedPath } = outletOf('localB');
    const { headers, body } = await get(host, feedPath);
    expect(headers['content-type']).toBe('application/rdf+xml; charset=ISO-8859-1');
    expect(body.every((byte) => byte < 0x80 || byte >= 0xa0)).toBe(true);
    expect(body.toString('latin1')).toContain('encoding="ISO-8859-1"');
  });

  it('has robots.txt, answers HEAD without a body and refuses POST', async () => {
    const { host, feedPath } = outletOf('wire');
    expect((await get(host, '/robots.txt')).body.toString()).toContain('User-agent: *');
    expect((await get(host, feedPath, {}, 'HEAD')).body.length).toBe(0);
    expect((await get(host, feedPath, {}, 'POST')).status).toBe(405);
  });

  it('leads every host to its port, and keeps what was asked for', () => {
    const setting = resolveSetting(world, served.port).split(',');
    expect(setting).toHaveLength(world.outlets.length);
    expect(setting[0]).toBe(`${outletOf('broadsheet').host}=127.0.0.1:${served.port}`);
    expect(served.requests.some(({ status }) => status === 304)).toBe(true);
  });
});
