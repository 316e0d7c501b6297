import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from './shared-data.js';

/** Which of our packages each folder may import. Data flows one way, and so do imports. */
const stage = ['pipeline', 'text', 'store', 'runtime'];
const stages = ['poll', 'fetch', 'clean', 'dedupe', 'extract', 'match', 'alert', 'deliver'];
const allowed: Record<string, string[]> = {
  'shared/pipeline': [],
  'shared/text': [],
  'shared/store': [],
  'shared/queue': ['pipeline'],
  'shared/runtime': ['pipeline', 'store', 'queue', 'text'],
  ...Object.fromEntries(stages.map((name) => [`services/${name}`, stage])),
  // What a person decides on families and stories is carried out where those are made; and the API shows what stages
  // would make of pages that are kept, before anything is changed.
  'services/api': ['pipeline', 'text', 'store', 'queue', 'runtime', 'clean', 'dedupe', 'extract', 'match'],
  'services/daemon': ['pipeline', 'runtime', 'api', ...stages],
  'services/cli': ['pipeline', 'text', 'runtime', 'api', 'daemon'],
};

/** Packages that only one folder may import, so that they can be replaced in one place. */
const onlyIn: Record<string, string> = {
  bullmq: 'shared/queue',
  ioredis: 'shared/queue',
  pg: 'shared/store',
  '@electric-sql/pglite': 'shared/store',
  undici: 'shared/runtime/http',
  jsdom: 'shared/text/page',
  'rss-parser': 'shared/text/feed',
};

/** Pure code opens no file, no connection and reads no clock or environment. */
const impure = /^node:(fs|http|https|net|dns|child_process|worker_threads|tls)/;

/** Where the environment may be read: the mains. */
const mains =
  /^(services\/(api\/main|[a-z]+\/main|cli\/commands\/[a-z-]+|cli\/print)|shared\/runtime\/run-alone)\.ts$/;

/** Sentences about imports that go the wrong way; empty where all is well. */
export function wrongImports(): string[] {
  return Object.keys(allowed).flatMap((folder) =>
    sources(join(root, folder)).flatMap((file) => judge(folder, file)),
  );
}

function judge(folder: string, file: string): string[] {
  const path = relative(root, file);
  const source = readFileSync(file, 'utf8');
  const wrong = [...source.matchAll(/^\s*(?:import|export)\b[^'"]*?\bfrom\s+'([^']+)'/gm)].flatMap(
    ([, from = '']) => judgeImport(folder, path, from, source),
  );
  if (source.includes('process.env') && !mains.test(path))
    wrong.push(`${path} reads the environment: only mains do.`);
  if (folder === 'shared/text' && /\b(Date\.now\(\)|new Date\(\)|Math\.random\(\))/.test(source)) {
    wrong.push(`${path} reads the clock or draws at random: pure code is given both.`);
  }
  return wrong;
}

function judgeImport(folder: string, path: string, from: string, source: string): string[] {
  const ours = /^@hearsay\/([a-z]+)/.exec(from)?.[1];
  if (ours !== undefined && !(allowed[folder] as string[]).includes(ours))
    return [`${path} must not import ${from}.`];
  const home = onlyIn[from];
  if (home !== undefined && !path.startsWith(home))
    return [`${path} must not import ${from}: only ${home} does.`];
  if (folder === 'shared/text' && impure.test(from)) return [`${path} must not import ${from}: it is pure.`];
  const valueFromStore = /^import (?!type )[^;]*from '@hearsay\/store'/m.test(source);
  if (stages.includes(folder.slice('services/'.length)) && ours === 'store' && valueFromStore) {
    return [`${path} imports values from the store: a stage is given its store and imports types alone.`];
  }
  return [];
}

/** The TypeScript files below a folder, without what was built or installed. */
export function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.d.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !/[/\\](dist|node_modules)[/\\]/.test(file));
}

if (process.argv[1]?.endsWith('check-imports.js')) {
  const wrong = wrongImports();
  process.stdout.write(wrong.length === 0 ? 'Imports go the right way.\n' : `${wrong.join('\n')}\n`);
  process.exitCode = wrong.length === 0 ? 0 : 1;
}
