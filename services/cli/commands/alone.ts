import { createReader, type Reader } from '@hearsay/runtime/reader/index';
import { findAttributions } from '@hearsay/text/attribution';
import { extractCandidates } from '@hearsay/text/candidate';
import { MAX_FEED_BYTES } from '@hearsay/text/feed';
import { scoreRelation } from '@hearsay/text/relation';
import { scoreWorthiness } from '@hearsay/text/worthiness';
import type { Command } from 'commander';
import { z } from 'zod';
import { answerLines, openInput } from '../lines.js';

/** Texts beyond this are no article. */
const longestText = 2_000_000;

/** A line that holds the longest feed in base64, its address, and room to spare. */
const longestFeedLine = Math.ceil((MAX_FEED_BYTES * 4) / 3) + 65_536;

const text = z.string().max(longestText);
const nullable = text.nullish().transform((value) => value ?? null);

const feedLine = z.object({
  url: z.string(),
  body: z.base64({ message: 'must be base64' }),
  contentType: z.string().nullish(),
});
const pageLine = z.object({ url: z.string(), html: z.string() });
const articleLine = z.object({ title: nullable, text, outlet: nullable, outletName: nullable });

/** `hearsay stage …` and `hearsay score …`: from JSONL to JSONL, without daemon, queue or database. */
export function addAloneCommands(program: Command): void {
  const stage = program
    .command('stage')
    .description('run one stage on JSON lines from standard input, without daemon, queue or database');
  lineCommand(stage, 'poll', '{url, body (base64), contentType} → {feed, entries}', () => {
    const reader = createReader();
    const answer = (value: unknown) => runPoll(value, reader);
    return Object.assign(answer, { close: () => reader.close(), longest: longestFeedLine });
  });
  const clean = lineCommand(stage, 'clean', '{url, html} → the article, or {dropped: reason}', () => {
    const reader = createReader({ threads: 2 });
    return Object.assign((value: unknown) => runClean(value, reader), { close: () => reader.close() });
  });
  clean.addHelpText('after', '\nPages are cleaned in worker threads with limits on time and memory.');
  lineCommand(stage, 'extract', '{title, text} → {candidates, attributions}', () => runExtract);
  const score = program.command('score').description('judge texts on JSON lines from standard input');
  lineCommand(score, 'relation', '{claim, text} → {relation, hedged, confidence, why}', () => (value) => {
    const line = check(z.object({ claim: text, text }), value);
    return scoreRelation(line.claim, line.text);
  });
  lineCommand(score, 'worthiness', '{text} → {score} in 0..1', () => (value) => ({
    score: scoreWorthiness(check(z.object({ text }), value).text),
  }));
  lineCommand(
    score,
    'attribution',
    '{text} → {attributions: [{source, cue, content}]}',
    () => (value) => runAttribution(check(z.object({ text }), value).text),
  );
}

type Answer = ((value: unknown) => unknown) & { close?: () => Promise<void>; longest?: number };

function lineCommand(parent: Command, name: string, what: string, open: () => Answer): Command {
  return parent
    .command(name)
    .description(what)
    .argument('[file]', 'JSON lines; - is standard input', '-')
    .action(async (file: string) => {
      const answer = open();
      try {
        const well = await answerLines(openInput(file), answer, answer.longest);
        if (!well) process.exitCode = 2;
      } finally {
        await answer.close?.();
      }
    });
}

async function runPoll(value: unknown, reader: Reader) {
  const line = check(feedLine, value);
  const source = { url: line.url, contentType: line.contentType ?? null };
  return (await reader.feed(Buffer.from(line.body, 'base64'), source)).parsed;
}

function runClean(value: unknown, reader: Reader) {
  return reader.clean(check(pageLine, value));
}

function runExtract(value: unknown) {
  const line = check(articleLine, value);
  return extractCandidates({
    id: '',
    revision: 1,
    outlet: line.outlet ?? '',
    outletName: line.outletName ?? line.outlet ?? '',
    title: line.title,
    text: line.text,
    lang: null,
    published: null,
  });
}

function runAttribution(article: string) {
  const pairs = (spans: { start: number; end: number }[]) => spans.map(({ start, end }) => [start, end]);
  return {
    attributions: findAttributions(article).map(({ source, cue, content }) => ({
      source: pairs(source),
      cue: pairs(cue),
      content: pairs(content),
    })),
  };
}

function check<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(`"${issue?.path.join('.')}": ${issue?.message ?? 'does not fit'}`);
}
