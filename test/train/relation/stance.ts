import { readSharedLines } from '../../support/shared-data.js';

/** The classes of Emergent in the order of our model: asserts, relays, disputes. */
export const stances = ['for', 'observing', 'against'] as const;

export interface StanceRow {
  claimId: string;
  claim: string;
  text: string;
  label: (typeof stances)[number];
}

/** Emergent's official training part; never its test part. */
export function readStances(): StanceRow[] {
  return readSharedLines<StanceRow>('data/stance/emergent-train.jsonl');
}
