import { createHmac, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How the hub behaves; may be changed while it runs. */
export interface HubManners {
  /** Lease it grants in seconds; null grants what is asked for. */
  leaseSeconds: number | null;
  /** It answers requests with this status; 307 sends them on to `movedTo`. */
  status: number;
  movedTo: string | null;
  /** It denies every request, with this reason. */
  denies: string | null;
  /** It signs with a secret of its own. */
  wrongSecret: boolean;
  method: 'sha1' | 'sha256' | 'sha384' | 'sha512';
  /** It asks to verify before it answers the request. */
  verifiesFirst: boolean;
  /** It waits this long before it verifies. */
  slowMs: number;
}

/** A subscriber as the hub knows it. */
export interface Subscriber {
  callback: string;
  topic: string;
  secret: string | null;
  until: number;
}

/** One thing that happened at the hub. */
export interface HubEvent {
  kind: 'asked' | 'subscribed' | 'refused' | 'unsubscribed' | 'denied';
  topic: string;
  callback: string;
}

/** A WebSub hub (W3C Recommendation of 2018), on loopback. */
export interface TestHub {
  port: number;
  manners: HubManners;
  /** By callback. */
  subscribers: Map<string, Subscriber>;
  events: HubEvent[];
  /** Waits for the next event of this kind that was not waited for yet. */
  next(kind: HubEvent['kind']): Promise<HubEvent>;
  /** Sends content to all who subscribed to the topic and whose lease holds; gives the statuses they answered with. */
  distribute(topic: string, body: string | Buffer, contentType: string): Promise<number[]>;
  /** Fetches a topic from where it is served, as a hub does that is told of news, and sends it to all. */
  fetchAndDistribute(topic: string, servedOn: number): Promise<number[]>;
  /** Forgets everybody, as hubs do that lose their database. */
  forget(): void;
  close(): Promise<void>;
}

/** Starts a hub. `route` leads callbacks of other hosts to a port on loopback. */
export async function startHub(manners: Partial<HubManners> = {}): Promise<TestHub> {
  const hub = new Hub(manners);
  await hub.listen();
  return hub;
}

const polite: HubManners = {
  leaseSeconds: null,
  status: 202,
  movedTo: null,
  denies: null,
  wrongSecret: false,
  method: 'sha256',
  verifiesFirst: false,
  slowMs: 0,
};

class Hub implements TestHub {
  port = 0;
  readonly manners: HubManners;
  readonly subscribers = new Map<string, Subscriber>();
  readonly events: HubEvent[] = [];
  #waiting: { kind: string; resolve: (event: HubEvent) => void }[] = [];
  #unheard: HubEvent[] = [];
  readonly #server = createServer((incoming, response) => {
    void this.#answer(incoming).then(({ status, location }) => {
      response.writeHead(status, location === null ? {} : { location }).end();
    });
  });

  constructor(manners: Partial<HubManners>) {
    this.manners = { ...polite, ...manners };
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.port = (this.#server.address() as AddressInfo).port;
  }

  next(kind: HubEvent['kind']): Promise<HubEvent> {
    const at = this.#unheard.findIndex((event) => event.kind === kind);
    if (at >= 0) return Promise.resolve(this.#unheard.splice(at, 1)[0] as HubEvent);
    return new Promise((resolve) => this.#waiting.push({ kind, resolve }));
  }

  async distribute(topic: string, body: string | Buffer, contentType: string): Promise<number[]> {
    const bytes = Buffer.from(body);
    const listed = [...this.subscribers.values()].filter(
      (each) => each.topic === topic && each.until > Date.now(),
    );
    return Promise.all(listed.map((each) => this.#push(each, bytes, contentType)));
  }

  async fetchAndDistribute(topic: string, servedOn: number): Promise<number[]> {
    const { host, pathname, search } = new URL(topic);
    const { body, type } = await get(servedOn, `${pathname}${search}`, host);
    return this.distribute(topic, body, type);
  }

  forget(): void {
    this.subscribers.clear();
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.closeAllConnections();
      this.#server.close(() => resolve());
    });
  }

  async #answer(incoming: IncomingMessage): Promise<{ status: number; location: string | null }> {
    const form = new URLSearchParams((await bytesOf(incoming)).toString('utf8'));
    const [mode, topic, callback] = ['hub.mode', 'hub.topic', 'hub.callback'].map(
      (name) => form.get(name) ?? '',
    );
    if (!mode || !topic || !callback) return { status: 400, location: null };
    this.#tell({ kind: 'asked', topic, callback });
    const { status, movedTo, verifiesFirst, slowMs } = this.manners;
    if (status < 200 || status > 299) return { status, location: movedTo };
    const decided = new Promise((resolve) => setTimeout(resolve, slowMs)).then(() =>
      this.#decide(mode, topic, callback, form),
    );
    if (verifiesFirst) await decided;
    else decided.catch(() => undefined);
    return { status, location: null };
  }

  async #decide(mode: string, topic: string, callback: string, form: URLSearchParams): Promise<void> {
    if (this.manners.denies !== null) {
      await ask(callback, { 'hub.mode': 'denied', 'hub.topic': topic, 'hub.reason': this.manners.denies });
      return this.#tell({ kind: 'denied', topic, callback });
    }
    const lease = this.manners.leaseSeconds ?? Number(form.get('hub.lease_seconds') ?? 864_000);
    const challenge = randomBytes(24).toString('hex');
    const query = { 'hub.mode': mode, 'hub.topic': topic, 'hub.challenge': challenge };
    const answer = await ask(callback, {
      ...query,
      ...(mode === 'subscribe' ? { 'hub.lease_seconds': String(lease) } : {}),
    });
    if (answer.status < 200 || answer.status > 299 || answer.body !== challenge) {
      return this.#tell({ kind: 'refused', topic, callback });
    }
    if (mode === 'unsubscribe') this.subscribers.delete(callback);
    else {
      const until = Date.now() + lease * 1_000;
      this.subscribers.set(callback, { callback, topic, secret: form.get('hub.secret'), until });
    }
    this.#tell({ kind: mode === 'subscribe' ? 'subscribed' : 'unsubscribed', topic, callback });
  }

  async #push(to: Subscriber, body: Buffer, contentType: string): Promise<number> {
    const { method, wrongSecret } = this.manners;
    const secret = wrongSecret ? 'a secret of somebody else' : to.secret;
    const signature =
      secret === null ? null : `${method}=${createHmac(method, secret).update(body).digest('hex')}`;
    const { status } = await fetch(to.callback, {
      method: 'POST',
      body: new Uint8Array(body),
      headers: {
        'content-type': contentType,
        link: `<http://127.0.0.1:${this.port}/>; rel="hub", <${to.topic}>; rel="self"`,
        ...(signature === null ? {} : { 'x-hub-signature': signature }),
      },
    });
    if (status === 410) this.subscribers.delete(to.callback);
    return status;
  }

  #tell(event: HubEvent): void {
    this.events.push(event);
    const at = this.#waiting.findIndex(({ kind }) => kind === event.kind);
    if (at >= 0) this.#waiting.splice(at, 1)[0]?.resolve(event);
    else this.#unheard.push(event);
  }
}

async function ask(
  callback: string,
  query: Record<string, string>,
): Promise<{ status: number; body: string }> {
  const url = new URL(callback);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  const answer = await fetch(url);
  return { status: answer.status, body: await answer.text() };
}

function get(port: number, path: string, host: string): Promise<{ body: Buffer; type: string }> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, headers: { host } }, (answer) => {
      bytesOf(answer).then((body) => resolve({ body, type: answer.headers['content-type'] ?? '' }), reject);
    })
      .once('error', reject)
      .end();
  });
}

async function bytesOf(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}
