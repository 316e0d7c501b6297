import { extractCandidates } from '@hearsay/text/candidate';
import { matchStory, type StoryArticle } from '@hearsay/text/claim';
import { featuresOf, type StanceReader, stanceReading } from '@hearsay/text/relation';
import { groupFolds } from '../../train/learn/folds.js';
import { printTable } from '../../train/learn/report.js';
import { fitStance, predictStance, stanceFeatures } from '../../train/relation/fit.js';
import { readStances, type StanceRow, stances } from '../../train/relation/stance.js';
import { classFigure, type Figure } from '../table/figure.js';

const foldCount = 5;
const seed = 7;
/** Headlines of one claim that are matched as one story; the set has up to 50. */
const mostHeadlines = 40;
/** Emergent gives headlines no time: what denies a claim is taken to come after what asserts and relays it. */
const order = ['for', 'observing', 'against'] as const;

/** What the matcher made of a headline: it disputes something, has joined a claim that others have too, stands alone, or holds no claim. */
type Outcome = 'disputes' | 'joined' | 'alone' | 'no claim';

/**
 * Matches Emergent's headlines as stories of one claim each: the claim as the text of a first article, each headline as the title of one.
 * Titles are read with stance models that have not seen the claim. A headline against its claim should dispute, the others should not.
 */
export function evaluateHeadlines(): Figure[] {
  const rows = readStances();
  const folds = groupFolds(
    rows.map((row) => row.claimId),
    foldCount,
    seed,
  );
  const judged = Array.from({ length: foldCount }, (_, fold) => {
    const reader = fitReader(rows.filter((_row, i) => folds[i] !== fold));
    const own = rows.filter((_row, i) => folds[i] === fold);
    const claims = [...new Set(own.map((row) => row.claimId))];
    return claims.flatMap((claim) =>
      matchHeadlines(
        own.filter((row) => row.claimId === claim),
        reader,
      ),
    );
  }).flat();
  printOutcomes(judged);
  return [
    classFigure(
      'Emergent headlines matched as stories, disputes',
      {
        truth: judged.map(({ row }) => (row.label === 'against' ? 1 : 0)),
        guess: judged.map(({ outcome }) => (outcome === 'disputes' ? 1 : 0)),
        positive: 1,
      },
      judged.map(({ row }) => row.claimId),
      { by: 'claim', published: null },
    ),
  ];
}

interface Judged {
  row: StanceRow;
  outcome: Outcome;
}

function fitReader(rows: readonly StanceRow[]): StanceReader {
  const fit = fitStance(rows.map(stanceFeatures), rows);
  return (pair) => {
    const features = featuresOf(pair);
    return stanceReading(predictStance(fit, features), features);
  };
}

function matchHeadlines(story: readonly StanceRow[], reader: StanceReader): Judged[] {
  const rows = order
    .flatMap((label) => story.filter((row) => row.label === label))
    .slice(0, mostHeadlines - 1);
  const claim = articleOf(0, { title: null, text: `${story[0]!.claim}.` });
  const articles = [claim, ...rows.map((row, at) => articleOf(at + 1, { title: row.text, text: '' }))];
  const { claims } = matchStory({ story: story[0]!.claimId, articles, known: { claims: {} } }, reader);
  return rows.map((row, at) => {
    const { id, candidates } = articles[at + 1]!;
    const own = claims.flatMap(({ mentions }) =>
      mentions.filter(({ article }) => article === id).map(({ relation }) => ({ relation, mentions })),
    );
    const joined = own.some(({ mentions }) => mentions.length > 1);
    const alone = candidates.length > 0 ? 'alone' : 'no claim';
    const disputes = own.some(({ relation }) => relation === 'disputes');
    return { row, outcome: disputes ? 'disputes' : joined ? 'joined' : alone };
  });
}

/** An article of an outlet of its own, five minutes after the one before. */
function articleOf(at: number, { title, text }: Pick<StoryArticle, 'title' | 'text'>): StoryArticle {
  const plain = {
    id: `a${String(at).padStart(2, '0')}`,
    revision: 1,
    outlet: `outlet${at}.example`,
    outletName: `Outlet ${at}`,
    title,
    text,
    lang: 'en',
    published: new Date(Date.UTC(2031, 0, 1, 0, 5 * at)).toISOString(),
  };
  return {
    ...plain,
    copyOf: null,
    copyKind: null,
    cites: [],
    candidates: extractCandidates(plain).candidates,
  };
}

function printOutcomes(judged: readonly Judged[]): void {
  process.stdout.write(
    `\nEmergent's headlines matched as stories of one claim each (${foldCount} folds by claim)\n`,
  );
  const outcomes: Outcome[] = ['disputes', 'joined', 'alone', 'no claim'];
  printTable(
    ['', 'headlines', 'dispute', 'join a claim', 'stand alone', 'hold no claim'],
    stances.map((label) => {
      const own = judged.filter(({ row }) => row.label === label);
      const counts = outcomes.map((outcome) => own.filter((each) => each.outcome === outcome).length);
      return [label, String(own.length), ...counts.map(String)];
    }),
  );
}
