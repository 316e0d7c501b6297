/** Copies: which articles are one text. `compareCopies` judges two, `chooseOriginal` a whole family. */
export { type BesideRow, type BesideWords, besideCopy } from './beside.js';
export { bodyOf } from './body.js';
export { type CopyKind, type CopyText, type CopyVerdict, compareCopies, copierOf } from './compare.js';
export { type Credited, creditsOutlet, findCrediting, plainName, wireOf, wiresCredited } from './credit.js';
export {
  type CopyExplanation,
  type CopyMeasure,
  explainCopies,
  type ShownPair,
  type ShownSentence,
} from './explain.js';
export { type Families, type FamilyBond, groupFamilies, linkRoots } from './family.js';
export { measureOverlap, type Overlap, sharedMembers } from './measure.js';
export { chooseOriginal, type FamilyLink, type FamilyMember, type FamilyPair, pairOf } from './original.js';
export { type PreparedText, prepareText } from './prepare.js';
