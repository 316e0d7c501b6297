import type { MentionMark } from '@hearsay/store';
import type { MentionObject } from '../contract.js';

/** What an outlet does to a claim, strongest first: a dispute is shown before the repetition it stands beside. */
const strongest = ['disputes', 'varies', 'originates', 'repeats'] as const;

/** The same among those who say it in some form: the first remains the first though it told it again otherwise. */
const asserting = ['originates', 'varies', 'repeats'] as const;

export const signs = { originates: '●', repeats: '●', varies: '◐', disputes: '✗' } as const;

/** One cell of the grid. */
export interface Cell {
  relation: MentionObject['relation'];
  /** What it does besides a dispute it carries: the first to say a thing often carries the denial too. */
  besides: MentionObject['relation'] | null;
  /** The mention it leads to. */
  mention: MentionMark;
  /** True where every mention of it is hedged. */
  hedged: boolean;
  /** True where the outlet has it in copies of others' texts only. */
  copy: boolean;
  /** "≥48": the outlet's own number, where it varies the claim's. */
  number: string | null;
}

/** What the mentions of one claim by one outlet come to; null where there are none. */
export function cellOf(mentions: readonly MentionMark[], copies: ReadonlySet<string>): Cell | null {
  const relation = strongest.find((each) => mentions.some((mention) => mention.relation === each));
  const mention = mentions.find((each) => each.relation === relation);
  const besides = asserting.find((each) => mentions.some((other) => other.relation === each)) ?? null;
  if (relation === undefined || mention === undefined) return null;
  return {
    relation,
    besides: relation === 'disputes' ? besides : null,
    mention,
    hedged: mentions.every((each) => each.hedged),
    copy: mentions.every((each) => copies.has(each.article)),
    number:
      relation === 'varies' && isNumber(mention)
        ? shownQuantity(mention.quantity as MentionObject['quantities'][number] | null)
        : null,
  };
}

function isNumber({ change }: MentionMark): boolean {
  return change === 'number' || change === 'update';
}

const bounds = { '>': '>', '>=': '≥', '=': '', '~': '~', '<=': '≤', '<': '<' } as const;
const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });

/** An amount in as few signs as a column has room for. */
export function shownQuantity(quantity: MentionObject['quantities'][number] | null): string | null {
  if (quantity === null) return null;
  const number = quantity.value < 10_000 ? whole.format(quantity.value) : compact.format(quantity.value);
  return `${bounds[quantity.bound]}${number}${quantity.unit === '%' ? '%' : ''}`;
}
