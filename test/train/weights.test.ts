import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hasShared, root } from '../support/shared-data.js';
import { modelText } from './learn/write-model.js';
import { makeSame, makeStance } from './relation.js';

const shipped = (part: string): string => readFileSync(join(root, 'shared/text', part), 'utf8');

/** Minutes on a busy machine. */
const longest = 300_000;

describe.skipIf(!hasShared('data/pairs') || !hasShared('data/stance'))('npm run train -- relation', () => {
  it(
    'makes the weights of sameness again to the last digit',
    () => expect(modelText(makeSame())).toBe(shipped('relation/same.json')),
    longest,
  );

  it(
    'makes the weights of stance again to the last digit',
    () => expect(modelText(makeStance())).toBe(shipped('relation/stance.json')),
    longest,
  );
});
