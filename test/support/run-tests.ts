import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ServicesMissingError } from './install-services.js';
import { type Services, startServices } from './services.js';
import { root } from './shared-data.js';

/*
 * What `npm test` runs once everything is built: starts Redis and PostgreSQL, runs vitest over test/ with them (its
 * arguments are passed on: file name parts, -t NAME), stops them, and closes with a line that counts.
 */

interface Report {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: { status: string; assertionResults: { status: string }[] }[];
}

process.exitCode = await main();

async function main(): Promise<number> {
  let services: Services;
  try {
    services = await startServices();
  } catch (error) {
    if (!(error instanceof ServicesMissingError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
  const folder = mkdtempSync(join(tmpdir(), 'hearsay-test-report-'));
  const reportFile = join(folder, 'report.json');
  try {
    const code = await runVitest(services, reportFile);
    const counts = readCounts(reportFile);
    // An error outside every test, shown above: the run has failed, and the line must not say otherwise.
    if (code !== 0 && counts.failed === 0) counts.failed = 1;
    process.stdout.write(`\n${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`);
    return code === 0 && counts.failed > 0 ? 1 : code;
  } finally {
    await services.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Resolves with vitest's exit code; 1 if a signal ended it. */
function runVitest(services: Services, reportFile: string): Promise<number> {
  const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
  const child = spawn(
    process.execPath,
    [vitest, 'run', '--root', 'test', ...reporters, ...process.argv.slice(2)],
    {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, REDIS_URL: services.redisUrl, DATABASE_URL: services.databaseUrl },
    },
  );
  // Ctrl-C reaches vitest as well; we stay to stop the services. A plain kill is passed on.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/** A file that could not even be loaded has no tests to count, and counts as one that failed. */
function readCounts(reportFile: string): { passed: number; failed: number; skipped: number } {
  let report: Report;
  try {
    report = JSON.parse(readFileSync(reportFile, 'utf8'));
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }; // vitest ended before it could report
  }
  const unloaded = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}
