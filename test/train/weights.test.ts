import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hasShared, root } from '../support/shared-data.js';
import { task as idf } from './idf.js';
import { shippedText } from './learn/made.js';
import { modelText } from './learn/model-file.js';
import { type TrainedOn, trainedOn } from './learn/sets.js';
import { makeSame, makeStance } from './relation.js';

/** Minutes on a busy machine. */
const longest = 300_000;

const weights = [
  'attribution/cue-weights.json',
  'attribution/span-weights.json',
  'claim/confidence.json',
  'relation/same.json',
  'relation/stance.json',
  'story/idf.json',
  'story/model.json',
  'worthiness/model.json',
];

describe.skipIf(!hasShared('data'))('weights that ship', () => {
  it.each(weights)('%s names its sets, their terms and the hashes of the files that are there', (part) => {
    const shipped = JSON.parse(readFileSync(join(root, 'shared/text', part), 'utf8')) as {
      about: string;
      trainedOn: TrainedOn[];
    };
    expect(shipped.about.length).toBeGreaterThan(20);
    expect(shipped.trainedOn.length).toBeGreaterThan(0);
    expect(shipped.trainedOn).toEqual(trainedOn(...shipped.trainedOn.map(({ file }) => file)));
    // Not to be trained on: what may only be measured with.
    expect(JSON.stringify(shipped.trainedOn)).not.toMatch(
      /sick|covidfact|fever|-dev\.jsonl(?<!roundups-dev\.jsonl)/,
    );
  });

  it('of sameness are made again to the last digit', { timeout: longest }, () =>
    expect(modelText(makeSame())).toBe(shippedText('relation/same.json')),
  );

  it('of stance are made again to the last digit', { timeout: longest }, () =>
    expect(modelText(makeStance())).toBe(shippedText('relation/stance.json')),
  );

  it('of words are counted again to the last digit', { timeout: longest }, async () => {
    for (const { part, text } of await idf.run([])) expect(text).toBe(shippedText(part));
  });
});
