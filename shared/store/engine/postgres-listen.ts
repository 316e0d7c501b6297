import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

/**
 * LISTENs on a connection of its own and makes a new one when it breaks. What is notified while there is none is lost,
 * as NOTIFY is: a listener looks at the tables when it starts and from time to time.
 */
export async function listenOn(
  url: string,
  channel: string,
  heard: (payload: string) => void,
): Promise<() => Promise<void>> {
  let stopped = false;
  let client = await connect();

  async function connect(): Promise<pg.Client> {
    const next = new pg.Client({
      connectionString: url,
      keepAlive: true,
      application_name: 'hearsay listen',
    });
    next.on('notification', (message) => heard(message.payload ?? ''));
    // 'end' follows 'error' and is where the connection is made anew.
    next.on('error', () => {});
    await next.connect();
    await next.query(`LISTEN ${next.escapeIdentifier(channel)}`);
    next.once('end', () => void again());
    return next;
  }

  async function again(): Promise<void> {
    for (let wait = 100; !stopped; wait = Math.min(wait * 2, 10_000)) {
      try {
        client = await connect();
        if (stopped) await client.end();
        return;
      } catch {
        await pause(wait, undefined, { ref: false });
      }
    }
  }

  return async () => {
    if (stopped) return;
    stopped = true;
    await client.end().catch(() => {});
  };
}
