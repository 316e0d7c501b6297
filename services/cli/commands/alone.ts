import type { Command } from 'commander';
import type { Answerer } from '../alone.js';
import { answerLines, openInput } from '../lines.js';

/** `hearsay stage …` and `hearsay score …`: from JSONL to JSONL, without daemon, queue or database. */
export function addAloneCommands(program: Command): void {
  const stage = program
    .command('stage')
    .description('run one stage on JSON lines from standard input, without daemon, queue or database');
  lineCommand(stage, 'poll', '{url, body (base64), contentType} → {feed, entries}', (all) => all.openPoll());
  lineCommand(stage, 'clean', '{url, html} → the article, or {dropped: reason}', (all) =>
    all.openClean(),
  ).addHelpText('after', '\nPages are cleaned in worker threads with limits on time and memory.');
  lineCommand(stage, 'extract', '{title, text} → {candidates, attributions}', (all) => all.openExtract());
  const score = program.command('score').description('judge texts on JSON lines from standard input');
  lineCommand(score, 'relation', '{claim, text} → {relation, hedged, confidence, why}', (all) =>
    all.openRelation(),
  );
  lineCommand(score, 'worthiness', '{text} → {score} in 0..1', (all) => all.openWorthiness());
  lineCommand(score, 'attribution', '{text} → {attributions: [{source, cue, content}]}', (all) =>
    all.openAttribution(),
  );
}

type Answerers = typeof import('../alone.js');

function lineCommand(
  parent: Command,
  name: string,
  what: string,
  open: (all: Answerers) => Promise<Answerer>,
): Command {
  return parent
    .command(name)
    .description(what)
    .argument('[file]', 'JSON lines; - is standard input', '-')
    .action(async (file: string) => {
      const input = openInput(file);
      // What reads and judges is loaded where it is needed: other commands start at once.
      const { answer, longest, close } = await open(await import('../alone.js'));
      try {
        if (!(await answerLines(input, answer, longest ?? undefined))) process.exitCode = 2;
      } finally {
        await close();
      }
    });
}
