import type { Article, Outlet, Revision } from './types.js';
import { escapeHtml } from './wording.js';

/** An entry as its outlet advertises it now. */
export interface FeedEntry {
  article: Article;
  /** The newest revision that is published. */
  revision: Revision;
}

/** The newest entries an outlet lists. */
const FEED_LENGTH = 20;

/** Writes an outlet's feed, newest first, in its format. */
export function writeFeed(outlet: Outlet, entries: FeedEntry[]): string {
  const newest = [...entries]
    .sort(
      (a, b) =>
        b.article.published.localeCompare(a.article.published) || b.article.id.localeCompare(a.article.id),
    )
    .slice(0, FEED_LENGTH);
  const writers = { rss: writeRss, atom: writeAtom, rdf: writeRdf, json: writeJson };
  return writers[outlet.feedType](outlet, newest);
}

export function feedContentType(outlet: Outlet): string {
  const charset = outlet.charset === 'latin1' ? 'ISO-8859-1' : 'utf-8';
  const types = {
    rss: 'application/rss+xml',
    atom: 'application/atom+xml',
    rdf: 'application/rdf+xml',
    json: 'application/feed+json',
  };
  return `${types[outlet.feedType]}; charset=${charset}`;
}

/** When something in these entries last changed; null of none. */
export function lastChange(entries: FeedEntry[]): string | null {
  return entries
    .map(({ revision }) => revision.at)
    .reduce<string | null>((a, b) => (a !== null && a > b ? a : b), null);
}

const x = escapeHtml;
const rfc = (iso: string) => new Date(iso).toUTCString();

function titleOf(entry: FeedEntry): string {
  return entry.article.title === null ? '' : `<title>${x(entry.article.title)}</title>`;
}

/** A seed article of no title has no summary either: none is invented. */
function summaryOf({ revision }: FeedEntry): string {
  return revision.summary === ''
    ? ''
    : `<description><![CDATA[<p>${x(revision.summary)}</p>]]></description>`;
}

function writeRss(outlet: Outlet, entries: FeedEntry[]): string {
  const items = entries.map((entry) => {
    const { article, revision } = entry;
    const author = article.byline === null ? '' : `<dc:creator>${x(article.byline)}</dc:creator>`;
    const changed = revision.at === article.published ? '' : `<atom:updated>${revision.at}</atom:updated>`;
    return `    <item>
      ${titleOf(entry)}<link>${x(article.url)}</link>
      <guid isPermaLink="false">${x(outlet.host)}:${x(article.path)}</guid>
      <pubDate>${rfc(article.published)}</pubDate>${changed}${author}
      ${summaryOf(entry)}
    </item>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/">
  <channel>
    <title>${x(outlet.name)}</title>
    <link>http://${outlet.host}/</link>
    <description>News from ${x(outlet.name)}</description>
    <language>${outlet.language}</language>
    <atom:link rel="self" type="application/rss+xml" href="${x(outlet.feedUrl)}"/>
${items.join('\n')}
  </channel>
</rss>
`;
}

function writeAtom(outlet: Outlet, entries: FeedEntry[]): string {
  const items = entries.map((entry) => {
    const { article, revision } = entry;
    return `  <entry>
    ${titleOf(entry) || '<title/>'}
    <id>tag:${outlet.host},2025:${x(article.path)}</id>
    <link rel="alternate" type="text/html" href="${x(article.url)}"/>
    <published>${article.published}</published>
    <updated>${revision.at}</updated>
    <author><name>${x(article.byline ?? outlet.name)}</name></author>
    <summary type="html">${x(`<p>${x(revision.summary)}</p>`)}</summary>
  </entry>`;
  });
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${outlet.language}">
  <title>${x(outlet.name)}</title>
  <id>http://${outlet.host}/</id>
  <link rel="self" href="${x(outlet.feedUrl)}"/>
  <link href="http://${outlet.host}/"/>
  <updated>${lastChange(entries) ?? '2025-03-03T00:00:00Z'}</updated>
${items.join('\n')}
</feed>
`;
}

function writeRdf(outlet: Outlet, entries: FeedEntry[]): string {
  const list = entries.map(({ article }) => `<rdf:li rdf:resource="${x(article.url)}"/>`).join('');
  const items = entries.map((entry) => {
    const { article, revision } = entry;
    return `  <item rdf:about="${x(article.url)}">
    ${titleOf(entry) || '<title/>'}
    <link>${x(article.url)}</link>
    <description>${x(revision.summary)}</description>
    <dc:date>${article.published}</dc:date>${revision.at === article.published ? '' : `<dcterms:modified>${revision.at}</dcterms:modified>`}
    ${article.byline === null ? '' : `<dc:creator>${x(article.byline)}</dc:creator>`}
  </item>`;
  });
  return `<?xml version="1.0" encoding="${outlet.charset === 'latin1' ? 'ISO-8859-1' : 'UTF-8'}"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">
  <channel rdf:about="${x(outlet.feedUrl)}">
    <title>${x(outlet.name)}</title>
    <link>http://${outlet.host}/</link>
    <description>${x(outlet.name)}: headlines</description>
    <items><rdf:Seq>${list}</rdf:Seq></items>
  </channel>
${items.join('\n')}
</rdf:RDF>
`;
}

function writeJson(outlet: Outlet, entries: FeedEntry[]): string {
  const items = entries.map(({ article, revision }) => ({
    id: article.url,
    url: article.url,
    ...(article.title === null ? {} : { title: article.title }),
    summary: revision.summary,
    content_text: revision.summary,
    date_published: article.published,
    ...(revision.at === article.published ? {} : { date_modified: revision.at }),
    ...(article.byline === null ? {} : { authors: [{ name: article.byline }] }),
  }));
  const feed = {
    version: 'https://jsonfeed.org/version/1.1',
    title: outlet.name,
    home_page_url: `http://${outlet.host}/`,
    feed_url: outlet.feedUrl,
    language: outlet.language,
    items,
  };
  return `${JSON.stringify(feed, null, 1)}\n`;
}
