import { defaultPace, defaultWants, QueryError, readQuery } from '@hearsay/text/subscription';
import { DateTime } from 'luxon';
import { z } from 'zod';

const text = z.string().trim().min(1, 'is empty').max(300, 'is longer than 300 characters');

const words = z.string().superRefine((query, context) => {
  try {
    readQuery(query);
  } catch (error) {
    if (!(error instanceof QueryError)) throw error;
    context.addIssue({ code: 'custom', message: error.message });
  }
});

const about = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('everything') }).strict(),
  z.object({ kind: z.literal('story'), id: text }).strict(),
  z.object({ kind: z.literal('claim'), id: text }).strict(),
  z.object({ kind: z.literal('outlet'), domain: text }).strict(),
  z.object({ kind: z.literal('owner'), name: text }).strict(),
  z.object({ kind: z.literal('person'), name: text }).strict(),
  z.object({ kind: z.literal('words'), query: words }).strict(),
]);

const types = [
  ...(['covered', 'originated', 'repeated', 'varied', 'disputed', 'confirmed'] as const),
  ...(['withdrawn', 'corrected', 'turned', 'crossed'] as const),
];

/** A subscription is read against every event: a longer list belongs into several. */
const mostAbout = 50;

/** Which events a subscription wants; what is left out has the default of shared/text/subscription. */
export const wantsSchema = z
  .object({
    about: z.array(about).min(1, 'needs something').max(mostAbout).default(defaultWants.about),
    events: z
      .array(z.enum(types))
      .min(1, 'needs an event, or null for those told out of the box')
      .nullable()
      .default(null),
    minConfidence: z.number().min(0).max(1).default(0),
    minIndependent: z.number().int().min(0).max(1_000).default(0),
    crossing: z.number().int().min(2).max(1_000).nullable().default(null),
  })
  .strict();

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 22:30');

/** When a subscription is told. */
export const paceSchema = z
  .object({
    perHour: z.number().int().min(1).max(10_000).nullable().default(null),
    digest: z.enum(['off', 'hourly', 'daily', 'copies']).default('off'),
    digestAt: time.default(defaultPace.digestAt),
    quiet: z.object({ from: time, to: time }).strict().nullable().default(null),
    urgent: z.boolean().default(false),
    zone: z
      .string()
      .refine(
        (zone) => DateTime.local({ zone }).isValid,
        'must be the name of a time zone such as Europe/Berlin',
      )
      .default('UTC'),
    snoozeUntil: z.iso.datetime({ offset: true }).nullable().default(null),
    muted: z.boolean().default(false),
  })
  .strict();
