import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { decodeText } from '@hearsay/text/encoding';
import { readShared, sharedFolder } from '../../support/shared-data.js';

export interface ZytePage {
  url: string;
  html(): string;
  articleBody: string;
}

export interface WebPage {
  url: string;
  html(): string;
  /** Segments that the text must, and must not, hold. */
  with: string[];
  without: string[];
  title: string | null;
  author: string | null;
  date: string | null;
}

type WebTruth = Omit<WebPage, 'url' | 'html' | 'author'> & { file: string; author?: string | string[] };

/** Pages of the Zyte article-extraction-benchmark. */
export function loadZyte(): ZytePage[] {
  const truth = JSON.parse(readShared('data/pages/zyte-dev/truth.json')) as Record<
    string,
    { articleBody: string; url: string }
  >;
  return Object.entries(truth).map(([id, page]) => ({
    ...page,
    html: () => readHtml('zyte-dev', `${id}.html.gz`),
  }));
}

/** Pages of trafilatura's evaluation data. */
export function loadWeb(): WebPage[] {
  const truth = JSON.parse(readShared('data/pages/web-dev/truth.json')) as Record<string, WebTruth>;
  return Object.entries(truth).map(([url, page]) => ({
    url,
    html: () => readHtml('web-dev', `${page.file}.gz`),
    with: page.with,
    without: page.without,
    title: page.title || null,
    author: (Array.isArray(page.author) ? page.author.join('; ') : page.author) || null,
    date: page.date || null,
  }));
}

function readHtml(set: string, file: string): string {
  const bytes = gunzipSync(readFileSync(join(sharedFolder, 'data/pages', set, file)));
  return decodeText(bytes, { contentType: null, kind: 'html' }).text;
}
