import { createReadStream, existsSync, statSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { UsageError } from '@hearsay/runtime';

/** Lines under work at once: enough to keep the worker threads busy, few enough to stay small. */
const ahead = 8;

/** A longer line is no record of ours: the largest pages have 10 MB. */
const longestLine = 64 * 1_048_576;

/** One line of input: its value, or what is wrong with it. */
export type InputLine = { number: number; value: unknown } | { number: number; wrong: string };

/** Opens a file, or standard input for "-". Throws UsageError where there is no such file. */
export function openInput(file: string): Readable {
  if (file === '-') return process.stdin;
  if (!existsSync(file)) throw new UsageError(`There is no file ${file}.`);
  if (statSync(file).isDirectory()) throw new UsageError(`${file} is a folder: name a file of JSON lines.`);
  return createReadStream(file);
}

/** Reads JSONL, a line at a time; empty lines are passed over, malformed ones are said with their number. */
export async function* readLines(input: Readable): AsyncGenerator<InputLine> {
  let number = 0;
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1;
    if (line.trim() === '') continue;
    yield parseLine(line, number);
  }
}

function parseLine(line: string, number: number): InputLine {
  if (line.length > longestLine)
    return { number, wrong: `Line ${number} is longer than ${longestLine} characters.` };
  try {
    const value: unknown = JSON.parse(line.replace(/^\uFEFF/, ''));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { number, value };
    return { number, wrong: `Line ${number} is not a JSON object.` };
  } catch {
    return { number, wrong: `Line ${number} is not JSON.` };
  }
}

/**
 * Answers each line of JSONL with one line, in order; what fails on one line is `{ "error" }` there and the next goes
 * on. Returns false if any line failed. A few lines are worked on ahead of the one that is printed next.
 */
export async function answerLines(
  input: Readable,
  answer: (value: unknown) => Promise<unknown> | unknown,
): Promise<boolean> {
  const pending: Promise<Answered>[] = [];
  let allWell = true;
  const printOne = async (): Promise<void> => {
    const { text, well } = await (pending.shift() as Promise<Answered>);
    allWell &&= well;
    if (!process.stdout.write(`${text}\n`))
      await new Promise((resolve) => process.stdout.once('drain', resolve));
  };
  for await (const line of readLines(input)) {
    pending.push(answerOne(line, answer));
    if (pending.length >= ahead) await printOne();
  }
  while (pending.length > 0) await printOne();
  return allWell;
}

interface Answered {
  text: string;
  well: boolean;
}

async function answerOne(line: InputLine, answer: (value: unknown) => unknown): Promise<Answered> {
  try {
    if ('wrong' in line) throw new Error(line.wrong);
    return { text: JSON.stringify(await answer(line.value)), well: true };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`${message.startsWith('Line ') ? message : `Line ${line.number}: ${message}`}\n`);
    return { text: JSON.stringify({ error: message }), well: false };
  }
}
