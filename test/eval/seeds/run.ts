import { extractCandidates } from '@hearsay/text/candidate';
import { findCitations } from '@hearsay/text/citation';
import { type Calibration, matchStory, type StoryArticle } from '@hearsay/text/claim';
import { type CopyText, compareCopies } from '@hearsay/text/copy';
import { eventsOf } from '@hearsay/text/event';
import { cleanText } from '@hearsay/text/page';
import type { Exported } from './export.js';
import type { Gold, GoldOutlet } from './gold.js';

/** Runs clean, dedupe, extract and match over the seeds in replay order, without a store. Articles keep the seeds' ids. */
export function runSeeds(gold: Gold, calibration?: Calibration): Exported {
  const articles: StoryArticle[] = [];
  const copyTexts: CopyText[] = [];
  for (const id of gold.replay) {
    const article = readArticle(id, gold.outlets[id]!, gold.texts[id]!);
    const copyText = toCopyText(article);
    Object.assign(article, copyOf(copyText, copyTexts));
    copyTexts.push(copyText);
    articles.push(article);
  }
  const { claims } = matchStory({
    story: 'seeds',
    articles,
    known: { claims: {} },
    ...(calibration === undefined ? {} : { calibration }),
  });
  return { articles, claims, events: eventsOf('seeds', { claims }, articles) };
}

function readArticle(id: string, from: GoldOutlet, raw: string): StoryArticle {
  const { domain: outlet, outlet: outletName, published } = from;
  const url = `https://${outlet}/${id}`;
  const clean = cleanText({ url, text: raw, title: from.title, byline: [], published, outlet, outletName });
  if ('dropped' in clean) throw new Error(`${id} was dropped: ${clean.dropped}`);
  const { text, title, lang } = clean;
  const plain = { id, revision: 1, outlet, outletName, title, text, lang, published };
  const cites = findCitations(text, { outlet, outletName });
  return { ...plain, copyOf: null, copyKind: null, cites, candidates: extractCandidates(plain).candidates };
}

function toCopyText({ id, outlet, outletName, title, published, text, lang, cites }: StoryArticle): CopyText {
  const credits = [...new Set(cites.map((cite) => cite.outletName))];
  return { id, outlet, outletName, title, byline: [], published, text, lang, credits };
}

function copyOf(article: CopyText, before: readonly CopyText[]): Pick<StoryArticle, 'copyOf' | 'copyKind'> {
  const found = before
    .map((other) => ({ other, verdict: compareCopies(other, article) }))
    .filter(({ verdict }) => verdict.copier === 'b')
    .sort((a, b) => b.verdict.score - a.verdict.score)[0];
  return found === undefined
    ? { copyOf: null, copyKind: null }
    : { copyOf: found.other.id, copyKind: found.verdict.kind };
}
