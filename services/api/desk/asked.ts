import type { Runtime } from '@hearsay/runtime';
import { found, Problem } from '../problem.js';

/** What a person asks to decide, as the address of the page that shows what it would change carries it. */
export interface AskedOnPage {
  verdict: 'confirmed' | 'rejected' | 'apart' | 'together' | 'undo';
  relation: string | null;
  /** Mentions, claims (`together`) or a decision (`undo`). */
  ids: string[];
  /** Articles and stories, where it is on them; out of what articles are taken. */
  articles: string[];
  stories: string[];
  from: 'family' | 'story' | null;
}

const verdicts: AskedOnPage['verdict'][] = ['confirmed', 'rejected', 'apart', 'together', 'undo'];

/** What the fields of an address or a form ask for. Throws Problem where the desk asks for no such thing. */
export function askedOf(all: (name: string) => string[]): AskedOnPage {
  const verdict = verdicts.find((each) => each === all('verdict')[0]);
  if (verdict === undefined) throw new Problem(400, '"verdict" is none that the desk knows.', 'verdict');
  const from = (['family', 'story'] as const).find((each) => each === all('from')[0]) ?? null;
  const named = { ids: all('id'), articles: all('article'), stories: all('story') };
  return { verdict, relation: all('relation')[0] || null, ...named, from };
}

/** True for a decision on articles and stories. */
export function onArticles({ articles, stories }: AskedOnPage): boolean {
  return articles.length + stories.length > 0;
}

/** The same as the API takes it. */
export function bodyFor(asked: AskedOnPage, said: { by: string; why: string | null }): object {
  const { verdict, relation, ids, articles, stories, from } = asked;
  if (onArticles(asked) && verdict === 'apart') return { ...said, verdict, articles, from };
  if (onArticles(asked)) return { ...said, verdict, articles, stories };
  if (verdict === 'apart') return { ...said, verdict, mentions: ids };
  if (verdict === 'together') return { ...said, verdict, claims: ids };
  const mention = ids[0] ?? '';
  return verdict === 'confirmed' ? { ...said, verdict, mention, relation } : { ...said, verdict, mention };
}

/** The page that a decision is about. Throws Problem where it names nothing that the record holds. */
export async function backOf(asked: AskedOnPage, { deps }: Pick<Runtime, 'deps'>): Promise<string> {
  const { store } = deps;
  const { verdict, ids, articles, stories } = asked;
  if (onArticles(asked)) {
    const [article, ...more] = articles;
    if (article === undefined || (more.length > 0 && asked.from === 'story'))
      return `/stories/${encodeURIComponent(stories[0] ?? (await storyOf(article, deps)))}`;
    return `/articles/${found(await store.articles.get(article), 'article', article).id}`;
  }
  const [first] = ids;
  if (first === undefined) throw new Problem(422, 'Choose at least one.', 'id');
  if (verdict === 'undo') {
    found(await store.decisions.get(first), 'decision', first);
    return '/review';
  }
  if (verdict === 'together') return `/claims/${encodeURIComponent(first)}`;
  const mention = found(await store.claims.mention(first), 'mention', first);
  return `/claims/${mention.claim}#${mention.id}`;
}

async function storyOf(article: string | undefined, { store }: Runtime['deps']): Promise<string> {
  const row = await store.articles.get(article ?? '');
  return found(row, 'article', article ?? '').story ?? '';
}

/** Where what was decided on stands now. */
export async function placeOf(
  subject: string | undefined,
  back: string,
  { deps }: Pick<Runtime, 'deps'>,
): Promise<string> {
  const [, story] = /^\/stories\/(.+)$/.exec(back) ?? [];
  if (story !== undefined) return `/stories/${await deps.store.stories.standing(decodeURIComponent(story))}`;
  const row = subject === undefined ? null : await deps.store.claims.mention(subject);
  return row === null ? back : `/claims/${row.claim}#${row.id}`;
}
