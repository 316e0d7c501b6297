import { createReadStream, existsSync, statSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { UsageError } from '@hearsay/runtime/stop';
import { jsonText } from './print.js';

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

/**
 * Reads JSONL, a line at a time; empty lines are passed over, malformed ones are said with their number. A line of
 * more bytes than `longest` is never held: it is passed over and said.
 */
export async function* readLines(input: Readable, longest = longestLine): AsyncGenerator<InputLine> {
  let number = 0;
  for await (const line of splitLines(input, longest)) {
    number += 1;
    if (line === null) yield { number, wrong: `Line ${number} is longer than ${longest} bytes.` };
    else if (line.trim() !== '') yield parseLine(line, number);
  }
}

const NEWLINE = 0x0a;

/** The lines of a stream of UTF-8, null for each that is longer than `longest` bytes. */
async function* splitLines(input: Readable, longest: number): AsyncGenerator<string | null> {
  let parts: Buffer[] = [];
  let length = 0;
  const take = (part: Buffer) => {
    length += part.length;
    if (length <= longest) parts.push(part);
    else parts = [];
  };
  const finish = () => {
    const line = length > longest ? null : Buffer.concat(parts).toString('utf8');
    parts = [];
    length = 0;
    return line;
  };
  for await (const chunk of input) {
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk as string);
    let from = 0;
    for (let end = bytes.indexOf(NEWLINE); end !== -1; end = bytes.indexOf(NEWLINE, from)) {
      take(bytes.subarray(from, end));
      yield finish();
      from = end + 1;
    }
    take(bytes.subarray(from));
  }
  if (length > 0) yield finish();
}

function parseLine(line: string, number: number): InputLine {
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
  longest = longestLine,
): Promise<boolean> {
  const pending: Promise<Answered>[] = [];
  let allWell = true;
  const printOne = async (): Promise<void> => {
    const { text, well } = await (pending.shift() as Promise<Answered>);
    allWell &&= well;
    if (!process.stdout.write(`${text}\n`))
      await new Promise((resolve) => process.stdout.once('drain', resolve));
  };
  for await (const line of readLines(input, longest)) {
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
    return { text: jsonText(await answer(line.value)), well: true };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`${message.startsWith('Line ') ? message : `Line ${line.number}: ${message}`}\n`);
    return { text: jsonText({ error: message }), well: false };
  }
}
