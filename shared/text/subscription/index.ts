export { afterQuiet, type Held, type Release, releaseOf } from './pace.js';
export { longestQuery, type Query, QueryError, readQuery } from './query.js';
export { type About, defaultPace, defaultWants, type Pace, type Wanted, type Wants } from './types.js';
export { isTurn, readWants, type Told } from './wants.js';
