import type { Reader } from '@hearsay/runtime/reader/index';
import { z } from 'zod';

/** Texts beyond this are no article. */
const longestText = 2_000_000;

const text = z.string().max(longestText);
const nullable = text.nullish().transform((value) => value ?? null);

const feedLine = z.object({
  url: z.string(),
  body: z.base64({ message: 'must be base64' }),
  contentType: z.string().nullish(),
});
const pageLine = z.object({ url: z.string(), html: z.string() });
const articleLine = z.object({ title: nullable, text, outlet: nullable, outletName: nullable });
const pairLine = z.object({ claim: text, text });
const textLine = z.object({ text });

/** What answers lines: a value in, a value out. A value that does not fit is an Error that names the field. */
export interface Answerer {
  answer(value: unknown): unknown;
  /** Longest line that makes sense, in bytes; null for any. */
  longest: number | null;
  close(): Promise<void>;
}

const nothingToClose = async (): Promise<void> => undefined;

/** Parses feeds, in a worker thread where they are large. */
export async function openPoll(): Promise<Answerer> {
  const reader = await openReader();
  const { MAX_FEED_BYTES } = await import('@hearsay/text/feed');
  return {
    answer: async (value) => {
      const line = check(feedLine, value);
      const source = { url: line.url, contentType: line.contentType ?? null };
      return (await reader.feed(Buffer.from(line.body, 'base64'), source)).parsed;
    },
    // The longest feed in base64, its address, and room to spare.
    longest: Math.ceil((MAX_FEED_BYTES * 4) / 3) + 65_536,
    close: () => reader.close(),
  };
}

/** Cleans pages in worker threads. */
export async function openClean(): Promise<Answerer> {
  const reader = await openReader(2);
  return {
    answer: (value) => reader.clean(check(pageLine, value)),
    longest: null,
    close: () => reader.close(),
  };
}

async function openReader(threads?: number): Promise<Reader> {
  const { createReader } = await import('@hearsay/runtime/reader/index');
  return createReader(threads === undefined ? {} : { threads });
}

/** Finds what an article may claim. */
export async function openExtract(): Promise<Answerer> {
  const { extractCandidates } = await import('@hearsay/text/candidate');
  return pure((value) => {
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
  });
}

/** Judges what a text does to a claim. */
export async function openRelation(): Promise<Answerer> {
  const { scoreRelation } = await import('@hearsay/text/relation');
  return pure((value) => {
    const line = check(pairLine, value);
    return scoreRelation(line.claim, line.text);
  });
}

/** Judges whether a sentence is worth checking. */
export async function openWorthiness(): Promise<Answerer> {
  const { scoreWorthiness } = await import('@hearsay/text/worthiness');
  return pure((value) => ({ score: scoreWorthiness(check(textLine, value).text) }));
}

/** Finds who is made to say what. */
export async function openAttribution(): Promise<Answerer> {
  const { findAttributions } = await import('@hearsay/text/attribution');
  const pairs = (spans: { start: number; end: number }[]) => spans.map(({ start, end }) => [start, end]);
  return pure((value) => ({
    attributions: findAttributions(check(textLine, value).text).map(({ source, cue, content }) => ({
      source: pairs(source),
      cue: pairs(cue),
      content: pairs(content),
    })),
  }));
}

function pure(answer: (value: unknown) => unknown): Answerer {
  return { answer, longest: null, close: nothingToClose };
}

function check<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(`"${issue?.path.join('.')}": ${issue?.message ?? 'does not fit'}`);
}
