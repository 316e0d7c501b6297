import { newsIdf } from '@hearsay/text/story';
import { Random, Weighted } from './random.js';

/** An article of the made-up stream. */
export interface NewsArticle {
  name: string;
  outlet: string;
  title: string;
  text: string;
  published: Date;
  /** Number of the story it tells. */
  story: number;
  /** The article it was made from, and how; null for one of its own. */
  copyOf: string | null;
  kind: CopyWay | null;
}

export type CopyWay = 'exact' | 'near' | 'truncated' | 'extended' | 'retitled';

/** Articles a day, whatever the size: a larger archive is a longer one. */
const aDay = 5_000;
const dayMs = 86_400_000;
const start = Date.UTC(2031, 0, 1);

/** Share of copies, and for how many hours back what is copied was published. */
const copyShare = 0.2;
const copyHours = 72;

/** Stories end by chance, so that most live for days and some for weeks; with this share of articles a new one begins. */
const storyDays = 5;
const newStoryShare = 0.3;

const outletCount = 600;
const nameCount = 20_000;
/** Words of a story's own: how often they come in its articles, how many it has. */
const focusShare = 0.3;
const focusWords = 60;
const storyNames = 8;
/** Texts are shorter than most news, so that a large archive is made in minutes. */
const leastSentences = 8;
const mostSentences = 22;

/** Words exchanged in a near copy. */
const nearShare = 0.04;

interface StoryState {
  number: number;
  focus: Weighted<string>;
  names: string[];
  numbers: string[];
  endsAt: number;
}

/**
 * A stream of news without end, the same for the same seed. Its words are drawn by the document frequencies of the shipped
 * news table, so that rare and common terms are as rare and common as in news; names are made up and as uneven (Zipf).
 * Stories have words, names and numbers of their own and live for days to weeks. A third of the articles end in a phrase
 * of their outlet, others in one that hundreds of outlets use, or in a wire credit.
 */
export class NewsStream {
  private readonly random: Random;
  private readonly words: Weighted<string>;
  private readonly focus: Weighted<string>;
  private readonly people: Weighted<string>;
  private readonly footers: (string | null)[];
  private readonly stories: StoryState[] = [];
  private readonly recent: NewsArticle[] = [];
  private made = 0;
  private begun = 0;

  constructor(seed: number) {
    this.random = new Random(seed);
    const vocabulary = [...newsIdf.frequency].filter(([word]) => /^[a-z]{2,}$/.test(word));
    this.words = new Weighted(
      vocabulary.map(([word]) => word),
      (_, at) => vocabulary[at]?.[1] ?? 0,
    );
    // What a story is about is said in words that are neither everywhere nor nowhere.
    const telling = vocabulary.filter(([, count]) => count < newsIdf.documents / 20);
    this.focus = new Weighted(
      telling.map(([word]) => word),
      (_, at) => Math.sqrt(telling[at]?.[1] ?? 0),
    );
    const names = Array.from({ length: nameCount }, () => this.makeName());
    this.people = new Weighted(names, (_, at) => 1 / (at + 20));
    this.footers = Array.from({ length: outletCount }, () =>
      this.random.next() < 0.5 ? `${this.sentence(null, 18)} ${this.sentence(null, 14)}` : null,
    );
  }

  /** The next article; times never run backwards. */
  next(): NewsArticle {
    const at = start + (this.made / aDay) * dayMs;
    const source = this.random.next() < copyShare ? this.copied(at) : null;
    const article = source === null ? this.report(at) : this.copy(source, at);
    this.made += 1;
    this.recent.push(article);
    if (this.recent.length > (aDay * copyHours) / 24) this.recent.shift();
    return article;
  }

  private report(at: number): NewsArticle {
    const story = this.storyAt(at);
    const outlet = this.random.below(outletCount);
    const count = leastSentences + this.random.below(mostSentences - leastSentences);
    const sentences = Array.from({ length: count }, () => this.sentence(story, 9 + this.random.below(14)));
    return {
      name: `n${this.made}`,
      outlet: `paper${outlet}.example`,
      title: this.title(story),
      text: paragraphs([...sentences, ...this.ending(outlet)]),
      published: new Date(at),
      story: story.number,
      copyOf: null,
      kind: null,
    };
  }

  /** A report of the last days that is none's copy; later ones more often. */
  private copied(at: number): NewsArticle | null {
    for (let tries = 0; tries < 8; tries++) {
      const back = Math.floor(this.random.next() ** 2 * this.recent.length);
      const found = this.recent[this.recent.length - 1 - back];
      if (
        found !== undefined &&
        found.copyOf === null &&
        at - found.published.getTime() < copyHours * 3_600_000
      )
        return found;
    }
    return null;
  }

  private copy(source: NewsArticle, at: number): NewsArticle {
    const kind = this.random.pick<CopyWay>(['exact', 'near', 'truncated', 'extended', 'retitled']);
    const story = this.stories.find((each) => each.number === source.story) ?? null;
    const body = source.text.split('\n\n');
    const texts: Record<CopyWay, () => string> = {
      exact: () => source.text,
      retitled: () => source.text,
      near: () => this.exchangeWords(source.text),
      truncated: () => body.slice(0, Math.max(2, Math.ceil(body.length * 0.6))).join('\n\n'),
      extended: () => [...body, this.sentence(story, 18), this.sentence(story, 15)].join('\n\n'),
    };
    return {
      ...source,
      name: `n${this.made}`,
      outlet: `paper${(Number(/\d+/.exec(source.outlet)?.[0]) + 1 + this.random.below(outletCount - 1)) % outletCount}.example`,
      title: kind === 'retitled' ? this.title(story) : source.title,
      text: texts[kind](),
      published: new Date(at),
      copyOf: source.name,
      kind,
    };
  }

  private exchangeWords(text: string): string {
    return text.replace(/[a-z]{4,}/g, (word) =>
      this.random.next() < nearShare ? this.words.pick(this.random) : word,
    );
  }

  private storyAt(at: number): StoryState {
    while ((this.stories[0]?.endsAt ?? Number.POSITIVE_INFINITY) < at - 40 * dayMs) this.stories.shift();
    if (this.stories.length > 0 && this.random.next() > newStoryShare)
      for (let tries = 0; tries < 12; tries++) {
        const back = Math.floor(this.random.next() ** 3 * this.stories.length);
        const found = this.stories[this.stories.length - 1 - back];
        if (found !== undefined && found.endsAt > at) return found;
      }
    const words = Array.from({ length: focusWords }, () => this.focus.pick(this.random));
    const story = {
      number: this.begun++,
      focus: new Weighted(words, (_, place) => 1 / (place + 2)),
      names: Array.from({ length: storyNames }, () => this.people.pick(this.random)),
      numbers: Array.from({ length: 5 }, () => String(10 + this.random.below(9_000))),
      endsAt: at - Math.log(1 - this.random.next()) * storyDays * dayMs,
    };
    this.stories.push(story);
    return story;
  }

  private sentence(story: StoryState | null, length: number): string {
    const words = Array.from({ length }, () => {
      const dice = this.random.next();
      if (story !== null && dice < focusShare) return story.focus.pick(this.random);
      if (dice < focusShare + 0.08)
        return story === null ? this.words.pick(this.random) : this.random.pick(story.names);
      if (story !== null && dice < focusShare + 0.1) return this.random.pick(story.numbers);
      return this.words.pick(this.random);
    });
    const line = words.join(' ');
    return `${line.charAt(0).toUpperCase()}${line.slice(1)}.`;
  }

  private title(story: StoryState | null): string {
    return this.sentence(story, 8).slice(0, -1);
  }

  /** What stands under a text and is none of it. */
  private ending(outlet: number): string[] {
    const dice = this.random.next();
    const footer = this.footers[outlet] ?? null;
    if (dice < 0.35 && footer !== null) return [footer];
    if (dice < 0.5) return [shared[outlet % shared.length] as string];
    return dice < 0.6 ? ['The Associated Press contributed to this report.'] : [];
  }

  private makeName(): string {
    const part = () =>
      Array.from({ length: 2 + this.random.below(2) }, () => this.random.pick(syllables)).join('');
    const upper = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
    return `${upper(part())} ${upper(part())}`;
  }
}

function paragraphs(sentences: string[]): string {
  const found: string[] = [];
  for (let at = 0; at < sentences.length; at += 2) found.push(sentences.slice(at, at + 2).join(' '));
  return found.join('\n\n');
}

const syllables =
  'ba da ko ri ma ne sol tar vin dor el ka mi no ra su ti ul ven wa yor zed hal gre pos lin mar bel cor fen'.split(
    ' ',
  );

/** Phrases that hundreds of outlets put under their texts. */
const shared = [
  'Readers who would like to support work of this kind can do so on the membership page, where they will also find the morning letter and the archive of the past year.',
  'This page is brought up to date through the day as more becomes known, and readers who saw what happened are asked to write to the desk at the address below.',
  'All rights are held by the publisher, and no part of this text may be printed or sent on in any form without leave that was asked for and given in writing.',
];
