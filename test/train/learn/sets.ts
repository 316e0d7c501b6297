import { createHash } from 'node:crypto';
import { readShared } from '../../support/shared-data.js';

/** The sets that weights are fitted on, by file under ../shared, with the terms they came with. */
const sets = {
  'data/attribution/polnear-train.jsonl': {
    set: 'PolNeAR, training part (Newell, Margolin, Ruths 2018)',
    terms: 'none stated',
  },
  'data/stance/emergent-train.jsonl': {
    set: 'Emergent, official training part (Ferreira, Vlachos 2016)',
    terms: 'none stated for the data; paper CC BY',
  },
  'data/pairs/msrp-train.jsonl': {
    set: 'Microsoft Research Paraphrase, training part (Dolan, Brockett 2005)',
    terms: 'research',
  },
  'data/pairs/claimdiff-train.jsonl': {
    set: 'ClaimDiff, training part (Ko 2022)',
    terms: 'none stated',
  },
  'data/worthiness/claimbuster-train.jsonl': {
    set: 'ClaimBuster, training part (Arslan 2020)',
    terms: 'CC BY 4.0',
  },
  'data/worthiness/checkthat2019-train.jsonl': {
    set: 'CheckThat! 2019 task 1, official training part',
    terms: 'free for research',
  },
  'data/stories/ecbplus-train.jsonl': {
    set: 'ECB+, topics 1-35 (Cybulska, Vossen 2014)',
    terms: 'CC BY 3.0',
  },
  'data/stories/roundups-dev.jsonl': {
    set: 'NeuS / AllSides roundups, development part (Lee 2022)',
    terms: 'the text is the outlets’; only word counts and weights are taken',
  },
} as const;

export type SetFile = keyof typeof sets;

/** What a weights file says of the data it was made from. */
export interface TrainedOn {
  set: string;
  terms: string;
  file: SetFile;
  /** Of the file's bytes, in hexadecimal: other data would make other weights. */
  sha256: string;
}

/** The entries of a weights file for the sets it was made from, with the hashes of the files that are there now. */
export function trainedOn(...files: SetFile[]): TrainedOn[] {
  return files.map((file) => ({ ...sets[file], file, sha256: sha256(readShared(file)) }));
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
