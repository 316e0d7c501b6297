import type { Store } from '@hearsay/store';
import type { ClaimObject, MentionObject } from './contract.js';

/** Reviews of one claim; nobody reads more. */
const mostReviews = 100;

type Json = Record<string, unknown>;

/**
 * The disputes of a claim as schema.org ClaimReview, one for each outlet that carries one. The author is the outlet,
 * and where it quotes somebody who disputes it, that is said. Nothing is rated: we know who disputes a claim, not who is
 * right, so `reviewRating` has words only (`alternateName`) and no number.
 * @param home where the desk is reached, without a slash at the end
 */
export async function claimReview(claim: ClaimObject, store: Store, home: string): Promise<Json> {
  const articles = new Map(
    (await store.articles.some([...new Set(claim.mentions.map(({ article }) => article))])).map((article) => [
      article.id,
      article,
    ]),
  );
  const [first] = claim.mentions;
  const place = ({ article: id }: MentionObject) => {
    const article = articles.get(id);
    return {
      url: article?.url ?? null,
      name: article?.outletName ?? null,
      at: (article?.published ?? article?.firstSeen)?.toISOString() ?? null,
    };
  };
  const appearance = first === undefined ? null : place(first);
  const asserting = claim.mentions.filter(({ relation }) => relation !== 'disputes');
  const itemReviewed = {
    '@type': 'Claim',
    text: claim.text,
    ...(appearance === null
      ? {}
      : {
          datePublished: appearance.at,
          firstAppearance: work(appearance),
          author: authorOf(claim, appearance.name),
        }),
    appearance: asserting.slice(1, mostReviews).map((mention) => work(place(mention))),
  };
  const disputes = firstOfEach(claim.mentions.filter(({ relation }) => relation === 'disputes'));
  return {
    '@context': 'https://schema.org',
    '@graph': disputes.slice(0, mostReviews).map((mention) => {
      const { url, name, at } = place(mention);
      const disputer = mention.speaker ?? name ?? mention.outlet;
      return {
        '@type': 'ClaimReview',
        '@id': `${home}/claims/${claim.id}#${mention.id}`,
        url,
        datePublished: at,
        claimReviewed: claim.text,
        author: organisation(name ?? mention.outlet, mention.outlet),
        reviewBody: mention.sentence,
        reviewRating: { '@type': 'Rating', alternateName: `Disputed by ${disputer}` },
        itemReviewed,
        sdPublisher: { '@type': 'Organization', name: 'Hearsay', url: `${home}/` },
      };
    }),
  };
}

/** An outlet may dispute a claim in several sentences: the first of each is its review. */
function firstOfEach(mentions: MentionObject[]): MentionObject[] {
  const seen = new Set<string>();
  return mentions.filter(({ outlet, speaker }) => {
    const key = JSON.stringify([outlet, speaker]);
    return !seen.has(key) && seen.add(key);
  });
}

/** Where the claim comes from, where that is known; else the outlet it was first seen in. */
function authorOf({ origins }: ClaimObject, name: string | null): Json {
  const [origin] = origins;
  if (origin === undefined || origin.kind === 'document') return { '@type': 'Organization', name };
  return { '@type': origin.kind === 'person' ? 'Person' : 'Organization', name: origin.name };
}

function work({ url, name, at }: { url: string | null; name: string | null; at: string | null }): Json {
  return { '@type': 'NewsArticle', url, datePublished: at, publisher: { '@type': 'Organization', name } };
}

function organisation(name: string, domain: string): Json {
  return { '@type': 'Organization', name, url: `https://${domain}/` };
}

/** What could end a script element or begin a comment, end a line of script, or turn the text of whoever reads the source. */
const unsafe = /[<>&\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** JSON as it may stand in a script element; the same value for whoever parses it. */
export function scriptJson(value: unknown): string {
  return JSON.stringify(value).replace(
    unsafe,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
