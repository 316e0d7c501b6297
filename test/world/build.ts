import { type Cast, drawCast } from './cast.js';
import { timeOf } from './clock.js';
import { type Draft, draft } from './draft.js';
import { readWorldFile, type Shelf } from './files.js';
import { type Headline, pathOf, type RenderedPage, readTemplate, renderPage, type Template } from './page.js';
import { readScripts } from './script.js';
import { tellTruth } from './truth.js';
import type { Article, Boilerplate, FeedType, Outlet, Step, World } from './types.js';
import { plain } from './wording.js';

/** Revisions that come within this many minutes of a step's first belong to it: copies arrive together. */
const STEP_MINUTES = 25;

/** Builds the world of this seed: same seed, same world; another seed, another cast in the same stories. */
export function buildWorld(seed: number): World {
  return build('world', drawCast(seed), seed);
}

/** Builds the held-out world: one cast, texts that nobody tunes on. See test/fixtures/held-out-world/README.md. */
export function buildHeldOutWorld(): World {
  const outlets = JSON.parse(readWorldFile('held-out-world', 'outlets.json')) as PlainOutlet[];
  return build('held-out-world', { slots: new Map(), outlets: outlets.map(toOutlet) }, 0);
}

type PlainOutlet = { role: string; name: string; host: string; page: string; feed: string; type: FeedType };

function toOutlet({ feed, type, ...own }: PlainOutlet): Outlet {
  const feedUrl = `http://${own.host}${feed}`;
  return { ...own, feedPath: feed, feedType: type, feedUrl, charset: 'utf-8', language: 'en' };
}

function build(shelf: Shelf, cast: Cast, seed: number): World {
  const scripts = readScripts(shelf);
  const scriptOf = (id: string) => {
    const found = scripts.find((script) => script.id === id);
    if (!found) throw new Error(`no article ${id} to reprint`);
    return found;
  };
  const drafts = scripts
    .map((script) => draft(script, cast, seed, scriptOf))
    .sort((a, b) => startOf(a) - startOf(b) || a.id.localeCompare(b.id));
  const steps = planSteps(drafts);
  const templates = new Map(cast.outlets.map(({ role, page }) => [role, readTemplate(shelf, page ?? role)]));
  const boilerplate: Boilerplate[] = [];
  const articles = drafts.map((each) => {
    const template = templates.get(each.outlet.role) as Template;
    const pages = each.revisions.map((_, at) => {
      return renderPage(template, each, at, latestBefore(each, drafts), cast.slots);
    });
    boilerplate.push(...junkOf(each.id, pages));
    return toArticle(each, pages, steps);
  });
  const truth = tellTruth({ shelf, seed, cast, drafts, articles, steps, boilerplate });
  return { seed, outlets: cast.outlets, articles, steps, truth };
}

function startOf(draft: Draft): number {
  return (draft.revisions[0] as Draft['revisions'][number]).offset;
}

function planSteps(drafts: Draft[]): Step[] {
  const all = drafts
    .flatMap(({ id, revisions }) =>
      revisions.map(({ offset }, at) => ({ offset, article: id, revision: at + 1 })),
    )
    .sort((a, b) => a.offset - b.offset || a.article.localeCompare(b.article));
  const steps: (Step & { from: number })[] = [];
  for (const { offset, article, revision } of all) {
    const open = steps.at(-1);
    if (open && offset - open.from <= STEP_MINUTES) {
      open.shows.push({ article, revision });
      open.at = timeOf(offset);
    } else {
      steps.push({
        index: steps.length + 1,
        at: timeOf(offset),
        from: offset,
        shows: [{ article, revision }],
      });
    }
  }
  return steps.map(({ index, at, shows }) => ({ index, at, shows }));
}

/** What the outlet published before: its page links to it, and no reader may take it for the article. */
function latestBefore(draft: Draft, drafts: Draft[]): Headline[] {
  return drafts
    .filter((other) => other.outlet.role === draft.outlet.role && startOf(other) < startOf(draft))
    .slice(-4)
    .map((other) => ({ title: other.title, url: pathOf(other) }));
}

function junkOf(article: string, pages: RenderedPage[]): Boilerplate[] {
  const seen = new Set<string>();
  const out: Boilerplate[] = [];
  for (const page of pages) {
    for (const where of ['inside', 'outside'] as const) {
      for (const piece of page[where]) {
        if (seen.has(piece)) continue;
        seen.add(piece);
        out.push({ article, piece, where });
      }
    }
  }
  return out;
}

function toArticle(draft: Draft, pages: RenderedPage[], steps: Step[]): Article {
  const path = pathOf(draft);
  const first = draft.revisions[0] as Draft['revisions'][number];
  return {
    id: draft.id,
    host: draft.outlet.host,
    path,
    url: `http://${draft.outlet.host}${path}`,
    title: draft.title,
    byline: draft.byline === '' ? null : draft.byline,
    published: first.at,
    publishedOffsetMinutes: first.offset,
    revisions: draft.revisions.map(({ at, pieces }, index) => {
      const paragraphs = pieces.filter(({ block }) => block === null).map(({ text }) => plain(text));
      return {
        atStep: stepOf(steps, draft.id, index + 1),
        at,
        html: (pages[index] as RenderedPage).html,
        text: paragraphs.join('\n\n'),
        summary: draft.deck || (paragraphs[0] as string),
      };
    }),
  };
}

function stepOf(steps: Step[], article: string, revision: number): number {
  const step = steps.find(({ shows }) => shows.some((s) => s.article === article && s.revision === revision));
  if (!step) throw new Error(`${article} revision ${revision} is in no step`);
  return step.index;
}
