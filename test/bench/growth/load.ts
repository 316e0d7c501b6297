import { creditsOf, type Reading } from '@hearsay/dedupe/reading';
import type { Database } from '@hearsay/store';
import { findCitations } from '@hearsay/text/citation';
import { type CopyText, type CopyVerdict, chooseOriginal, compareCopies, pairOf } from '@hearsay/text/copy';
import { fingerprint } from '@hearsay/text/fingerprint';
import { idOf } from '@hearsay/text/id';
import { packSketch, sketchArticle } from '@hearsay/text/sketch';
import { newsIdf, partText, storyVector } from '@hearsay/text/story';
import { type Arrival, arrival } from '../../services/dedupe/arrivals.js';
import type { NewsArticle } from './news.js';

/** Families that nothing was added to for so long are forgotten here: the stream copies nothing older than three days. */
const familyMs = 4 * 86_400_000;

interface Pair extends CopyVerdict {
  a: string;
  b: string;
}

/** What dedupe keeps of an article. */
export interface Row {
  arrival: Arrival;
  reading: Reading;
  story: string;
  copyOf: string | null;
  copyKind: string | null;
  copyScore: number | null;
  copyWhy: string | null;
  family: string;
}

export function arrivalOf(article: NewsArticle): Arrival {
  return arrival(article);
}

/**
 * Writes articles with all that dedupe writes of them, in bulk: readings (but for names and quotations, which it decides
 * nothing by), sketches, rows of both indexes, stories as planted, pairs and copies as its own measure has them.
 */
export class Loader {
  private readonly db: Database;
  private readonly families = new Map<string, CopyText[]>();
  private readonly stories = new Map<number, string>();
  private readonly names = new Map<string, string>();
  private writing: Promise<void> = Promise.resolve();

  constructor(db: Database) {
    this.db = db;
  }

  async load(articles: NewsArticle[]): Promise<void> {
    const rows = new Map<string, Row>();
    const pairs: Pair[] = [];
    for (const article of articles)
      for (const row of this.rowsOf(article, pairs)) rows.set(row.arrival.article, row);
    this.forget(articles.at(-1)?.published ?? new Date(0));
    await this.written();
    this.writing = this.write([...rows.values()], pairs);
    // Whoever waits for it next is told.
    this.writing.catch(() => {});
  }

  /** Waits until all that was loaded is written: the next articles are made while the last ones are. */
  written(): Promise<void> {
    return this.writing;
  }

  private async write(rows: Row[], pairs: Pair[]): Promise<void> {
    const families = this.namesOfFamilies(rows);
    await this.writeArticles(rows);
    await this.writeIndexes(rows.map((row) => row.arrival.article));
    await this.writePairs(pairs);
    await this.writeCopies(rows, families);
  }

  /** One name for the whole family, whoever came last: the lowest id. */
  private namesOfFamilies(rows: Row[]): { id: string; family: string }[] {
    const mine = new Set(rows.map((row) => row.arrival.article));
    return [...this.families.values()]
      .filter((family) => family.length > 1 && family.some(({ id }) => mine.has(id)))
      .flatMap((family) => {
        const [lowest = ''] = family.map(({ id }) => id).sort();
        return family.map(({ id }) => ({ id, family: lowest }));
      });
  }

  /** Takes note of an article that dedupe itself has placed. */
  note(article: NewsArticle, story: string): void {
    const made = arrivalOf(article);
    this.names.set(article.name, made.article);
    if (!this.stories.has(article.story)) this.stories.set(article.story, story);
    this.familyOf(article).push(textOf(made, readingOf(made)));
  }

  storyOf(number: number): string | undefined {
    return this.stories.get(number);
  }

  private rowsOf(article: NewsArticle, pairs: Pair[]): Row[] {
    const made = arrivalOf(article);
    const reading = readingOf(made);
    const story = this.stories.get(article.story) ?? idOf('story', made.article);
    this.stories.set(article.story, story);
    this.names.set(article.name, made.article);
    const family = this.familyOf(article);
    const own = textOf(made, reading);
    const found = family.flatMap((other) => {
      const verdict = compareCopies(own, other);
      return pairOf(own, other, verdict) === null ? [] : [{ ...verdict, a: own.id, b: other.id }];
    });
    family.push(own);
    pairs.push(...found);
    const links = chooseOriginal(
      family,
      found.map((pair) => ({ ...pair, kind: pair.kind ?? 'near' })),
    );
    const link = links.find((each) => each.id === own.id);
    const verdict = found.find((pair) => pair.b === link?.copyOf);
    return [
      {
        arrival: made,
        reading,
        story,
        copyOf: link?.copyOf ?? null,
        copyKind: link?.kind ?? null,
        copyScore: verdict?.score ?? null,
        copyWhy: verdict === undefined ? null : `${link?.why}; ${verdict.why}`,
        family: [own.id, ...found.map((pair) => pair.b)].sort()[0] as string,
      },
    ];
  }

  private familyOf(article: NewsArticle): CopyText[] {
    const key = article.copyOf ?? article.name;
    const family = this.families.get(key) ?? [];
    this.families.set(key, family);
    return family;
  }

  private forget(now: Date): void {
    for (const [key, [first]] of this.families) {
      if (Date.parse(first?.published ?? '') > now.getTime() - familyMs) break;
      this.families.delete(key);
    }
  }

  private async writeArticles(rows: Row[]): Promise<void> {
    const json = JSON.stringify(
      rows.map(({ arrival: made, ...row }) => ({
        ...{ ...row, ...made, id: made.article, bylines: made.byline },
        sketch: Buffer.from(packSketch(sketchArticle(row.reading.vector, row.reading.fingerprint))).toString(
          'base64',
        ),
        credits: creditsOf(row.reading.cites),
      })),
    );
    await this.db.query(
      `with x as materialized (select * from jsonb_to_recordset($1::jsonb) as x (id text, url text, outlet text,
           "outletName" text, published timestamptz, title text, text text, "textHash" text, story text, reading jsonb,
           sketch text, credits text[])),
         told as (insert into hearsay.stories (id, title, first_seen, updated_at)
           select story, min(title), min(published), max(published) from x group by story
           on conflict (id) do update set updated_at = excluded.updated_at),
         kept as (insert into hearsay.articles (id, url, outlet, outlet_name, published, first_seen, revision, family,
             story, story_why) select id, url, outlet, "outletName", published, published, 1, id, story, 'planted' from x),
       read as (insert into hearsay.revisions (article, revision, byline, published, fetched, lang, title, text, text_hash, reading)
       select id, 1, '[]', published, published, 'en', title, text, "textHash", reading from x)
       insert into hearsay.sketches (article, revision, sketch, credits)
       select id, 1, decode(sketch, 'base64'), credits from x`,
      [json],
    );
  }

  private async writeIndexes(ids: string[]): Promise<void> {
    for (const [table, path] of [
      ['bands', '$.fingerprint.bands[*]'],
      ['story_keys', '$.vector.keys[*]'],
      ['part_keys', '$.parts[*].keys[*]'],
    ] as const)
      await this.db.query(
        `insert into hearsay.${table} select distinct key #>> '{}', a.published, a.id
         from hearsay.articles a join hearsay.revisions r on r.article = a.id
         cross join lateral jsonb_path_query(r.reading, '${path}') as key
         where a.id = any($1) order by 1`,
        [ids],
      );
  }

  private async writePairs(pairs: Pair[]): Promise<void> {
    await this.db.query(
      `insert into hearsay.copy_pairs (a, b, kind, score, why)
       select least(a, b), greatest(a, b), kind, score, why
       from jsonb_to_recordset($1::jsonb) as x (a text, b text, kind text, score double precision, why text)`,
      [JSON.stringify(pairs.map(({ a, b, kind, score, why }) => ({ a, b, kind, score, why })))],
    );
  }

  private async writeCopies(rows: Row[], families: { id: string; family: string }[]): Promise<void> {
    const copies = rows
      .filter((row) => row.copyOf !== null)
      .map((row) => ({ ...row, id: row.arrival.article }));
    await this.db.query(
      `update hearsay.articles a set copy_of = x."copyOf", copy_kind = x."copyKind", copy_score = x."copyScore",
         copy_why = x."copyWhy", story_why = 'one text with it'
       from jsonb_to_recordset($1::jsonb) as x (id text, "copyOf" text, "copyKind" text, "copyScore" double precision,
         "copyWhy" text) where a.id = x.id`,
      [JSON.stringify(copies.map(({ arrival: _, reading: __, ...row }) => row))],
    );
    await this.db.query(
      `update hearsay.articles a set family = x.family from unnest($1::text[], $2::text[]) as x (id, family)
       where a.id = x.id and a.family <> x.family`,
      [families.map(({ id }) => id), families.map(({ family }) => family)],
    );
  }
}

function readingOf({ title, text, article, outlet, outletName, published }: Arrival): Reading {
  const told = { id: article, outlet, title, text, published: published?.toISOString() ?? null, names: [] };
  const { main, asides } = partText(told, newsIdf);
  return {
    names: [],
    quotations: [],
    cites: findCitations(text, { outlet, outletName }),
    fingerprint: fingerprint(text),
    vector: storyVector({ ...told, text: main }, newsIdf),
    ...(asides.length === 0 ? {} : { parts: asides }),
  };
}

function textOf(made: Arrival, reading: Reading): CopyText {
  const { article: id, outlet, outletName, title, byline, published, text, lang } = made;
  const credits = creditsOf(reading.cites);
  return {
    id,
    outlet,
    outletName,
    title,
    byline,
    published: published?.toISOString() ?? null,
    text,
    lang,
    credits,
  };
}
