import type { Mention, StoryClaim } from '@hearsay/text/claim';
import type { Exported } from './export.js';
import type { Gold } from './gold.js';
import { type Joined, joinedMentions } from './joined.js';
import { mentionAt, type Place, placeOf, seedIds } from './locate.js';

/** A gold mention and what we made of it. */
export interface Row {
  claim: string;
  article: string;
  piece: string;
  relation: string;
  place: Place | null;
  mention: Mention | null;
  ours: StoryClaim | null;
}

export interface Scores {
  rows: Row[];
  precision: number;
  recall: number;
  f1: number;
  relations: number;
  found: number;
  disputes: { found: number; all: number };
  falseDisputes: Mention[];
  notDisputes: Mention[];
  copies: { right: number; all: number; wrong: string[] };
  cites: { right: number; all: number; extra: string[] };
  boilerplate: string[];
  attribution: { right: number; wrong: string[] };
  origins: string[];
  altered: { found: number; missed: string[] };
  joined: Joined[];
}

export function measure(gold: Gold, made: Exported): Scores {
  const rows = rowsOf(gold, made);
  const disputing = rows.filter((row) => row.relation === 'disputes');
  const altered = rows.filter(
    (row) => row.article === '003' && row.claim.startsWith('quote-') && row.relation === 'varies',
  );
  const isAltered = (row: Row) => row.mention?.relation === 'varies' && row.mention.change === 'quotation';
  return {
    rows,
    ...bCubed(rows),
    relations: share(rows, (row) => row.mention?.relation === row.relation),
    found: share(rows, (row) => row.mention !== null),
    disputes: {
      found: disputing.filter((row) => row.mention?.relation === 'disputes').length,
      all: disputing.length,
    },
    falseDisputes: falseDisputes(made, disputing),
    notDisputes: notDisputes(gold, made),
    copies: copiesOf(gold, made),
    cites: citesOf(gold, made),
    boilerplate: boilerplateIn(gold, made),
    attribution: attributionOf(gold, made),
    origins: originsOf(rows),
    altered: {
      found: altered.filter(isAltered).length,
      missed: altered.filter((row) => !isAltered(row)).map((row) => row.piece),
    },
    joined: joinedMentions(gold, made, new Set(rows.map((row) => row.mention?.id))),
  };
}

function rowsOf(gold: Gold, made: Exported): Row[] {
  const ids = seedIds(gold, made.articles);
  const owner = new Map(
    made.claims.flatMap((claim) => claim.mentions.map((mention) => [mention.id, claim] as const)),
  );
  return Object.entries(gold.claims).flatMap(([claim, mentions]) =>
    mentions.map(([article, piece, relation]) => {
      const from = ids.get(article);
      const place = from === undefined ? null : placeOf(piece, from);
      const all = made.claims
        .flatMap((each) => each.mentions)
        .filter((each) => each.article === from?.id && isCurrent(each));
      const mention = place === null ? null : mentionAt(place, all, from?.[place.in] ?? '');
      return {
        claim,
        article,
        piece,
        relation,
        place,
        mention,
        ours: mention === null ? null : owner.get(mention.id)!,
      };
    }),
  );
}

/** The exported object holds current mentions only and does not say so. */
export function isCurrent(mention: Partial<Pick<Mention, 'current'>>): boolean {
  return mention.current !== false;
}

/** B-cubed over gold mentions. */
function bCubed(rows: Row[]): { precision: number; recall: number; f1: number } {
  const each = rows.map((row) => bcubedOf(row, rows));
  const mean = (part: 'precision' | 'recall') => each.reduce((sum, one) => sum + one[part], 0) / rows.length;
  const [precision, recall] = [mean('precision'), mean('recall')];
  return { precision, recall, f1: (2 * precision * recall) / (precision + recall) };
}

/** One gold mention's part of it; one that was missed stands alone. */
export function bcubedOf(row: Row, rows: readonly Row[]): { precision: number; recall: number } {
  const together = (a: Row, b: Row) => a === b || (a.ours !== null && a.ours === b.ours);
  const mates = rows.filter((each) => together(row, each));
  const right = mates.filter((each) => each.claim === row.claim).length;
  return {
    precision: right / mates.length,
    recall: right / rows.filter((each) => each.claim === row.claim).length,
  };
}

function falseDisputes(made: Exported, disputing: Row[]): Mention[] {
  const known = new Set(disputing.map((row) => row.mention?.id));
  const sentences = new Set(disputing.map((row) => row.mention?.sentence));
  return made.claims
    .flatMap((claim) => claim.mentions)
    .filter((each) => each.relation === 'disputes' && !known.has(each.id) && !sentences.has(each.sentence));
}

function notDisputes(gold: Gold, made: Exported): Mention[] {
  const ids = seedIds(gold, made.articles);
  return gold.not_disputes.flatMap(([article, piece]) => {
    const from = ids.get(article);
    const place = from === undefined ? null : placeOf(piece, from);
    if (from === undefined || place === null) return [];
    return made.claims
      .flatMap((claim) => claim.mentions)
      .filter((each) => each.article === from.id && each.relation === 'disputes')
      .filter((each) => each.in === place.in && each.start < place.end && place.start < each.end);
  });
}

function copiesOf(gold: Gold, made: Exported): Scores['copies'] {
  const ids = seedIds(gold, made.articles);
  const right = gold.copies.filter(({ article, of, kind }) => {
    const copy = ids.get(article);
    return copy?.copyOf === ids.get(of)?.id && copy?.copyKind === kind;
  });
  const wrong = made.articles
    .filter((each) => each.copyOf !== null && !gold.copies.some(({ article }) => ids.get(article) === each))
    .map((each) => each.outletName);
  return { right: right.length, all: gold.copies.length, wrong };
}

function citesOf(gold: Gold, made: Exported): Scores['cites'] {
  const ids = seedIds(gold, made.articles);
  const right = gold.cites.filter(({ article, outlet }) =>
    ids.get(article)?.cites.some((cite) => cite.outletName === outlet),
  );
  const extra = [...ids].flatMap(([id, article]) =>
    article.cites
      .filter((cite) => !gold.cites.some((each) => each.article === id && each.outlet === cite.outletName))
      .map((cite) => `${id}: ${cite.outletName}`),
  );
  return { right: right.length, all: gold.cites.length, extra: [...new Set(extra)] };
}

function boilerplateIn(gold: Gold, made: Exported): string[] {
  const ids = seedIds(gold, made.articles);
  return gold.boilerplate.flatMap(([id, piece]) => {
    const article = ids.get(id);
    const said = made.claims
      .flatMap((claim) => claim.mentions)
      .some((each) => each.article === article?.id && each.sentence.includes(piece));
    return article?.text.includes(piece) || said ? [`${id}: ${piece}`] : [];
  });
}

function attributionOf(gold: Gold, made: Exported): Scores['attribution'] {
  const ids = seedIds(gold, made.articles);
  const plain = (text: string | null) =>
    (text ?? '')
      .toLowerCase()
      .replaceAll('’', "'")
      .replace(/^(?:an?|the) /, '');
  const wrong = gold.attribution.flatMap(({ article, sentence, speaker, named, via }) => {
    const from = ids.get(article);
    const place = from === undefined ? null : placeOf(sentence, from);
    const all = made.claims.flatMap((claim) => claim.mentions).filter((each) => each.article === from?.id);
    const mention = place === null ? null : mentionAt(place, all, from?.[place.in] ?? '');
    const right = plain(mention?.speaker ?? null) === plain(speaker) && mention?.speakerNamed === named;
    const viaRight = (mention?.via?.outletName ?? null) === via;
    if (right && viaRight) return [];
    return [
      `${article} “${sentence}”: ${mention?.speaker ?? 'nobody'} via ${mention?.via?.outletName ?? 'none'}, not ${speaker} via ${via ?? 'none'}`,
    ];
  });
  return { right: gold.attribution.length - wrong.length, wrong };
}

/** Origins of the claim that holds most mentions of the lead claim. */
function originsOf(rows: Row[]): string[] {
  const lead = rows.find((row) => row.claim === 'identified-400')?.ours;
  return lead?.origins.map((origin) => `${origin.name} (${origin.kind})`) ?? [];
}

function share(rows: Row[], test: (row: Row) => boolean): number {
  return rows.filter(test).length / rows.length;
}
