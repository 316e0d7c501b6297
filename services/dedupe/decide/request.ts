import { DecisionError } from '@hearsay/runtime/decision';
import type { Write } from '@hearsay/runtime/handler';
import type { Article } from '@hearsay/store';

/** What a person asks for. Articles are named by id or address. */
export type DecisionRequest = {
  /** Who decides, as others will read it. */
  by: string;
  why: string | null;
} & (
  | {
      /** Takes articles out of their family or their story; null: out of the family where they have one. */
      verdict: 'apart';
      from: 'family' | 'story' | null;
      articles: string[];
    }
  | {
      /** Makes articles one family, or stories (and articles with them) one story. */
      verdict: 'together';
      articles: string[];
      stories: string[];
    }
);

/** The articles named, each once; every one has to be in a story. */
export async function articlesNamed(names: string[], write: Write): Promise<Article[]> {
  const found = new Map<string, Article>();
  for (const name of names) {
    const article = (await write.articles.get(name)) ?? (await write.articles.byUrl(name));
    if (article === null) throw new DecisionError(404, `There is no article ${name}.`, 'articles');
    if (article.story === null)
      throw new DecisionError(
        409,
        `The article ${name} has no story yet: it is still being read.`,
        'articles',
      );
    found.set(article.id, article);
  }
  return [...found.values()];
}

/** These articles with all that are one text with them: a text is in one story. */
export async function withFamilies(articles: Article[], write: Write): Promise<Article[]> {
  return write.articles.ofFamilies(articles.map((each) => each.id));
}

/** “Title” (Outlet) of each of some articles, the rest counted. */
export function nameArticles(articles: Article[], titles: Map<string, string | null>): string {
  const [first] = articles;
  if (first === undefined) return 'No article';
  const title = titles.get(first.id) ?? null;
  const one = title === null ? `the article of ${first.outletName}` : `“${title}” (${first.outletName})`;
  const rest = articles.length - 1;
  return rest === 0 ? one : `${one} and ${rest} more`;
}
