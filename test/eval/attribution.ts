import { findAttributions } from '@hearsay/text/attribution';
import type { Task } from '../support/run-task.js';
import { bootstrap } from '../train/learn/scores.js';
import { baselineSpans } from './attribution/baseline.js';
import { addArticle, emptyTable, f1, type Table, totalOf } from './attribution/overlap.js';
import { type Labelled, readPolnear, type Spans } from './attribution/polnear.js';
import type { Figure } from './table/figure.js';

export const task: Task<Figure[]> = {
  about: 'sources, cues and contents on PolNeAR dev, against a plain cue-word baseline (character overlap)',
  async run() {
    const articles = readPolnear('dev');
    findAttributions(articles[0]!.text); // loads the models, so that the time below is the work alone
    const begun = performance.now();
    const own = measure(articles, findAttributions);
    const milliseconds = (performance.now() - begun) / articles.length;
    const baseline = totalOf(measure(articles, baselineSpans));
    print(totalOf(own), baseline);
    process.stdout.write(
      `${articles.length} articles, ${milliseconds.toFixed(1)} ms an article with scoring\n`,
    );
    return figuresOf(own, baseline);
  },
};

/** Published for taggers of the kind, on other articles or sets: of these articles no figure is known. */
const published: Partial<Record<keyof Table, string>> = {
  source: '.82 exact on PARC3 (Citron)',
  cue: '.82 exact on PARC3 (Citron)',
  content: '.59 exact on PARC3 (Citron); about .52 across corpora (trained on PolNeAR)',
};

function figuresOf(own: readonly Table[], baseline: Table): Figure[] {
  const names = own.map((_, i) => String(i));
  const total = totalOf(own);
  return (['source', 'cue', 'content', 'whole', 'attributions'] as const).map((part) => {
    const { shared, found, wanted } = total[part];
    const plain = `cue words, same articles ${f1(baseline[part]).toFixed(3).slice(1)}`;
    return {
      what: `PolNeAR dev, ${part === 'attributions' ? 'attributions with all parts' : `${part} (characters)`}`,
      precision: shared / found,
      recall: shared / wanted,
      measure: 'F1',
      value: f1(total[part]),
      interval: bootstrap(names, (at) => f1(totalOf(at.map((i) => own[i]!))[part])),
      by: 'article',
      published: part in published ? `${plain}; ${published[part]}` : plain,
    };
  });
}

/** Each article's counts. */
function measure(articles: Labelled[], find: (text: string) => Spans[]): Table[] {
  return articles.map(({ text, attributions }) => {
    const table = emptyTable();
    addArticle(table, find(text), attributions);
    return table;
  });
}

function print(own: Table, baseline: Table): void {
  process.stdout.write(`${''.padEnd(18)}      P      R     F1   baseline F1   above\n`);
  for (const [name, counts] of Object.entries(own)) {
    const plain = f1(baseline[name as keyof Table]);
    const row = [counts.shared / counts.found, counts.shared / counts.wanted, f1(counts)]
      .map((value) => value.toFixed(3))
      .join('  ');
    process.stdout.write(
      `${name.padEnd(18)}  ${row}       ${plain.toFixed(3)}   ${(f1(counts) - plain).toFixed(3)}\n`,
    );
  }
}
