export { discoverOffer, type Offer, type OfferFacts } from './discover.js';
export { type Intent, readIntent } from './intent.js';
export { leaseSeconds, type PushPace, renewalSeconds, retrySeconds } from './lease.js';
export { callbackName, callbackOf, callbackPath, movedHub, requestForm, secretBytes } from './request.js';
export { isSigned, readSignature, type Signature } from './signature.js';
export {
  beforeAsking,
  isProven,
  judgeIntent,
  mostGoodbyes,
  type PushChange,
  type PushFacts,
  type PushState,
  type Verdict,
} from './state.js';
