import { userInfo } from 'node:os';
import type { DecidedObject } from '@hearsay/api';
import type { Command } from 'commander';
import type { Access } from './access.js';
import { foreseenLines } from './foreseen.js';
import { counted, dim, say, sayJson } from './print.js';

/** The options of everything a person decides. */
export interface DecideOptions {
  json?: boolean;
  by?: string;
  why?: string;
  preview?: boolean;
}

/** Gives a command the options of everything a person decides. */
export function decided(command: Command): Command {
  return command
    .option('--why <reason>', 'the reason, kept and told')
    .option('--by <name>', 'who decides (the user of this terminal)')
    .option('--preview', 'say what it would change, and change nothing')
    .option('--json', 'print what came of it as JSON');
}

/** Who decides where nobody says: the user of this terminal. */
export function whoAmI(): string {
  try {
    return userInfo().username;
  } catch {
    return 'someone at a terminal';
  }
}

/** Prints what a decision would change. */
export async function sayForeseen(
  { call }: Access,
  path: string,
  body: object,
  { json }: { json?: boolean },
): Promise<void> {
  const foreseen = await call('POST', path, body);
  if (json) sayJson(foreseen);
  else say(...foreseenLines(foreseen));
}

/** Prints what a decision on mentions did. */
export function sayJudged(done: DecidedObject, { json }: { json?: boolean }, { daemon }: Access): void {
  if (json) {
    sayJson(done);
    return;
  }
  const { id, subjects, verdict } = done.decision;
  const said = {
    confirmed: 'The mention is confirmed.',
    rejected: 'The mention is taken out of its claim.',
    apart: `${counted(subjects.length, 'mention')} are a claim of their own.`,
    together: `${counted(subjects.length, 'mention')} are of one claim.`,
  }[verdict];
  say(
    said,
    `Now: ${done.stories.map((story) => `hearsay claims ${story}`).join('  ')}`,
    dim(`To take it back: hearsay decisions undo ${id}`),
    ...(daemon ? [] : [dim('Retractions go out when Hearsay runs: hearsay start')]),
  );
}
