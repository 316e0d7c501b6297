/** Copies: which articles are one text. `compareCopies` judges two, `chooseOriginal` a whole family. */
export { type CopyKind, type CopyText, type CopyVerdict, compareCopies, copierOf } from './compare.js';
export { creditsOutlet, plainName, wireOf, wiresCredited } from './credit.js';
export { measureOverlap, type Overlap, sharedShingles } from './measure.js';
export { chooseOriginal, type FamilyLink, type FamilyMember, type FamilyPair, pairOf } from './original.js';
export { type PreparedText, prepareText } from './prepare.js';
