import { execFileSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { findChromium } from './chromium.js';
import { findProgram } from './service-process.js';

/** A person's machine lacks something: one sentence, exit code 2. */
export class ServicesMissingError extends Error {}

const needed = [
  { program: 'redis-server', package: 'redis-server', variable: 'REDIS_URL' },
  { program: 'postgres', package: 'postgresql', variable: 'DATABASE_URL' },
];
/** What the desk is opened in. Its tests are skipped without: nobody's test run fails for want of a browser. */
const browser = 'chromium';

/** Asked by Debian's packages before they start a server: 101 is no. We start our own, and leave none running. */
const policyFile = '/usr/sbin/policy-rc.d';

/**
 * Sees to it that the servers the tests start are there, unless the environment names running ones: as root on Debian
 * they are installed. @throws ServicesMissingError saying what to install.
 */
export function ensureServicesInstalled(): void {
  const canInstall = process.getuid?.() === 0 && findProgram('apt-get') !== null;
  // Apart, so that servers are there even where the browser cannot be had.
  for (const wanted of [missing().map((each) => each.package), findChromium() === null ? [browser] : []])
    if (canInstall && wanted.length > 0) install(wanted);
  const left = missing();
  if (left.length === 0) return;
  const names = left.map((each) => each.package);
  const variables = left.map((each) => each.variable).join(' and ');
  throw new ServicesMissingError(
    `The tests need ${names.join(' and ')}: install with "sudo apt-get install ${names.join(' ')}" (or your system's way), or set ${variables}.`,
  );
}

function missing() {
  return needed.filter(({ program, variable }) => !process.env[variable] && findProgram(program) === null);
}

function install(packages: string[]): void {
  process.stderr.write(`Installing ${packages.join(' and ')} for the tests.\n`);
  const isOurPolicy = !existsSync(policyFile);
  if (isOurPolicy) writeFileSync(policyFile, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    aptGet(['update']);
    aptGet(['install', '-y', '--no-install-recommends', ...packages]);
  } finally {
    if (isOurPolicy) rmSync(policyFile, { force: true });
  }
}

/** A failure shows what it printed, and is then told as what is still missing. */
function aptGet(args: string[]): void {
  try {
    execFileSync('apt-get', ['-q', ...args], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
  } catch (error) {
    process.stderr.write(String((error as { stderr?: Buffer }).stderr ?? error));
  }
}
