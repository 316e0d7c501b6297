import type { Draft } from './draft.js';
import type { Entry } from './prepare.js';
import type { Judgement, Saying, StoryArticle, WasMention } from './types.js';

/** What people decided of one entry, given where the entries before it are. */
export interface Ruling {
  /** The claim it is held in; null where nothing that it is held with has come yet. */
  draft: Draft | null;
  /** True where it may be in none of the claims that are there: it founds one. */
  alone: boolean;
  /** What it does to its claim, where a person said so. */
  relation: Judgement['relation'];
  /** What it was when it was decided on; null where it was taken out of its claim. */
  was: WasMention | null;
  /** The decision that is on this very entry; null where it only is what another is held with or against. */
  by: Judgement | null;
}

/** What people decided on the mentions of one story. */
export interface Judge {
  /** Changes whenever what they decided does. */
  readonly key: string;
  /** What an entry says, as decisions name it. */
  keyOf(entry: Entry): string;
  /** True where some decision names it. */
  names(key: string): boolean;
  /** @param placed where the entries that decisions name are, as far as they have come */
  on(key: string, placed: ReadonlyMap<string, Draft>): Ruling | null;
}

/** A decision as it bears on one saying. */
interface Bearing {
  judgement: Judgement;
  side: 'subject' | 'other';
  was: WasMention;
  /** What it is held with, itself included, and what it is held apart from. */
  withThese: ReadonlySet<string>;
  notThese: ReadonlySet<string>;
}

/**
 * Decisions as the fold asks for them. One holds for the same words in every revision of the article and in the copies of it, so it
 * outlives edits around them; of two that contradict each other the later one holds.
 * @param judgements in the order in which they were made
 */
export function createJudge(judgements: readonly Judgement[], articles: readonly StoryArticle[]): Judge {
  if (judgements.length === 0) return noJudge;
  const root = rootsOf(articles);
  const keyed = (saying: Saying) => keyOfSaying({ ...saying, article: root(saying.article) });
  const bearings = bearingsOf(judgements, keyed);
  return {
    key: JSON.stringify(judgements),
    keyOf: ({ article, candidate }) =>
      bearings.size === 0
        ? ''
        : keyed({
            article: article.id,
            in: candidate.in,
            text: candidate.text,
            sentence: candidate.sentence.text,
          }),
    names: (key) => bearings.has(key),
    on(key, placed) {
      const own = bearings.get(key);
      return own === undefined ? null : rule(own, placed);
    },
  };
}

/** Nobody decided anything. */
const noJudge: Judge = {
  key: JSON.stringify([]),
  keyOf: () => '',
  names: () => false,
  on: () => null,
};

function rule(own: readonly Bearing[], placed: ReadonlyMap<string, Draft>): Ruling {
  const apart = new Set<Draft>();
  let draft: Draft | null = null;
  for (const { withThese, notThese } of own) {
    draft ??= draftOf(withThese, placed, apart);
    for (const each of notThese) {
      const other = placed.get(each);
      if (other !== undefined && other !== draft) apart.add(other);
    }
  }
  const [latest] = own as [Bearing];
  const by = own.find((each) => each.side === 'subject');
  const isOut = by?.judgement.verdict === 'rejected' || by?.judgement.verdict === 'apart';
  return {
    draft,
    alone: draft === null && (apart.size > 0 || isOut),
    relation: by?.judgement.relation ?? null,
    was: by?.judgement.verdict === 'rejected' ? null : (by ?? latest).was,
    by: by?.judgement ?? null,
  };
}

/** The first claim that holds one of these and that no later decision keeps it out of. */
function draftOf(
  keys: ReadonlySet<string>,
  placed: ReadonlyMap<string, Draft>,
  apart: ReadonlySet<Draft>,
): Draft | null {
  for (const key of keys) {
    const draft = placed.get(key);
    if (draft !== undefined && !apart.has(draft)) return draft;
  }
  return null;
}

/** By saying, the decisions that name it, the latest first. */
function bearingsOf(
  judgements: readonly Judgement[],
  keyed: (saying: Saying) => string,
): ReadonlyMap<string, Bearing[]> {
  const bearings = new Map<string, Bearing[]>();
  for (const judgement of judgements) {
    const sides = { subject: new Set<string>(), other: new Set<string>() };
    for (const mention of judgement.mentions) sides[mention.side].add(keyed(mention));
    const parts = judgement.verdict === 'rejected' || judgement.verdict === 'apart';
    const all = new Set([...sides.subject, ...sides.other]);
    const seen = new Set<string>();
    for (const mention of judgement.mentions) {
      const { side, was } = mention;
      const key = keyed(mention);
      if (seen.has(key)) continue;
      seen.add(key);
      const bearing: Bearing = {
        judgement,
        side,
        was,
        withThese: parts ? sides[side] : all,
        notThese: parts ? sides[side === 'subject' ? 'other' : 'subject'] : new Set(),
      };
      bearings.set(key, [bearing, ...(bearings.get(key) ?? [])]);
    }
  }
  return bearings;
}

/** The original that an article copies, through copies of copies; itself where it copies none. */
function rootsOf(articles: readonly StoryArticle[]): (id: string) => string {
  const copied = new Map(articles.map(({ id, copyOf }) => [id, copyOf]));
  return (id) => {
    const seen = new Set<string>();
    let at = id;
    for (let next = copied.get(at); next != null && !seen.has(next); next = copied.get(at)) {
      seen.add(at);
      at = next;
    }
    return at;
  };
}

function keyOfSaying({ article, in: part, text, sentence }: Saying): string {
  return [article, part, text, sentence].join('\n');
}
