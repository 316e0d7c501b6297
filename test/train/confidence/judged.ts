import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { extractCandidates } from '@hearsay/text/candidate';
import { findCitations } from '@hearsay/text/citation';
import { type Mention, matchStory, type StoryArticle } from '@hearsay/text/claim';
import { type NewsPlace, newsArticle } from '../../eval/news/text.js';
import { readGold } from '../../eval/seeds/gold.js';
import { measure } from '../../eval/seeds/measure.js';
import { runSeeds } from '../../eval/seeds/run.js';
import { root } from '../../support/shared-data.js';

/** A mention of a claim that was said elsewhere before, as match judged it, and whether a reader says the same. */
export interface Judged {
  relation: 'repeats' | 'varies' | 'disputes';
  /** The confidence of the rules, before calibration. */
  raw: number;
  right: boolean;
  /** Pairs of one topic, or the seeds: never on both sides of a split. */
  group: string;
}

type PairLabel = [a: NewsPlace, b: NewsPlace, first: string, second: string | null, settled: string];

const asItIs = (raw: number): number => raw;

/** Labelled pairs whose sentences match puts in one claim, each pair's two articles as a story, and the seeds' gold mentions. */
export function readJudged(): Judged[] {
  const file = join(root, 'test/eval/news/pairs.json');
  const pairs = JSON.parse(readFileSync(file, 'utf8')) as PairLabel[];
  return [...pairs.flatMap(judgePair), ...judgeSeeds()];
}

function judgePair([a, b, , , label]: PairLabel): Judged[] {
  if (a[0] === 'seeds' || (a[0] === b[0] && a[1] === b[1])) return [];
  const { claims } = matchStory({
    story: 'pair',
    articles: [articleAt(a, 1), articleAt(b, 2)],
    known: { claims: {} },
    calibration: asItIs,
  });
  const joined = claims
    .filter((claim) => claim.mentions.some((mention) => isAt(mention, a)))
    .flatMap((claim) => claim.mentions.filter((mention) => isAt(mention, b)))
    .sort((x, y) => y.confidence - x.confidence)[0];
  return joined === undefined ? [] : judgedAs(joined, label, `${a[0]} ${a[1].replace(/[_-].*/, '')}`);
}

function judgeSeeds(): Judged[] {
  const gold = readGold();
  return measure(gold, runSeeds(gold, asItIs)).rows.flatMap(({ mention, relation }) =>
    mention === null ? [] : judgedAs(mention, relation, 'seeds'),
  );
}

function judgedAs(
  { relation, confidence: raw }: Pick<Mention, 'relation' | 'confidence'>,
  label: string,
  group: string,
): Judged[] {
  return relation === 'originates' ? [] : [{ relation, raw, right: relation === label, group }];
}

function isAt({ article, start, end }: Mention, [set, id, from, to]: NewsPlace): boolean {
  return article === `${set} ${id}` && start < to && from < end;
}

const read = new Map<string, StoryArticle>();

function articleAt(place: NewsPlace, day: number): StoryArticle {
  const id = `${place[0]} ${place[1]}`;
  const known = read.get(id) ?? readArticle(id, newsArticle(place));
  read.set(id, known);
  return { ...known, published: `2031-01-0${day}T00:00:00.000Z` };
}

function readArticle(id: string, text: string): StoryArticle {
  const outlet = { outlet: `${id.replace(/\W+/g, '-')}.example`, outletName: id };
  const plain = { id, revision: 1, ...outlet, title: null, text, lang: 'en', published: null };
  const { candidates } = extractCandidates(plain);
  return { ...plain, copyOf: null, copyKind: null, cites: findCitations(text, outlet), candidates };
}
