#!/usr/bin/env node
// The compiled command lives in dist/, which `npm run build` makes.
import { existsSync } from 'node:fs';

const main = new URL('../dist/main.js', import.meta.url);
if (existsSync(main)) {
  await import(main.href);
} else {
  process.stderr.write('hearsay is not built yet: run `npm run build` first.\n');
  process.exitCode = 2;
}
