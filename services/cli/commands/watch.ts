import type { EventObject } from '@hearsay/api';
import { readSettings } from '@hearsay/runtime/settings';
import { UsageError, whenStopped } from '@hearsay/runtime/stop';
import type { Command } from 'commander';
import { createParser } from 'eventsource-parser';
import { openStream } from '../access.js';
import { bold, plain, red, say } from '../print.js';
import { eventLine } from './read.js';

/** `hearsay watch`: events and alerts as they happen. */
export function addWatchCommand(program: Command): void {
  program
    .command('watch')
    .description('print events and alerts as they happen; ends with Ctrl-C')
    .option('--alerts', 'only alerts')
    .option('--after <seq>', 'start after this line of the event log instead of now')
    .option('--json', 'one JSON object a line')
    .action(async (options: { alerts?: boolean; after?: string; json?: boolean }) => {
      const query = options.after === undefined ? '' : `?after=${encodeURIComponent(options.after)}`;
      const response = await openStream(readSettings(process.env), `/v1/events/stream${query}`);
      if (!response.ok || response.body === null)
        throw new UsageError(`The daemon answered ${response.status}.`);
      await Promise.race([follow(response.body, options), whenStopped()]);
    });
}

async function follow(
  body: ReadableStream<Uint8Array>,
  options: { alerts?: boolean; json?: boolean },
): Promise<void> {
  const parser = createParser({
    onEvent: ({ event = '', data }) => {
      if (event === 'event' && options.alerts !== true) show(event, data, options.json === true);
      if (event === 'alert') show(event, data, options.json === true);
    },
  });
  const decoder = new TextDecoder();
  for await (const chunk of body) parser.feed(decoder.decode(chunk, { stream: true }));
  throw new UsageError('The daemon stopped.');
}

function show(kind: 'event' | 'alert', data: string, json: boolean): void {
  if (json) say(JSON.stringify({ kind, ...(JSON.parse(data) as object) }));
  else if (kind === 'event') say(eventLine(JSON.parse(data) as EventObject));
  else showAlert(data);
}

function showAlert(data: string): void {
  const alert = JSON.parse(data) as { kind: string; text: string };
  const [headline = '', ...rest] = plain(alert.text).split('\n');
  say('', bold(alert.kind === 'dispute' ? red(headline) : headline), ...rest, '');
}
