import type { CopyText } from '@hearsay/text/copy';
import { cleanText } from '@hearsay/text/page';
import { readShared, readSharedLines } from '../../support/shared-data.js';

interface Row {
  id: string;
  publisher: string;
  scrape_time: string;
  text: string;
}

/** An article of helsinki-dev: the text as given, as the pipeline would clean it, and the agency it is credited to. */
export interface Reprint {
  raw: string;
  article: CopyText;
  agency: string | null;
}

/** An agency's dateline anywhere; its name at the head, further down it may belong to a photo. */
const CREDITS: [agency: string, dateline: RegExp, name: RegExp][] = [
  ['Associated Press', /\(AP\)\s*[—–-]/, /\(AP\)|Associated Press/],
  ['Reuters', /\(Reuters\)\s*[—–-]/, /\(Reuters\)|By [^\n]{0,60}Reuters/],
  ['AFP', /\(AFP\)\s*[—–-]/, /\(AFP\)|\bAFP\b(?! PHOTO)/],
];
const HEAD = 700;
const MASK =
  /\((?:AP|Reuters|REUTERS|AFP)\)|\b(?:The )?Associated Press\b|\bAP\b|\bReuters\b|\bREUTERS\b|\bAFP\b|^By [^\n]{1,120}$/gm;

/** Reads the set; `mask` takes bylines and credits out of the texts. */
export function readReprints(mask: boolean): Reprint[] {
  return readSharedLines<Row>('data/reprints/helsinki-dev.jsonl').map((row) => {
    const raw = row.text.split(' ### ').join('\n\n');
    const text = mask ? raw.replace(MASK, ' ') : raw;
    return { raw, article: articleOf(row, text), agency: agencyOf(raw) };
  });
}

function articleOf(row: Row, text: string): CopyText {
  const outlet = row.publisher.split('/')[0]!;
  const given = {
    url: `https://${outlet}/${row.id}`,
    text,
    title: null,
    byline: null,
    published: row.scrape_time,
    outlet,
    outletName: outlet,
  };
  const clean = cleanText(given);
  return {
    id: row.id,
    outlet: row.publisher,
    outletName: row.publisher,
    title: null,
    byline: [],
    published: row.scrape_time,
    text: 'dropped' in clean ? text : clean.text,
    lang: 'en',
    credits: [],
  };
}

function agencyOf(raw: string): string | null {
  const head = raw.slice(0, HEAD);
  return CREDITS.find(([, dateline, name]) => dateline.test(raw) || name.test(head))?.[0] ?? null;
}

/** The pairs labelled by hand: two ids and whether they are copies. */
export function readLabels(file: string): [a: string, b: string, copies: 0 | 1][] {
  return (JSON.parse(file) as { pairs: [string, string, 0 | 1][] }).pairs;
}

export interface SeedGold {
  outlets: Record<
    string,
    { outlet: string; file: string; title: string | null; domain: string; published: string }
  >;
  copies: { article: string; of: string; kind: string }[];
  cites: { article: string; outlet: string }[];
}

/** The seed articles as texts, with the outlets gold.json says they cite. */
export function readSeeds(): { gold: SeedGold; articles: CopyText[] } {
  const gold = JSON.parse(readShared('seeds/gold.json')) as SeedGold;
  const articles = Object.entries(gold.outlets).map(([id, seed]) => ({
    id,
    outlet: seed.domain,
    outletName: seed.outlet,
    title: seed.title,
    byline: [],
    published: seed.published,
    text: readShared(`seeds/${seed.file}`),
    lang: 'en',
    credits: gold.cites.filter((cite) => cite.article === id).map((cite) => cite.outlet),
  }));
  return { gold, articles };
}
