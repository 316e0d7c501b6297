import type { LoggedEvent } from '../alert/types.js';
import type { Mention, StoryClaim } from '../claim/index.js';
import { readQuery } from './query.js';
import type { About, Wanted, Wants } from './types.js';

/** An event with what it is about, as subscriptions judge it. */
export interface Told {
  event: LoggedEvent;
  story: { id: string; title: string | null };
  claim: StoryClaim | null;
  mention: Mention | null;
  article: { title: string | null; outletName: string; owner: string | null } | null;
}

/** Decides which events a subscription wants. Throws QueryError where its words cannot be read. */
export function readWants(wants: Wants): (told: Told) => boolean {
  const about = wants.about.map(readAbout);
  return (told) =>
    about.some((matches) => matches(told)) &&
    wantsType(wants, told) &&
    (told.mention?.confidence ?? 1) >= wants.minConfidence &&
    (told.event.type === 'disputed' || (told.claim?.counts.independent ?? Infinity) >= wants.minIndependent);
}

function wantsType({ events }: Wants, told: Told): boolean {
  if (events === null) return true;
  const type: Wanted =
    told.event.type === 'split' || told.event.type === 'merged' ? 'covered' : told.event.type;
  return events.includes(type) || (events.includes('turned') && isTurn(told));
}

/** True where an earlier revision of the same article took the other side of the claim. */
export function isTurn({ claim, mention }: Pick<Told, 'claim' | 'mention'>): boolean {
  if (claim === null || mention === null) return false;
  return claim.mentions.some(
    (each) =>
      each.article === mention.article &&
      each.revision < mention.revision &&
      (each.relation === 'disputes') !== (mention.relation === 'disputes'),
  );
}

function readAbout(about: About): (told: Told) => boolean {
  switch (about.kind) {
    case 'everything':
      return () => true;
    case 'story':
      return ({ story }) => story.id === about.id;
    case 'claim':
      return ({ claim }) => claim !== null && (claim.id === about.id || claim.recurs === about.id);
    case 'outlet':
      return ({ event }) => event.outlet === about.domain.toLowerCase();
    case 'owner':
      return ({ article }) => article?.owner?.toLowerCase() === about.name.toLowerCase();
    case 'person':
      return isBy(about.name);
    case 'words': {
      const query = readQuery(about.query);
      return (told) => query(wordsOf(told));
    }
  }
}

/** What a person says, and what is said of them by name. */
function isBy(name: string): (told: Told) => boolean {
  const query = readQuery(`"${name.replaceAll('"', ' ')}"`);
  return (told) => query([told.mention?.speaker, wordsOf(told)].join(' . '));
}

/** A phrase does not reach from one of these into the next. */
function wordsOf({ story, claim, mention, article }: Told): string {
  return [story.title, claim?.text, mention?.sentence, article?.title]
    .filter((each) => each != null)
    .join(' \u2029 ');
}
