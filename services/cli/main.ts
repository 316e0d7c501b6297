import { version } from '@hearsay/runtime/settings';
import { reportAndExit } from '@hearsay/runtime/stop';
import { Command, CommanderError } from 'commander';
import { addAloneCommands } from './commands/alone.js';
import { addArticleCommand } from './commands/article.js';
import { addDeliveryCommands } from './commands/deliveries.js';
import { addExplainCommands } from './commands/explain.js';
import { addFeedCommands } from './commands/feeds.js';
import { addFindCommands } from './commands/find.js';
import { addJudgeCommands } from './commands/judge.js';
import { addManageCommands } from './commands/manage.js';
import { addReadCommands } from './commands/read.js';
import { addReplayCommand } from './commands/replay.js';
import { addReprocessCommand } from './commands/reprocess.js';
import { addRestoreCommand } from './commands/restore.js';
import { addStartCommand } from './commands/start.js';
import { addSubscriptionCommands } from './commands/subscriptions.js';
import { addTokenCommands } from './commands/tokens.js';
import { addWatchCommand } from './commands/watch.js';

const program = new Command('hearsay')
  .description(
    'Who said a claim first, who repeats it, who disputes it, and how many independent sources stand behind it.',
  )
  .version(version)
  .showSuggestionAfterError()
  .exitOverride()
  .configureOutput({ outputError: (text, write) => write(sentence(text)) })
  .addHelpText(
    'after',
    `
Start here:
  hearsay start                          run everything, embedded, in ./hearsay-data
  hearsay feeds add https://…/rss.xml    watch a feed (in a second terminal)
  hearsay watch                          see events and alerts as they happen
`,
  );

addStartCommand(program);
addFeedCommands(program);
addReadCommands(program);
addFindCommands(program);
addExplainCommands(program);
addJudgeCommands(program);
addArticleCommand(program);
addWatchCommand(program);
addReplayCommand(program);
addSubscriptionCommands(program);
addDeliveryCommands(program);
addReprocessCommand(program);
addTokenCommands(program);
addManageCommands(program);
addRestoreCommand(program);
addAloneCommands(program);
inherit(program);

// A reader that closes the pipe early (head, less) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 1);
});

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) reportAndExit(error);
  process.exitCode = error.exitCode === 0 ? 0 : 2;
}

/** Subcommands answer mistakes as the program does. */
function inherit(command: Command): void {
  for (const each of command.commands) {
    each.copyInheritedSettings(command);
    inherit(each);
  }
}

/** Commander's "error: unknown option '--x'", with its guess on a line of its own, as a sentence. */
function sentence(text: string): string {
  const plain = text
    .replace(/^error: /, '')
    .trim()
    .replace(/\s*\n\s*/g, ' ');
  return `${plain.charAt(0).toUpperCase()}${plain.slice(1)}${/[.?)]$/.test(plain) ? '' : '.'} See hearsay --help.\n`;
}
