import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawPipeline } from '@hearsay/pipeline';
import { table } from '@hearsay/runtime';
import { root } from './shared-data.js';

/** The README with its derived parts, the diagram and the settings, as the code has them now. */
export function deriveReadme(readme: string): string {
  return readme
    .replace(/```mermaid\n[\s\S]*?\n```/, `\`\`\`mermaid\n${drawPipeline()}\n\`\`\``)
    .replace(/(<!-- settings -->\n)[\s\S]*?(\n<!-- end of settings -->)/, `$1${settingsTable()}$2`);
}

function settingsTable(): string {
  const rows = Object.entries(table).map(
    ([name, { about, default: preset }]) =>
      `| \`${name}\` | ${about.replaceAll('|', '\\|')} | ${preset ?? 'unset'} |`,
  );
  return ['| name | meaning | default |', '| --- | --- | --- |', ...rows].join('\n');
}

/** Reads the README of this checkout. */
export function readReadme(): string {
  return readFileSync(join(root, 'README.md'), 'utf8');
}

if (process.argv[1]?.endsWith('write-docs.js'))
  writeFileSync(join(root, 'README.md'), deriveReadme(readReadme()));
