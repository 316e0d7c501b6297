import { existsSync } from 'node:fs';
import { openEmbedded } from '../embedded.js';
import { templateFile } from './directory.js';

/* Part of the build: makes the empty database that new ones start from, unless it is there. Takes some seconds, once. */
if (!existsSync(templateFile)) {
  const database = await openEmbedded(null);
  await database.dump(templateFile);
  await database.close();
}
