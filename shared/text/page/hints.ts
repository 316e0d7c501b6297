/**
 * What the class, id and role of an element say about it. Words stand between separators or case changes that
 * were lower-cased; each list was read off common content systems (WordPress, Drupal, Arc, Brightspot, Ghost)
 * and the labelled pages.
 */
const SEPARATED = (words: string) => new RegExp(`(^|[\\s_:-])(${words})s?(?=$|[\\s_:-])`);

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
    'print|paywall|cookie|consent|gdpr|login|modal|popup|overlay|donate|donation|crowdfunding',
    'entry-?(meta|footer)|post-?(meta|footer|info|nav|navigation)|article-?(meta|footer|info|tools)|meta-?(data|info)|byline|dateline|timestamp|submitted|infobar',
    'jp-relatedposts|yarpp|crp_related|rp4wp|wp-block-latest-posts|ez-toc|toc|table-of-contents|inhaltsverzeichnis',
    'screen-reader-text|sr-only|skip-link|complementary|banner|contentinfo|search',
    'video-?(title|meta|info|playlist|description|caption)|playlist|player|slideshow|carousel|gallery-?(nav|meta)',
  ].join('|'),
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

export function isFurnitureName(hints: string): boolean {
  return hints !== '' && FURNITURE.test(hints);
}

export function isContentName(hints: string): boolean {
  return hints !== '' && CONTENT.test(hints);
}

export function isFurnitureTag(tag: string): boolean {
  return FURNITURE_TAGS.has(tag);
}
