import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { sources } from './check-imports.js';
import { root } from './shared-data.js';

/**
 * What could open a connection: Node's modules, packages that are clients or servers, and Node's global clients. Each
 * is named with the files that may use it, and for what. Whatever else speaks to the network goes through the guarded
 * client (shared/runtime/http).
 */
const modules: Record<string, Record<string, string>> = {
  undici: { 'shared/runtime/http/': 'the guarded client' },
  'node:dns': { 'shared/runtime/http/connect.ts': 'names, resolved once and checked' },
  'node:http': { 'shared/runtime/health.ts': 'listens, for the health of a stage on its own' },
  '@hono/node-server': { 'services/api/': 'listens, for the API' },
  'node:net': {
    'shared/runtime/settings/values.ts': 'isIP alone',
    'services/api/serve.ts': 'isIP and types alone',
    'shared/runtime/http/connect.ts': 'types alone',
  },
  'node:tls': {},
  'node:https': {},
  'node:http2': {},
  'node:dgram': {},
  'node:child_process': {
    'shared/store/engine/embedded/': 'asks who holds the lock of the data directory',
    'services/cli/commands/': 'opens what the person asked for on their own machine',
  },
  ioredis: { 'shared/queue/': 'Redis, whose address the operator sets' },
  pg: { 'shared/store/engine/': 'PostgreSQL, whose address the operator sets' },
  nodemailer: { 'shared/runtime/': 'the mail server, whose address the operator sets' },
};

/** Of node:net, what opens nothing. */
const harmless =
  /^import (?:type )?\{(?:\s*(?:type \w+|isIP|isIPv4|isIPv6)\s*,?)+\} from 'node:net'|^import type /;

/** The command asks the daemon on this machine, over its API: the one place outside the guarded client that calls. */
const ownDaemon = 'services/cli/access.ts';
const globals = /(?<![.\w$'"-])(?:globalThis\.)?(fetch|WebSocket|EventSource|XMLHttpRequest)\s*\(/g;

/** Options with which jsdom would load what a page names. */
const loading = /\b(?:resources\s*:\s*(?!undefined)|runScripts\s*:|pretendToBeVisual\s*:)/;

/** Sentences about code that could open a connection past the guarded client; empty where all is well. */
export function unguardedConnections(): string[] {
  return ['shared', 'services'].flatMap((folder) =>
    sources(join(root, folder)).flatMap((file) =>
      judgeConnections(relative(root, file), readFileSync(file, 'utf8')),
    ),
  );
}

/** The same of one file, by its path in the repository and its text. */
export function judgeConnections(path: string, source: string): string[] {
  const code = source.replace(/\/\*[\s\S]*?\*\/|(^|\s)\/\/.*$/gm, '$1');
  return [...badImports(path, code), ...badGlobals(path, code), ...badDocuments(path, code)];
}

function badImports(path: string, code: string): string[] {
  const imports = [
    ...code.matchAll(/^\s*(?:import|export)\b[^'"`;]*?\bfrom\s+['"]([^'"]+)['"]/gm),
    ...code.matchAll(/\b(?:import|require|getBuiltinModule)\s*\(?\s*['"`]([^'"`]+)['"`]/g),
  ];
  return imports.flatMap(([statement, name = '']) => {
    const module = moduleOf(name);
    const users = modules[module];
    if (users === undefined) return [];
    const user = Object.keys(users).find((each) => path.startsWith(each));
    const types = /^\s*import type /.test(statement);
    if (user === undefined && !types) return [`${path} must not import ${name}: it can open connections.`];
    if (module === 'node:net' && !harmless.test(statement.trim()))
      return [`${path} may import from ${name} only what opens nothing.`];
    return [];
  });
}

/** `dns/promises`, `node:dns` and `node:dns/promises` are one module. */
function moduleOf(name: string): string {
  const bare = name
    .replace(/^node:/, '')
    .replace(/^(dns|net|tls|http|https|http2|dgram|child_process)\/.*/, '$1');
  return `node:${bare}` in modules ? `node:${bare}` : name;
}

function badGlobals(path: string, code: string): string[] {
  if (path === ownDaemon) return [];
  return [...code.matchAll(globals)].flatMap(([, name], i, all) => {
    const at = all[i]?.index ?? 0;
    // A method or type member that happens to be called fetch: `fetch(url: string): …` and `async fetch(…) {`.
    const declares = /^fetch\s*\([^()]*\)\s*(?::|\{)/.test(code.slice(at));
    return declares ? [] : [`${path} must not call ${name}: it goes past the guarded client.`];
  });
}

function badDocuments(path: string, code: string): string[] {
  if (!/from 'jsdom'/.test(code) || !loading.test(code)) return [];
  return [`${path} must not let jsdom load what a page names.`];
}
