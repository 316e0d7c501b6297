import type { Deps } from '@hearsay/runtime';
import type { Alert } from '@hearsay/store';
import { type AlertBody, textOf } from '@hearsay/text/alert';
import type { Context } from 'hono';
import { type SSEStreamingApi, streamSSE } from 'hono/streaming';
import { z } from 'zod';
import { mayStill } from './access/index.js';
import { eventObject } from './contract.js';
import { parse } from './problem.js';

/** Lines of the log are looked for this often even if no notice of them arrives. */
const lookMs = 1_000;

/** Whoever listens is asked again whether they may this often: a token may be revoked meanwhile. */
const askAgainMs = 5_000;

/** Lines sent at a time. */
const batch = 200;

export const streamQuery = z.object({ after: z.coerce.number().int().min(0).optional() });

/**
 * Server-sent events: each line of the event log (`event`, with its seq as id) and each new alert (`alert`), from
 * `after` or the Last-Event-ID header on; without either, from now on.
 */
export function streamEvents(context: Context, deps: Pick<Deps, 'store'>): Response | Promise<Response> {
  const { after } = parse(streamQuery, context.req.query());
  const last = context.req.header('last-event-id');
  const resumed = last !== undefined && /^\d{1,18}$/.test(last) ? last : undefined;
  return streamSSE(context, async (stream) => {
    const from = after !== undefined ? String(after) : (resumed ?? (await deps.store.events.last()));
    const heard = wakeUp();
    const stopListening = await deps.store.onEvents(heard.wake);
    stream.onAbort(heard.wake);
    try {
      await tell(stream, from, { context, heard, deps });
    } finally {
      await stopListening();
    }
  });
}

/** Tells what comes, from a line of the log on, until the reader leaves or may listen no longer. */
async function tell(
  stream: SSEStreamingApi,
  from: string,
  { context, heard, deps }: { context: Context; heard: ReturnType<typeof wakeUp>; deps: Pick<Deps, 'store'> },
): Promise<void> {
  let cursor = from;
  let told = await deps.store.alerts.last();
  let asked = Date.now();
  await stream.writeSSE({ event: 'hello', data: JSON.stringify({ after: Number(cursor) }) });
  while (!stream.aborted) {
    if (Date.now() - asked > askAgainMs) {
      if (!(await mayStill(context))) return;
      asked = Date.now();
    }
    const rows = await deps.store.events.after(cursor, batch);
    for (const row of rows) {
      await stream.writeSSE({ event: 'event', id: row.seq, data: JSON.stringify(eventObject(row)) });
      cursor = row.seq;
    }
    const alerts = await deps.store.alerts.after('everything', told, batch);
    for (const alert of alerts) {
      await stream.writeSSE({ event: 'alert', data: JSON.stringify(alertObject(alert)) });
      told = alert.seq;
    }
    if (rows.length === 0 && alerts.length === 0) await heard.wait(lookMs);
  }
}

function alertObject({ id, kind, body }: Alert) {
  return { id, kind, text: textOf(body as AlertBody, null), body };
}

/** Waits for a call or a time, whichever comes first; a call that came before the wait counts. */
function wakeUp(): { wake: () => void; wait(ms: number): Promise<void> } {
  let woken = false;
  let resolve: (() => void) | null = null;
  const wake = (): void => {
    woken = true;
    resolve?.();
  };
  const wait = async (ms: number): Promise<void> => {
    if (!woken) {
      await new Promise<void>((done) => {
        resolve = done;
        setTimeout(done, ms);
      });
    }
    woken = false;
    resolve = null;
  };
  return { wake, wait };
}
