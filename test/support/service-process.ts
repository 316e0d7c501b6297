import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

/** Where Debian and Red Hat keep PostgreSQL's server, which is not on the PATH there; newest first. */
const serverFolders = ['/usr/lib/postgresql', '/usr'].flatMap((base) =>
  listFolder(base)
    .filter((name) => /^(pgsql-)?\d+$/.test(name))
    .sort((a, b) => Number(b.replace(/\D/g, '')) - Number(a.replace(/\D/g, '')))
    .map((name) => join(base, name, 'bin')),
);

/** A person or a service of the machine: who a server runs as. */
export interface User {
  uid: number;
  gid: number;
}

/** The path of a program, or null. */
export function findProgram(name: string): string | null {
  const folders = [...serverFolders, ...(process.env.PATH ?? '').split(delimiter)];
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? null;
}

/** PostgreSQL refuses to run as root: as root, its own user if there is one, else nobody. */
export function unprivilegedUser(): User | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const [, , uid, gid] =
    ['postgres', 'nobody'].flatMap((name) => users.filter((user) => user[0] === name))[0] ?? [];
  return uid === undefined ? undefined : { uid: Number(uid), gid: Number(gid) };
}

/** A folder of the server's own, which goes when it stops. */
export function privateFolder(name: string, user?: User): string {
  const folder = mkdtempSync(join(tmpdir(), `hearsay-test-${name}-`));
  if (user !== undefined) chownSync(folder, user.uid, user.gid);
  return folder;
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Runs a program to its end; throws with what it printed. */
export async function runOnce(program: string, args: string[], user?: User): Promise<void> {
  await promisify(execFile)(program, args, { ...user, cwd: '/', env: plainEnvironment() });
}

/**
 * The server is the child of a shell that waits for the end of its own standard input: the pipe ends when we close it,
 * and also when this process is killed, whatever the signal. The shell then stops the server and removes its folder.
 */
const guard = `
folder=$1 signal=$2; shift 2
cd "$folder"
"$@" >"$folder/server.log" 2>&1 &
server=$!
cat >/dev/null
kill -s "$signal" "$server" 2>/dev/null
wait "$server" 2>/dev/null
cd /
rm -rf "$folder"
`;

export class GuardedServer {
  private readonly shell: ChildProcess;
  private readonly folder: string;

  /** `signal` is the one that stops this server at once, without waiting for its clients. */
  constructor(folder: string, signal: string, command: string[], user?: User) {
    this.folder = folder;
    this.shell = spawn('sh', ['-c', guard, 'guard', folder, signal, ...command], {
      ...user,
      env: plainEnvironment(),
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true, // so that Ctrl-C in the terminal reaches us and not the shell
    });
    this.shell.unref();
    (this.shell.stdin as unknown as { unref(): void }).unref();
  }

  /** Calls `tryOut` until it no longer throws; throws with the end of the server's log when the time is over. */
  async waitUntil(tryOut: () => Promise<void>, limitMs = 60_000): Promise<void> {
    const deadline = Date.now() + limitMs;
    for (;;) {
      try {
        return await tryOut();
      } catch (error) {
        if (Date.now() > deadline) throw new Error(`${(error as Error).message}\n${this.log()}`);
        await pause(50);
      }
    }
  }

  async stop(): Promise<void> {
    if (this.shell.exitCode !== null) return;
    this.shell.ref();
    const ended = new Promise((resolve) => this.shell.once('exit', resolve));
    this.shell.stdin!.end();
    await ended;
  }

  private log(): string {
    const file = join(this.folder, 'server.log');
    return existsSync(file) ? readFileSync(file, 'utf8').slice(-2000) : '';
  }
}

/** Without PGHOST and the like, which would lead the programs elsewhere. */
function plainEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, LC_ALL: 'C' };
}

function listFolder(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}
