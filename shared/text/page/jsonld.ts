/** What JSON-LD says about the article of a page; empty or null where it says nothing. */
export interface LinkedData {
  headline: string | null;
  authors: string[];
  published: string | null;
  modified: string | null;
  publisher: string | null;
  body: string | null;
  lang: string | null;
  section: string | null;
}

type Node = Record<string, unknown>;

const ARTICLE = /(Article|BlogPosting|Report|Review|Posting|NewsStory|Recipe|HowTo|Question)$/i;
const PAGE = /^(WebPage|ItemPage|AboutPage|VideoObject|CreativeWork|Event|Product|PodcastEpisode)$/i;
/** Bounds for hostile data: nodes read and depth followed. */
const MAX_NODES = 2_000;
const MAX_DEPTH = 12;

const NOTHING: LinkedData = {
  ...{ headline: null, authors: [], published: null, modified: null },
  ...{ publisher: null, body: null, lang: null, section: null },
};

/** Reads the first node that is an article (by schema.org type), else the first that is a page with a date. */
export function readJsonLd(scripts: string[]): LinkedData {
  const nodes = scripts.flatMap((script) => flatten(parse(script)));
  const article = nodes.find((node) => isType(node, ARTICLE) && node.headline !== undefined);
  const node = article ?? nodes.find((n) => isType(n, ARTICLE)) ?? nodes.find((n) => isType(n, PAGE));
  if (!node) return { ...NOTHING, publisher: publisherOf(nodes) };
  const byId = new Map(nodes.filter((n) => typeof n['@id'] === 'string').map((n) => [n['@id'] as string, n]));
  return {
    headline: textOf(node.headline) ?? textOf(node.name),
    authors: namesOf(node.author ?? node.creator, byId, 0),
    published: textOf(node.datePublished) ?? textOf(node.dateCreated) ?? textOf(node.uploadDate),
    modified: textOf(node.dateModified),
    publisher: namesOf(node.publisher, byId, 0)[0] ?? publisherOf(nodes),
    body: textOf(node.articleBody),
    lang: textOf(node.inLanguage),
    section: textOf(node.articleSection),
  };
}

function publisherOf(nodes: Node[]): string | null {
  const site = nodes.find((node) => isType(node, /^(WebSite|NewsMediaOrganization)$/i));
  return site ? textOf(site.name) : null;
}

function isType(node: Node, pattern: RegExp): boolean {
  const types = Array.isArray(node['@type']) ? node['@type'] : [node['@type']];
  return types.some((type) => typeof type === 'string' && pattern.test(type));
}

/** JSON as sites write it: wrapped in CDATA or comments, with raw line breaks in strings, trailing commas. */
function parse(script: string): unknown {
  const json = script
    .replace(/^\s*(<!--|\/\*\s*<!\[CDATA\[\s*\*\/|<!\[CDATA\[|\/\/\s*<!\[CDATA\[)/, '')
    .trim();
  for (const attempt of [
    (text: string) => text,
    (text: string) => text.replace(/[\u0000-\u001f]+/g, ' '),
    (text: string) => text.replace(/[\u0000-\u001f]+/g, ' ').replace(/,(\s{0,20}[}\]])/g, '$1'),
    (text: string) => text.replace(/[\u0000-\u001f]+/g, ' ').replace(/\s*(-->|\/\/\s*\]\]>|\]\]>|;)\s*$/, ''),
  ]) {
    try {
      return JSON.parse(attempt(json));
    } catch {
      // the next repair may read it
    }
  }
  return null;
}

function flatten(value: unknown): Node[] {
  const out: Node[] = [];
  const queue: { value: unknown; depth: number }[] = [{ value, depth: 0 }];
  while (queue.length > 0 && out.length < MAX_NODES) {
    const next = queue.shift()!;
    if (next.depth > MAX_DEPTH || typeof next.value !== 'object' || next.value === null) continue;
    if (!Array.isArray(next.value)) out.push(next.value as Node);
    for (const inner of Object.values(next.value)) queue.push({ value: inner, depth: next.depth + 1 });
  }
  return out;
}

function textOf(value: unknown): string | null {
  if (Array.isArray(value)) return textOf(value[0]);
  if (typeof value === 'object' && value !== null && '@value' in value) return textOf(value['@value']);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

function namesOf(value: unknown, byId: Map<string, Node>, depth: number): string[] {
  if (depth > 3) return [];
  if (typeof value === 'string') return value.trim() === '' ? [] : [value.trim()];
  if (Array.isArray(value)) return value.slice(0, 30).flatMap((inner) => namesOf(inner, byId, depth + 1));
  if (typeof value !== 'object' || value === null) return [];
  const node = value as Node;
  if (node.name !== undefined) return namesOf(node.name, byId, depth + 1);
  const named = typeof node['@id'] === 'string' ? byId.get(node['@id']) : undefined;
  return named && named !== node && named.name !== undefined ? namesOf(named.name, byId, depth + 1) : [];
}
