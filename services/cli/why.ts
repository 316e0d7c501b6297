import type { DecisionObject, WhyArticle, WhyArticleAnswer, WhyPair } from '@hearsay/api';
import {
  bold,
  columns,
  columnsWide,
  copyName,
  counted,
  cut,
  dim,
  green,
  plain,
  red,
  say,
  when,
  wrap,
  yellow,
} from './print.js';

/** Sentences shown of each sort; --json has them all. */
const mostPairs = 6;
const mostAlone = 3;

/** Characters of a sentence that are shown. */
const longestSentence = 260;

type Compared = WhyPair['text']['compared'];

/** Prints why two articles are, or are not, one text and one story. */
export function sayPair({ a, b, text, story, decisions }: WhyPair): void {
  const both = [a, b];
  say(...headLines(both), '');
  say(bold(verdictOnText(both, text)));
  say(...bullets(text.compared.says));
  if (text.path.length > 2)
    say(
      ...bullets([
        `They are connected over ${counted(text.path.length - 2, 'other article')}: ${text.path.join(' – ')}.`,
      ]),
    );
  say('', ...measureLines(text.compared), ...sentenceLines(text.compared), '');
  say(bold(verdictOnStory(both, story)));
  if (story.compared !== null) {
    const { score, least } = story.compared;
    say(...bullets([scoreSentence(score, least), ...story.compared.says]));
  }
  for (const [name, why] of [
    ['A', story.whyA],
    ['B', story.whyB],
  ] as const)
    if (why !== null) say(...bullets([`When ${name} was placed: ${why}.`]));
  sayDecisions(decisions);
  say('', ...adviceOn(both, text.same, story.same).map(dim));
}

function headLines(articles: WhyArticle[]): string[] {
  const room = columnsWide() - 62;
  return columns(
    articles.map((each, at) => [
      `  ${bold('AB'[at] as string)}`,
      when(each.published),
      plain(each.outletName),
      cut(plain(each.title ?? 'Untitled'), Math.max(24, room)),
      dim(each.id),
    ]),
  );
}

function verdictOnText([a, b]: WhyArticle[], { same, compared }: WhyPair['text']): string {
  if (a === undefined || b === undefined) return '';
  if (a.copyOf === b.id) return `One text: A is ${kindOf(a.copyKind)} of B.`;
  if (b.copyOf === a.id) return `One text: B is ${kindOf(b.copyKind)} of A.`;
  if (same && a.copyOf !== null && a.copyOf === b.copyOf) return 'One text: both copy a third article.';
  if (same) return 'One text: both belong to one family.';
  if (compared.kind !== null)
    return `Two texts, although compared they would be one (${kindOf(compared.kind)}): see the decisions.`;
  return 'Two texts: neither is a copy of the other.';
}

function kindOf(kind: string | null): string {
  return `${kind === 'exact' ? 'an' : 'a'} ${copyName(kind)}`;
}

function verdictOnStory([a, b]: WhyArticle[], { same }: WhyPair['story']): string {
  const title = (each: WhyArticle | undefined) => `“${plain(each?.storyTitle ?? 'Untitled')}”`;
  if (same) return `One story: ${title(a)}.`;
  return `Two stories: A is in ${title(a)}, B in ${title(b)}.`;
}

function scoreSentence(score: number, least: number): string {
  return `Taken alone, the odds that the two tell one event are ${percent(score)}; articles are joined where their mean is at least ${percent(least)} and near that of the articles already together.`;
}

function measureLines({ measures, aligned }: Compared): string[] {
  const telling = aligned.length === 0 ? measures.slice(0, 1) : measures;
  const rows = telling.map(({ what, value, least }) => [
    `  ${value >= least ? green('✓') : dim('·')} ${what}`,
    figure(value, least),
    dim(`from ${figure(least, least)}`),
  ]);
  return columns(rows);
}

/** A count stays a count; a share is told in percent. */
function figure(value: number, least: number): string {
  return least > 1 ? String(value) : percent(value);
}

function sentenceLines({ aligned, onlyInA, onlyInB }: Compared): string[] {
  const lines: string[] = [];
  const word = aligned.filter((pair) => pair.score === 1);
  const changed = aligned.filter((pair) => pair.score < 1).sort((x, y) => x.score - y.score);
  const chosen = aligned.filter((pair) => changed.slice(0, mostPairs).includes(pair));
  if (aligned.length > 0) {
    const shown = chosen.length > 0 ? chosen : word.slice(0, mostAlone);
    const how =
      shown.length === aligned.length ? ':' : chosen.length > 0 ? '; what differs most:' : ', such as:';
    lines.push('', `  ${counted(aligned.length, 'sentence')} in both, ${word.length} word for word${how}`);
    for (const pair of shown) lines.push(...pairLines(pair));
  }
  lines.push(...aloneLines('A', onlyInA), ...aloneLines('B', onlyInB));
  return lines;
}

function pairLines(pair: Compared['aligned'][number]): string[] {
  const one = oneLine(pair.a.text);
  if (pair.score === 1) return [...wrap(one, '    = '), ''];
  return [
    ...wrap(mark(one, pair.onlyInA, red), '    A '),
    ...wrap(mark(oneLine(pair.b.text), pair.onlyInB, green), '    B '),
    '',
  ];
}

/** The words that only one of two sentences has, coloured. */
function mark(sentence: string, words: string[], paint: (text: string) => string): string {
  const only = new Set(words);
  return sentence
    .split(' ')
    .map((word) => (only.has(word.toLowerCase().replace(/[^\p{L}\p{N}'’-]/gu, '')) ? paint(word) : word))
    .join(' ');
}

function aloneLines(name: string, sentences: { text: string }[]): string[] {
  if (sentences.length === 0) return [];
  const shown = sentences.slice(0, mostAlone);
  const rest = sentences.length - shown.length;
  return [
    `  Only in ${name}: ${counted(sentences.length, 'sentence')}`,
    ...shown.flatMap((each) => wrap(yellow(oneLine(each.text)), '    + ')),
    ...(rest > 0 ? [dim(`      and ${rest} more`)] : []),
  ];
}

function oneLine(text: string): string {
  return cut(plain(text.replace(/\s+/g, ' ').trim()), longestSentence);
}

/** Prints why an article is in its family and in its story. */
export function sayArticle({ article, family, story, decisions }: WhyArticleAnswer): void {
  say(bold(plain(article.title ?? 'Untitled')));
  say(dim(`${when(article.published)}  ${plain(article.outletName)}  ${article.url}  ${article.id}`), '');
  if (family.length === 0) say(bold('No copies: one text with no other article.'));
  else {
    const original = family.find((each) => each.member.id === article.copyOf)?.member;
    say(
      bold(
        original === undefined
          ? `The original of ${counted(family.length, 'copy').replace(/copys$/, 'copies')}.`
          : `${capital(kindOf(article.copyKind))} of ${plain(original.outletName)}.`,
      ),
    );
    if (article.copyWhy !== null) say(...bullets([plain(article.copyWhy)]));
    say(...memberLines(family));
  }
  say(
    '',
    bold(`In the story “${plain(article.storyTitle ?? 'Untitled')}”`) + dim(`  ${article.story ?? ''}`),
  );
  if (story.why !== null) say(...bullets([`When it was placed: ${plain(story.why)}.`]));
  if (story.score !== null)
    say(
      ...bullets([
        `The odds that it tells the event of its story are ${percent(story.score)} now; it takes ${percent(story.least)}.`,
      ]),
    );
  say(
    ...nearLines(story.nearest),
    ...storyLines('Told in passing:', story.linked),
    ...otherLines(story.others),
  );
  sayDecisions(decisions);
  say('', dim('Two articles side by side: hearsay why ARTICLE ARTICLE'));
}

function memberLines(family: WhyArticleAnswer['family']): string[] {
  return columns(
    family.map(({ member, score }) => [
      `  ${when(member.published)}`,
      plain(member.outletName),
      member.copyKind === null ? 'original' : copyName(member.copyKind),
      score === null ? '' : percent(score),
      dim(member.id),
    ]),
  );
}

function nearLines(nearest: WhyArticleAnswer['story']['nearest']): string[] {
  if (nearest.length === 0) return [dim('  It is the only article of its story that is no copy.')];
  return [
    '  Nearest in its story:',
    ...nearest.flatMap(({ article, score, why }) =>
      wrap(
        `${plain(article.outletName)} ${dim(article.id)}: ${plain(why)}`,
        `    ${percent(score).padStart(5)}  `,
      ),
    ),
  ];
}

function otherLines(others: WhyArticleAnswer['story']['others']): string[] {
  if (others.length === 0) return ['  No other story of those days shares much with it.'];
  return storyLines('Other stories that share most with it:', others);
}

function storyLines(head: string, stories: WhyArticleAnswer['story']['others']): string[] {
  if (stories.length === 0) return [];
  return [
    `  ${head}`,
    ...stories.flatMap(({ story, title, score, why }) =>
      wrap(
        `“${plain(title ?? 'Untitled')}” ${dim(story)}: ${plain(why)}`,
        `    ${percent(score).padStart(5)}  `,
      ),
    ),
  ];
}

function sayDecisions(decisions: DecisionObject[]): void {
  if (decisions.length === 0) return;
  say('', bold('People decided'));
  for (const each of decisions) {
    const what = `${each.verdict === 'apart' ? 'not one' : 'one'} ${each.about === 'family' ? 'text' : 'story'}`;
    const why = each.why === null ? '' : `: ${plain(each.why)}`;
    say(...wrap(`${plain(each.by)} on ${when(each.at)}, ${what}${why} ${dim(each.id)}`, '  • '));
  }
}

function adviceOn([a, b]: WhyArticle[], oneText: boolean, oneStory: boolean): string[] {
  if (a === undefined || b === undefined) return [];
  const copy = a.copyOf === null ? b : a;
  if (oneText) return [`Not one text? hearsay split ${copy.id} --from family`];
  if (oneStory)
    return [`Not one story? hearsay split ${b.id} --from story`, `One text? hearsay merge ${a.id} ${b.id}`];
  return [`One story? hearsay merge ${a.story ?? ''} ${b.story ?? ''}`];
}

function bullets(sentences: string[]): string[] {
  return sentences.flatMap((each) => wrap(plain(each), '  • '));
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
