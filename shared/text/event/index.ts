import {
  inOrder,
  type Mention,
  type StoryArticle,
  type StoryClaim,
  type StoryClaims,
} from '../claim/index.js';
import { isSameOrigin, type Origin } from '../origin/index.js';
import { historyOf, revisedOf } from './history.js';
import { sayCovered, sayMention } from './sentence.js';

export { whoSays } from './sentence.js';

export type EventType =
  | 'covered'
  | 'originated'
  | 'repeated'
  | 'varied'
  | 'disputed'
  | 'confirmed'
  | 'withdrawn'
  | 'corrected';

/** Something that holds in a story and is worth one line of the log. */
export interface EventFact {
  /** Natural key: type, claim (or story) and outlet, with the speaker for a dispute and the revision for withdrawn and corrected. */
  key: string;
  type: EventType;
  /** Null for `covered`. */
  claim: string | null;
  story: string;
  outlet: string;
  article: string;
  /** Null for `covered`; what was said last, where it is withdrawn. */
  mention: string | null;
  /** One plain sentence for a reader. */
  text: string;
}

/** A revision as events read it: with what made it, which decides whether its outlet did anything. */
export type EventArticle = StoryArticle & {
  /** `edit` where it is not said. */
  kind?: 'edit' | 'deleted' | 'restored' | 'reprocessed';
  /** True where nothing that is said was changed. */
  minor?: boolean;
};

/**
 * All facts that hold in a story, in a stable order: who covered it, by time; then claim by claim, mention by mention. The caller
 * keeps those whose key is new. A mention that a later revision dropped still told its readers once: its event stays.
 */
export function eventsOf(story: string, claims: StoryClaims, articles: EventArticle[]): EventFact[] {
  const revised = revisedOf(articles);
  const names = new Map(articles.map(({ id, outletName }) => [id, outletName]));
  const facts = [
    ...inOrder(articles).map((article) => covered(story, article)),
    ...claims.claims.flatMap((claim) => [
      ...eventsOfClaim(story, claim, names),
      ...historyOf(story, claim, revised),
    ]),
  ];
  const seen = new Set<string>();
  return facts.filter(({ key }) => !seen.has(key) && seen.add(key));
}

function covered(story: string, article: StoryArticle): EventFact {
  const { outlet, id } = article;
  const text = sayCovered(article);
  return {
    key: `covered\n${story}\n${outlet}`,
    type: 'covered',
    claim: null,
    story,
    outlet,
    article: id,
    mention: null,
    text,
  };
}

function eventsOfClaim(story: string, claim: StoryClaim, names: ReadonlyMap<string, string>): EventFact[] {
  const origins: Origin[] = [];
  const facts: EventFact[] = [];
  for (const mention of claim.mentions) {
    if (isTitleOf(mention, claim)) continue;
    const known = origins.some((each) => isSameOrigin(each, mention.origin));
    const type = typeOf(mention, claim, origins.length > 0 && !known);
    if (mention.relation !== 'disputes') origins.push(mention.origin);
    if (type !== null) facts.push(factOf(type, story, claim, mention, names));
  }
  return onePerOutlet(facts);
}

/** A title that only heads what the text below it does to the claim. */
function isTitleOf(mention: Mention, claim: StoryClaim): boolean {
  return (
    mention.in === 'title' &&
    claim.mentions.some(
      (each) =>
        each.in === 'text' &&
        each.article === mention.article &&
        each.revision === mention.revision &&
        (each.relation === 'disputes') === (mention.relation === 'disputes'),
    )
  );
}

/**
 * What a mention is to the log; null where the outlet that first had the claim says it again, and where the article said
 * it in an earlier revision: what became of it there, its history tells.
 */
function typeOf(mention: Mention, claim: StoryClaim, freshOrigin: boolean): EventType | null {
  if (mention.relation === 'disputes') return 'disputed';
  const own = saidBefore(mention, claim);
  if (mention.relation === 'originates') return own ? null : 'originated';
  if (mention.relation === 'varies') return own ? null : 'varied';
  const first = claim.mentions.find((each) => each.relation === 'originates');
  if (first?.outlet === mention.outlet) return null;
  if (freshOrigin) return 'confirmed';
  return own ? null : 'repeated';
}

/** An earlier revision of the article asserted the claim. */
function saidBefore(mention: Mention, claim: StoryClaim): boolean {
  return claim.mentions.some(
    (each) =>
      each.article === mention.article && each.revision < mention.revision && each.relation !== 'disputes',
  );
}

function factOf(
  type: EventType,
  story: string,
  claim: StoryClaim,
  mention: Mention,
  names: ReadonlyMap<string, string>,
): EventFact {
  const { outlet, article, id } = mention;
  const extra = type === 'disputed' ? `\n${surname(mention.speaker)}` : '';
  const key = `${type}\n${claim.id}\n${outlet}${extra}`;
  return {
    key,
    type,
    claim: claim.id,
    story,
    outlet,
    article,
    mention: id,
    text: sayMention(type, claim, mention, names.get(article) ?? outlet),
  };
}

/** The last word of a speaker's name: one person whether the article gives the full name or not. */
function surname(speaker: string | null): string {
  return speaker?.toLowerCase().replaceAll('’', "'").split(/\s+/).at(-1) ?? '';
}

/** An outlet that confirms a claim is not also said to repeat it. */
function onePerOutlet(facts: EventFact[]): EventFact[] {
  const confirming = new Set(facts.filter((each) => each.type === 'confirmed').map((each) => each.outlet));
  return facts.filter((each) => each.type !== 'repeated' || !confirming.has(each.outlet));
}
