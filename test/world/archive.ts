import type { Publication } from './types.js';

/** The world as lines for `hearsay replay`: every revision of every article, in order of time. */
export function archive(world: Publication): string {
  const names = new Map(world.outlets.map(({ host, name }) => [host, name]));
  return world.articles
    .flatMap((article) => article.revisions.map((revision) => ({ article, revision })))
    .sort((a, b) => a.revision.at.localeCompare(b.revision.at) || a.article.id.localeCompare(b.article.id))
    .map(({ article, revision }) => {
      const { url, host, published, title, byline } = article;
      const outletName = names.get(host) as string;
      return `${JSON.stringify({ url, outlet: host, outletName, published, title, byline, html: revision.html })}\n`;
    })
    .join('');
}
