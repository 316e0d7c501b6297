import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sharedFolder } from '../support/shared-data.js';
import { type ServedWorld, serveWorld } from './server.js';
import type { Article, Outlet, Publication } from './types.js';
import { escapeHtml } from './wording.js';

/** What gold.json says of one seed article. */
interface SeedEntry {
  outlet: string;
  file: string;
  title: string | null;
  domain: string;
  published: string;
}

interface Gold {
  outlets: Record<string, SeedEntry>;
  replay: string[];
}

interface Seed extends SeedEntry {
  id: string;
  text: string;
}

export const seedsFolder = join(sharedFolder, 'seeds');

/** The five seed articles as a publication: one outlet, one feed and one page each, one step each in replay order. */
export function buildSeeds(folder: string = seedsFolder): Publication {
  const seeds = readSeeds(folder);
  return {
    outlets: seeds.map(toOutlet),
    articles: seeds.map((seed, at) => toArticle(seed, at + 1)),
    steps: seeds.map(({ id, published }, at) => ({
      index: at + 1,
      at: published,
      shows: [{ article: id, revision: 1 }],
    })),
  };
}

/** Serves the seed articles as `serveWorld` serves a world. */
export function serveSeeds(
  folder: string = seedsFolder,
  options: { port?: number } = {},
): Promise<ServedWorld> {
  return serveWorld(buildSeeds(folder), options);
}

/** The seed articles as lines for `hearsay replay`, with `text` in place of `html`, in replay order. */
export function seedArchive(folder: string = seedsFolder): string {
  return readSeeds(folder)
    .map((seed) => {
      const { domain, published, title, text } = seed;
      const line = {
        url: urlOf(seed),
        outlet: domain,
        outletName: nameOf(seed),
        published,
        title,
        byline: null,
        text,
      };
      return `${JSON.stringify(line)}\n`;
    })
    .join('');
}

function readSeeds(folder: string): Seed[] {
  const gold = JSON.parse(readFileSync(join(folder, 'gold.json'), 'utf8')) as Gold;
  return gold.replay.map((id) => {
    const entry = gold.outlets[id];
    if (!entry) throw new Error(`gold.json replays ${id}, but names no outlet of it`);
    return { ...entry, id, text: readFileSync(join(folder, entry.file), 'utf8') };
  });
}

function urlOf({ domain, id }: Seed): string {
  return `http://${domain}/news/${id}`;
}

/** One outlet's name is not known: it goes by its domain. */
function nameOf({ outlet, domain }: Seed): string {
  return outlet.startsWith('unnamed') ? domain : outlet;
}

function toOutlet(seed: Seed): Outlet {
  const feedPath = '/rss.xml';
  return {
    role: seed.id,
    host: seed.domain,
    name: nameOf(seed),
    feedPath,
    feedType: 'rss',
    feedUrl: `http://${seed.domain}${feedPath}`,
    charset: 'utf-8',
    language: 'en',
  };
}

function toArticle(seed: Seed, atStep: number): Article {
  const lines = linesOf(seed);
  return {
    id: seed.id,
    host: seed.domain,
    path: `/news/${seed.id}`,
    url: urlOf(seed),
    title: seed.title,
    byline: null,
    published: seed.published,
    publishedOffsetMinutes: 0,
    revisions: [
      { atStep, at: seed.published, html: pageOf(seed, lines), text: lines.join('\n\n'), summary: '' },
    ],
  };
}

/** Every line is a paragraph, as it stands: share buttons and video lengths too. */
function linesOf({ text }: Seed): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** A page of no style of its own. Where the title is unknown it has no heading, and is titled by its outlet. */
function pageOf(seed: Seed, lines: string[]): string {
  const name = escapeHtml(nameOf(seed));
  const title = seed.title === null ? null : escapeHtml(seed.title);
  const head = title === null ? `<title>${name}</title>` : `<title>${title} | ${name}</title>`;
  const ogTitle = title === null ? '' : `<meta property="og:title" content="${title}">\n`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
${head}
${ogTitle}<meta property="og:site_name" content="${name}">
<meta property="og:type" content="article">
<meta property="article:published_time" content="${seed.published}">
<link rel="canonical" href="${urlOf(seed)}">
</head>
<body>
<header><nav><a href="/">${name}</a> <a href="/news">News</a> <a href="/about">About</a></nav></header>
<main>
<article>
${title === null ? '' : `<h1>${title}</h1>\n`}${lines.map((line) => `<p>${escapeHtml(line)}</p>`).join('\n')}
</article>
</main>
<footer><p>${name}</p></footer>
</body>
</html>
`;
}
