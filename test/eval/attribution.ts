import { findAttributions } from '@hearsay/text/attribution';
import type { Task } from '../support/run-task.js';
import { baselineSpans } from './attribution/baseline.js';
import { addArticle, emptyTable, f1, type Table } from './attribution/overlap.js';
import { type Labelled, readPolnear, type Spans } from './attribution/polnear.js';

export const task: Task = {
  about: 'sources, cues and contents on PolNeAR dev, against a plain cue-word baseline (character overlap)',
  async run() {
    const articles = readPolnear('dev');
    findAttributions(articles[0]!.text); // loads the models, so that the time below is the work alone
    const begun = performance.now();
    const own = measure(articles, findAttributions);
    const milliseconds = (performance.now() - begun) / articles.length;
    print(own, measure(articles, baselineSpans));
    process.stdout.write(
      `${articles.length} articles, ${milliseconds.toFixed(1)} ms an article with scoring\n`,
    );
  },
};

function measure(articles: Labelled[], find: (text: string) => Spans[]): Table {
  const table = emptyTable();
  for (const { text, attributions } of articles) addArticle(table, find(text), attributions);
  return table;
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
