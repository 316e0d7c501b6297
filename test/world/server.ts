import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type FeedEntry, feedContentType, lastChange, writeFeed } from './feed.js';
import type { Article, Outlet, Publication } from './types.js';
import { escapeHtml } from './wording.js';

/** One request as the server answered it. */
export interface ServedRequest {
  host: string;
  path: string;
  method: string;
  status: number;
}

export interface ServedWorld {
  /** What is served. */
  world: Publication;
  port: number;
  hosts: string[];
  /** The last step that is visible; 0 before the first. */
  readonly published: number;
  /** What was asked for so far, oldest first (the newest 20,000). */
  readonly requests: readonly ServedRequest[];
  /** Makes everything up to this step visible. Never takes back: a lower step is an error. */
  publish(step: number): void;
  /** Publishes the next step and returns its index, or null after the last. */
  publishNext(): number | null;
  close(): Promise<void>;
}

interface Answer {
  status: number;
  type?: string;
  body?: Buffer;
  changed?: string | null;
}

const KEPT_REQUESTS = 20_000;

/** Serves every outlet from one loopback port, told apart by the Host header. `hub` is named in Link headers. */
export async function serveWorld(
  world: Publication,
  options: { port?: number; hub?: string } = {},
): Promise<ServedWorld> {
  let published = 0;
  const requests: ServedRequest[] = [];
  const server = createServer((request, response) => {
    const host = (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
    const path = request.url ?? '/';
    if (options.hub !== undefined) response.setHeader('link', `<${options.hub}>; rel="hub"`);
    const status = send(request, response, answer(world, published, host, path));
    requests.push({ host, path, method: request.method ?? 'GET', status });
    if (requests.length > KEPT_REQUESTS) requests.shift();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const publish = (step: number) => {
    if (!Number.isInteger(step) || step < published || step > world.steps.length)
      throw new RangeError(`step ${step} is not between ${published} and ${world.steps.length}`);
    published = step;
  };
  return {
    world,
    port: (server.address() as AddressInfo).port,
    hosts: world.outlets.map(({ host }) => host),
    get published() {
      return published;
    },
    requests,
    publish,
    publishNext: () => {
      if (published >= world.steps.length) return null;
      publish(published + 1);
      return published;
    },
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

/** The value for HEARSAY_RESOLVE that leads each outlet's host to this port. */
export function resolveSetting(world: Publication, port: number): string {
  return world.outlets.map(({ host }) => `${host}=127.0.0.1:${port}`).join(',');
}

function answer(world: Publication, published: number, host: string, path: string): Answer {
  const outlet = world.outlets.find((each) => each.host === host);
  if (!outlet)
    return { status: 421, type: 'text/plain; charset=utf-8', body: Buffer.from(`no outlet ${host}\n`) };
  if (path === '/robots.txt') {
    const rules = 'User-agent: *\nDisallow: /search\nDisallow: /account/\n';
    return { status: 200, type: 'text/plain; charset=utf-8', body: Buffer.from(rules), changed: null };
  }
  const entries = entriesOf(world, outlet, published);
  if (path === outlet.feedPath) {
    const body = encode(outlet, writeFeed(outlet, entries));
    return { status: 200, type: feedContentType(outlet), body, changed: lastChange(entries) };
  }
  if (path === '/')
    return { status: 200, type: pageType(outlet), body: encode(outlet, frontPage(outlet, entries)) };
  const entry = entries.find(({ article }) => article.path === path);
  if (!entry) return { status: 404, type: pageType(outlet), body: encode(outlet, missingPage(outlet)) };
  return {
    status: 200,
    type: pageType(outlet),
    body: encode(outlet, entry.revision.html),
    changed: entry.revision.at,
  };
}

/** What the outlet shows after this step, each article in its newest published revision. */
export function entriesOf(world: Publication, outlet: Outlet, published: number): FeedEntry[] {
  return world.articles.flatMap((article: Article) => {
    if (article.host !== outlet.host) return [];
    const revision = article.revisions.findLast(({ atStep }) => atStep <= published);
    return revision ? [{ article, revision }] : [];
  });
}

function send(request: IncomingMessage, response: ServerResponse, given: Answer): number {
  const method = request.method ?? 'GET';
  if (method !== 'GET' && method !== 'HEAD') {
    response.writeHead(405, { allow: 'GET, HEAD' }).end();
    return 405;
  }
  const body = given.body ?? Buffer.alloc(0);
  if (given.status !== 200) {
    response.writeHead(given.status, { 'content-type': given.type, 'content-length': body.length }).end(body);
    return given.status;
  }
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  const headers: Record<string, string> = { etag, 'cache-control': 'max-age=0, must-revalidate' };
  if (given.changed) headers['last-modified'] = new Date(given.changed).toUTCString();
  if (isFresh(request, etag, given.changed ?? null)) {
    response.writeHead(304, headers).end();
    return 304;
  }
  headers['content-type'] = given.type as string;
  headers['content-length'] = String(body.length);
  response.writeHead(200, headers).end(method === 'HEAD' ? undefined : body);
  return 200;
}

/** If-None-Match rules over If-Modified-Since (RFC 9110, 13.2.2). */
function isFresh(request: IncomingMessage, etag: string, changed: string | null): boolean {
  const tags = request.headers['if-none-match'];
  if (tags !== undefined)
    return tags.split(/\s*,\s*/).some((tag) => tag === '*' || tag.replace(/^W\//, '') === etag);
  const since = request.headers['if-modified-since'];
  return since !== undefined && changed !== null && Date.parse(changed) <= Date.parse(since);
}

function pageType(outlet: Outlet): string {
  return `text/html; charset=${outlet.charset === 'latin1' ? 'ISO-8859-1' : 'utf-8'}`;
}

/** ISO-8859-1 cannot say a curly quotation mark: what it lacks is written as a numeric reference. */
function encode(outlet: Outlet, text: string): Buffer {
  if (outlet.charset === 'utf-8') return Buffer.from(text, 'utf8');
  return Buffer.from(
    text.replace(/[^\u0000-\u00ff]/gu, (c) => `&#${c.codePointAt(0)};`),
    'latin1',
  );
}

function frontPage(outlet: Outlet, entries: FeedEntry[]): string {
  const type = feedContentType(outlet).replace(/;.*/, '');
  const links = entries.map(({ article }) => {
    return `<li><a href="${escapeHtml(article.path)}">${escapeHtml(article.title ?? article.path)}</a></li>`;
  });
  return `<!doctype html>
<html lang="en"><head><title>${escapeHtml(outlet.name)}</title>
<link rel="alternate" type="${type}" title="${escapeHtml(outlet.name)}" href="${outlet.feedPath}"></head>
<body><h1>${escapeHtml(outlet.name)}</h1><ul>${links.join('\n')}</ul></body></html>
`;
}

function missingPage(outlet: Outlet): string {
  return `<!doctype html><html><head><title>Page not found | ${escapeHtml(outlet.name)}</title></head><body><h1>Page not found</h1></body></html>\n`;
}
