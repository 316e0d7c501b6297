import { createApi } from '@hearsay/api';
import { type Deps, type Runtime, readSettings, startRelay } from '@hearsay/runtime';
import { type Engine, type TestRecord, testDeps, testRecord } from '../../support/record.js';

/** The API over a record of its own, asked without a server. */
export interface TestApp {
  record: TestRecord;
  deps: Deps;
  app: ReturnType<typeof createApi>;
  /** What was answered with a 500, by its cause. */
  errors: Error[];
  /** Sends JSON where a body is given; `from` is the address that connects. */
  ask(method: string, path: string, more?: Asked): Promise<Response>;
  /** The same record under other settings, as after a restart. */
  again(settings: Record<string, string>): TestApp;
  end(): Promise<void>;
}

export interface Asked {
  body?: unknown;
  form?: Record<string, string>;
  token?: string;
  headers?: Record<string, string>;
  from?: string;
}

export async function testApp(engine: Engine, settings: Record<string, string> = {}): Promise<TestApp> {
  const record = await testRecord(engine);
  return over(record, settings);
}

function over(record: TestRecord, settings: Record<string, string>): TestApp {
  const plain = testDeps(record.store);
  const errors: Error[] = [];
  const log = Object.assign(Object.create(plain.log), {
    error: ({ err }: { err: Error }) => errors.push(err),
  });
  const deps = { ...plain, log, settings: readSettings(settings) };
  const relay = startRelay(record.store, record.queues, deps.log);
  const runtime = { deps, settings: deps.settings, relay, queues: record.queues } as Runtime;
  const app = createApi(runtime);
  return {
    record,
    deps,
    app,
    errors,
    ask: async (method, path, { body, form, token, headers = {}, from = '192.0.2.1' } = {}) =>
      app.request(
        path,
        {
          method,
          headers: {
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
            ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
            ...headers,
          },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
          ...(form === undefined ? {} : { body: new URLSearchParams(form) }),
        },
        { incoming: { socket: { remoteAddress: from } } },
      ),
    again: (other) => over(record, other),
    end: async () => {
      await relay.close();
      await record.end();
    },
  };
}
