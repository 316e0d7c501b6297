/**
 * What the class, id and role of an element say about it. Words stand between separators or case changes that
 * were lower-cased; each list was read off common content systems (WordPress, Drupal, Arc, Brightspot, Ghost)
 * and the labelled pages.
 */
const SEPARATED = (words: string, flags = '') => new RegExp(`(^|[\\s_:-])(${words})s?(?=$|[\\s_:-])`, flags);

/** "no-comments", "non-paywall", "has-sidebar", "with-ads" name what is beside a thing or missing. */
const NEGATED = /(^|[\s_-])(no|non|not|without|has|with|is|hide|ohne|mit)[-_][a-z]+/g;

/** Furniture wherever it stands. */
const FURNITURE = SEPARATED(
  [
    'related(-?(posts?|articles?|stories|content|links?|news|topics))?',
    'relatedposts|recommend(ed|ation)?|recirc(ulation)?|readmore|read-more|more-?(stories|news|articles|on)',
    'also-?read|see-?also|read-?next|up-?next|most-?(read|popular|viewed)|popular-?posts|trending|teaser-?list',
    'newsletter(-?\\w+)?|subscribe|subscription|signup|sign-up|optin|opt-in|mailchimp|mc4wp',
    'share|sharing|sharebar|share-?(buttons?|links?|tools?|bar|this)|social(-?\\w+)?|sharedaddy|addtoany|addthis|shariff|sociallinks',
    'promo|promotion|sponsor(ed)?|advert(isement)?|ad|ad-?(slot|unit|container|wrapper)|outbrain|taboola|zergnet|revcontent|dfp|adsense',
    'author-?(bio|box|info|card|profile|description|details)|about-?author|bio|biography|post-author|entry-author|writer-bio',
    'comment|comment-?(list|respond|form|section|area)|comments-area|disqus|respond|reply|discussion',
    'breadcrumb|breadcrumbs|pagination|pager|page-?links|nav|navigation|navbar|menu|footer|sidebar|widget|toolbar|masthead',
    'tag-?(list|links?|cloud)|post-?tags?|entry-?tags?|tags|topics|post-?categories|cat-links|keywords',
    'caption|wp-caption-text|credit|image-?(caption|credit)|photo-?(caption|credit)|bildunterschrift|figcaption|gallery-caption|mediacaption|copyright',
    'cookie|consent|gdpr|login|modal|popup|overlay|donate|donation|crowdfunding',
    'entry-?(meta|footer)|post-?(meta|footer|info|nav|navigation)|article-?(meta|footer|info|tools)|meta-?(data|info)|byline|dateline|timestamp|submitted|infobar',
    'jp-relatedposts|yarpp|crp_related|rp4wp|wp-block-latest-posts|ez-toc|toc|table-of-contents|inhaltsverzeichnis',
    'cta|call-to-action|promotion-?box|product-?callout|view-?count|views|read-?time|reading-?time|estimated-read-time|disclaimer|disclosure',
    'author-?(name|description|text|bio)|contributor-?bio|about-the-author|article-?author|vcard',
    'screen-reader-text|sr-only|skip-link|complementary|banner|contentinfo|search',
    'video-?(title|meta|info|playlist|description|caption)|playlist|player|slideshow|carousel|gallery-?(nav|meta)',
  ].join('|'),
  'g',
);

/** A page's main text by name. */
const CONTENT = SEPARATED(
  [
    'article-?(body|content|text|main|copy)|articlebody|story-?(body|content|text)|storybody|storytext',
    'entry-?content|post-?(content|body|entry|text)|postcontent|content-?(body|main|article|text)|body-?(content|copy|text)',
    'article|main|main-?content|rich-?text|richtext|field-name-body|hentry|td-post-content|text-?body',
  ].join('|'),
);

/** Tags that are furniture by their meaning. */
const FURNITURE_TAGS = new Set(['nav', 'footer', 'aside', 'figcaption', 'button', 'form', 'dialog', 'menu']);

/** Elements of a page share their names, and pages of a site too: what names said is remembered, so many of them. */
const MAX_REMEMBERED = 5_000;
const remembered = new Map<string, readonly string[]>();

/** The words of a name that say furniture, in the order met; empty where none does. */
export function furnitureWords(hints: string): readonly string[] {
  if (hints === '') return NONE;
  const known = remembered.get(hints);
  if (known !== undefined) return known;
  const words = Array.from(hints.replace(NEGATED, ' ').matchAll(FURNITURE), (match) => match[2]!);
  if (remembered.size >= MAX_REMEMBERED) remembered.clear();
  remembered.set(hints, words);
  return words;
}

const NONE: readonly string[] = [];

export function isContentName(hints: string): boolean {
  return hints !== '' && CONTENT.test(hints);
}

export function isFurnitureTag(tag: string): boolean {
  return FURNITURE_TAGS.has(tag);
}

/** The paragraph or two between title and body that sum the article up. */
const LEAD = SEPARATED(
  'lead|lede|intro|introtext|introduction|subtitle|sub-?head(line|ing)?|standfirst|deck|dek|abstract|excerpt|teaser|summary|vorspann|anriss|chapo|chapeau|bajada|sumario|sommario|occhiello|article-?(intro|teaser|description|summary|subtitle|topic)|entry-?(subtitle|summary)|post-?(lead|excerpt|subtitle)|news-description|content-?intro|strapline|kicker-?text|leader|description',
);

export function isLeadName(hints: string): boolean {
  return hints !== '' && LEAD.test(hints);
}

/** Boxes that hold prose of others: comments, teasers, biographies, sign-ups. */
const BOX = SEPARATED(
  'comment|comments-area|disqus|respond|related|recommend(ed|ation)?|teaser|promo|newsletter|sidebar|footer|cookie|consent|author-?(bio|box)|popup|modal|banner|advert|sponsor(ed)?',
);

export function isBoxName(hints: string): boolean {
  return hints !== '' && BOX.test(hints.replace(NEGATED, ' '));
}

/** Parts of a page that hold other people's names and other pieces' dates. */
const ELSEWHERE = SEPARATED(
  'comment|comment-?(list|body|content|meta|author)|commentlist|respond|related|recommended|most-?read|latest-?(news|posts)|recent-?(posts|comments)|ticker',
);

export function isElsewhere(hints: string): boolean {
  return hints !== '' && ELSEWHERE.test(hints.replace(NEGATED, ' '));
}
